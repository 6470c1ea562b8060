import { Anchor, Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { runCommand } from '../../state/commands.ts';
import { hrefWithScope } from '../../state/location.ts';

/** Before the first traffic: what the page will show, and the one action that fills it. */
export function NoData({ what }: { readonly what: string }) {
  const hasActivities = useOpenWorkspace()?.activityExtent != null;
  return (
    <EmptyState
      icon={IconFileImport}
      title={hasActivities ? 'No traffic is imported yet' : 'Nothing is imported yet'}
      action={
        <Button size="sm" onClick={() => runCommand('imports.pick')}>
          Import logs
        </Button>
      }
    >
      This page will show {what}. Drop a firewall or proxy log anywhere on this window, or choose one.
      {hasActivities && (
        <>
          {' '}
          What was imported so far are audit logs of connected apps: see the{' '}
          <Anchor href={`#${hrefWithScope('/connected/activities')}`}>activity log</Anchor>.
        </>
      )}
    </EmptyState>
  );
}
