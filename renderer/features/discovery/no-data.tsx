import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { PageMessage } from '../../kit/state/page-message.tsx';
import { navigate } from '../../state/location.ts';

/** Before the first import: what the page will show, and the one action that fills it. */
export function NoData({ what }: { readonly what: string }) {
  return (
    <PageMessage
      icon={IconFileImport}
      title="Nothing is imported yet"
      action={
        <Button size="sm" onClick={() => navigate('/data/imports')}>
          Import logs
        </Button>
      }
    >
      This page will show {what}. Drop a firewall or proxy log anywhere on this window, or go to the imports.
    </PageMessage>
  );
}
