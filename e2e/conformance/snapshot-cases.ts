/** Snapshots of tenants over every adapter. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Stage } from './cases.ts';

const TAKEN = 1_772_787_600_000;
const user = (name: string, accountEnabled: boolean): Record<string, unknown> => ({
  id: name,
  userPrincipalName: `${name}@example.com`,
  accountEnabled,
});

export const SNAPSHOT_CASES = {
  'snapshots.add': ({ call }: Stage) =>
    call('snapshots.add', {
      snapshots: [
        {
          kind: 'users',
          tenant: 'example',
          taken: TAKEN,
          source: 'users.json',
          rows: [user('alice', true), user('bob', true)],
        },
      ],
    }),
  'snapshots.import': async ({ call, adapter, log }: Stage) => {
    const file = join(dirname(log), 'later.json');
    const lines = [JSON.stringify(user('alice', false)), '{"id":"da', JSON.stringify(user('carol', true))];
    writeFileSync(file, lines.join('\n'));
    const files = [{ token: await adapter.giveFile(file), modified: TAKEN + 86_400_000 }];
    const { added, leftOut, damaged } = await call('snapshots.import', { files, tenant: 'example' });
    return {
      added: added.map(({ kind, tenant, taken, objects }) => [kind, tenant, taken, objects]),
      leftOut,
      damaged: damaged.map(({ lines, firstLine, why }) => [lines, firstLine, why]),
    };
  },
  'snapshots.list': async ({ call }: Stage) =>
    (await call('snapshots.list', {})).map(({ kind, tenant, taken, objects }) => [kind, tenant, taken, objects]),
  'snapshots.latest': async ({ call }: Stage) =>
    (await call('snapshots.latest', { kind: 'users' })).map(({ rows }) => rows),
  'snapshots.get': async ({ call }: Stage) => {
    const { facts, objects, total } = await call('snapshots.get', { id: 1, search: 'bob' });
    return { kind: facts.kind, objects, total };
  },
  'snapshots.compare': async ({ call }: Stage) => {
    const [after, before] = await call('snapshots.list', {});
    const { counts, added, removed, changed } = await call('snapshots.compare', {
      before: before?.id ?? 0,
      after: after?.id ?? 0,
    });
    return { counts, added, removed, changed };
  },
  'snapshots.remove': ({ call }: Stage) => call('snapshots.remove', { id: 1 }),
};
