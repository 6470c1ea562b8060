import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { runCommand } from '../../state/commands.ts';

/** Before the first audit log: what the page will show, and the one action that fills it. */
export function NoActivities({ children }: { readonly children: ReactNode }) {
  return (
    <EmptyState
      icon={IconPlugConnected}
      title="No app is connected yet"
      action={
        <Button size="sm" onClick={() => runCommand('imports.pick')}>
          Import audit logs
        </Button>
      }
    >
      {children} Export the audit log of Microsoft 365, Entra ID, Okta, Google Workspace, Salesforce, GitHub or another
      service (JSON or CSV) and drop the file anywhere on this window: it is recognised by its records.
    </EmptyState>
  );
}
