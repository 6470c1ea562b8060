import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useConnectedApps } from '../../../data/activities.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { PageHeader } from '../../../kit/page-header.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { runCommand } from '../../../state/commands.ts';
import { setSearch, useSearchText } from '../../../state/location.ts';
import { NoActivities } from '../no-activities.tsx';
import { AvailableTable } from './available-table.tsx';
import { ConnectedTable } from './connected-table.tsx';
import { OwnConnectorActions } from './own-connector-actions.tsx';
import { useJoinedApps } from './use-joined-apps.ts';
import '../activities.css';

/** Which apps are connected, how well, and what else could be. */
export function ConnectorsPage() {
  const connected = useConnectedApps();
  const workspace = useOpenWorkspace();
  const shown = new URLSearchParams(useSearchText()).get('show') === 'all' ? 'all' : 'connected';
  const apps = useJoinedApps();
  const attention = apps?.filter(({ state }) => state === 'attention' || state === 'error').length ?? 0;
  return (
    <div className="uc-discovery uc-discovery--fill">
      <PageHeader
        title="Connectors"
        about={
          apps === undefined || apps.length === 0
            ? 'What happens inside cloud apps, from their own audit logs'
            : [
                plural(apps.length, 'connected app'),
                plural(
                  apps.reduce((sum, { activities }) => sum + (activities ?? 0), 0),
                  'activity',
                  'activities',
                ),
                ...(attention > 0 ? [`${formatCount(attention)} ${attention === 1 ? 'needs' : 'need'} attention`] : []),
              ].join(' · ')
        }
        actions={
          <Group gap="xs">
            <SegmentedControl
              size="xs"
              aria-label="What is listed"
              value={shown}
              onChange={(next) => setSearch({ show: next === 'all' ? 'all' : null }, { replace: true })}
              data={[
                { value: 'connected', label: 'Connected' },
                { value: 'all', label: 'All connectors' },
              ]}
            />
            {workspace?.readOnly === false && (shown === 'all' || apps?.length === 0) && <OwnConnectorActions />}
            {workspace?.readOnly === false && (
              <Button
                size="xs"
                leftSection={<IconDatabaseImport size={16} stroke={1.5} />}
                onClick={() => runCommand('imports.pick')}
              >
                Import audit logs
              </Button>
            )}
          </Group>
        }
      />
      {shown === 'all' ? (
        <AvailableTable />
      ) : (
        <Answer question={connected} loading={<BoneLines lines={10} height={28} />}>
          {() =>
            apps === undefined || apps.length === 0 ? (
              <>
                <NoActivities>
                  This page will show each connected app: its state, its accounts, what its log gives and where it has
                  gaps.
                </NoActivities>
                <AvailableTable />
              </>
            ) : (
              <ConnectedTable apps={apps} query={connected} />
            )
          }
        </Answer>
      )}
    </div>
  );
}
