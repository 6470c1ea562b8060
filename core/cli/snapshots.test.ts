import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const workspace = ['--workspace', path.join(folder, 'case.undercast')];

it('snapshots are kept dated, listed and removed; other files are left out', async () => {
  const tenant = path.join(folder, 'Output');
  mkdirSync(path.join(tenant, 'Users'), { recursive: true });
  writeFileSync(path.join(tenant, 'Users', 'Users.csv'), '\ufeffUserPrincipalName,DisplayName,Id\na@example.com,A,1\n');
  writeFileSync(
    path.join(tenant, 'ca.json'),
    Buffer.from('\ufeff{"value":[{"displayName":"Block","state":"enabled","conditions":{}}]}', 'utf16le'),
  );
  writeFileSync(path.join(tenant, 'other.json'), '{"a":1}');
  const added = await callCli(['snapshots', 'add', tenant, '--taken', '2026-03-06T09:00:00Z', ...workspace]);
  expect([added.status, added.err]).toEqual([0, expect.stringContaining('1 other files were left out')]);
  const listed = await callCli(['snapshots', ...workspace, '--json']);
  const rows = JSON.parse(listed.out);
  expect(rows.map(({ kind, objects, taken }: Record<string, unknown>) => [kind, objects, taken]).sort()).toEqual([
    ['conditionalAccess', 1, Date.UTC(2026, 2, 6, 9)],
    ['users', 1, Date.UTC(2026, 2, 6, 9)],
  ]);
  const removed = await callCli(['snapshots', 'remove', String(rows[0].id), ...workspace]);
  expect(removed.out).toContain('is removed');
});
