import { Button, Kbd } from '@mantine/core';
import { IconAppWindow } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { CustomAppDialog } from '../../../kit/custom-app/custom-app-dialog.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import type { RowAction } from '../../../kit/table/columns.ts';
import { navigate } from '../../../state/location.ts';
import type { EntityTableRow } from '../read-row.ts';
import { EntityPage } from './entity-page.tsx';
import { useReveal } from './use-reveal.tsx';

export function UsersPage() {
  const reveal = useReveal('user');
  return (
    <EntityPage
      table="users"
      title="Users"
      noun={['user', 'users']}
      what="who uses which apps, and how much"
      actions={reveal.actions}
      tools={reveal.tools}
      dialog={reveal.dialog}
      never={
        <EmptyState
          title="No user is named"
          action={
            <Button variant="default" onClick={() => navigate('/data/streams')}>
              What the streams give
            </Button>
          }
        >
          None of these lines says who was behind a request. The source addresses may still tell.
        </EmptyState>
      }
    />
  );
}

export function SourcesPage() {
  return (
    <EntityPage
      table="sources"
      title="Sources"
      noun={['source address', 'source addresses']}
      what="the addresses that requests came from"
      never={
        <EmptyState title="No source address is named">None of these lines says where a request came from.</EmptyState>
      }
    />
  );
}

export function DevicesPage() {
  const reveal = useReveal('device');
  return (
    <EntityPage
      table="devices"
      title="Devices"
      noun={['device', 'devices']}
      what="which devices use which apps"
      actions={reveal.actions}
      tools={reveal.tools}
      dialog={reveal.dialog}
      never={
        <EmptyState
          title="No device is named"
          action={
            <Button variant="default" onClick={() => navigate('/data/streams')}>
              What the streams give
            </Button>
          }
        >
          None of these lines names the device behind a request. Endpoint agents and some proxies do: choose such a
          stream in the report picker above.
        </EmptyState>
      }
    />
  );
}

/** Destinations that no app of the catalog claims. They are shown, not lost, and can become apps. */
export function UnmatchedPage() {
  const [making, setMaking] = useState<readonly string[] | null>(null);
  const actions = useMemo<readonly RowAction<EntityTableRow>[]>(
    () => [
      { id: 'make-app', title: 'Make this an app …', key: 'a', run: (rows) => setMaking(rows.map((row) => row.key)) },
    ],
    [],
  );
  return (
    <>
      <EntityPage
        table="unmatched"
        title="Unmatched hosts"
        noun={['host', 'hosts']}
        what="hosts that were used and belong to no app of the catalog"
        note={
          <>
            hosts that no app of the catalog claims; <Kbd size="xs">a</Kbd> makes those chosen an app
          </>
        }
        actions={actions}
        tools={(rows) =>
          rows.length === 0 ? null : (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconAppWindow size={14} stroke={1.5} />}
              onClick={() => setMaking(rows.map((row) => row.key))}
            >
              Make {rows.length === 1 ? 'this' : `these ${rows.length}`} an app
            </Button>
          )
        }
      />
      {making !== null && <CustomAppDialog hosts={making} onClose={() => setMaking(null)} />}
    </>
  );
}
