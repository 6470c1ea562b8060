import { Alert, Button } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useConnections } from '../../data/connections.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { useRowCount } from '../../state/status.ts';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { RunHistory } from './run-history.tsx';

/** Connections to providers' APIs: their state, what they read and how far. */
export function ConnectionsPage() {
  const connections = useConnections();
  const { data: workspace } = useWorkspace();
  const canChange = workspace?.readOnly === false;
  const [isAdding, setAdding] = useState(false);
  const count = connections.data?.rows.length ?? null;
  useRowCount(count);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      Connect an app
    </Button>
  );
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="API connections"
        about="Audit logs read from providers’ APIs while this workspace is open. Nothing is asked of anybody but the providers that you enable here."
        actions={canChange && (count ?? 0) > 0 ? add : undefined}
      />
      <Answer question={connections} loading={<BoneLines lines={4} height={40} />}>
        {({ rows, providers, offline }) => (
          <>
            <h2 className="uc-sr">Connections</h2>
            {offline && (
              <Alert color="yellow" mb="sm" title="This machine is set to make no connections">
                UNDERCAST_OFFLINE is set: nothing is pulled or tested.
              </Alert>
            )}
            {rows.length === 0 ? (
              <EmptyState icon={IconPlugConnected} title="No app is connected" {...(canChange ? { action: add } : {})}>
                Audit logs can be imported as files without any connection. With one, they come by themselves.
              </EmptyState>
            ) : (
              <>
                <ConnectionTable rows={rows} providers={providers} canChange={canChange} />
                <RunHistory rows={rows} />
              </>
            )}
            {isAdding && <ConnectionDialog providers={providers} row={null} close={() => setAdding(false)} />}
          </>
        )}
      </Answer>
    </div>
  );
}
