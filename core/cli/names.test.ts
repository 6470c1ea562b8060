import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const LEASE = '2026-03-01T09:00:00Z dhcp1 dhcpd[99]: DHCPACK on 10.0.0.5 to 00:00:5e:00:53:01 (LAPTOP-5) via eth0\n';

it.each([
  ['directory', 'upn,department\nana@example.com,Sales\n', ['directory', 'show']],
  ['ranges', 'name,ip_address_ranges,category\nOffice,192.0.2.0/24,Corporate\n', ['ranges', 'list']],
])('%s import makes the workspace, and leaves nothing when it fails', async (name, csv, ask) => {
  const folder = temporaryFolder();
  const file = path.join(folder, `${name}.csv`);
  writeFileSync(file, csv);
  const place = ['--workspace', path.join(folder, 'case.undercast')];
  const failed = await callCli([name, 'import', path.join(folder, 'absent.csv'), ...place]);
  expect([failed.status, existsSync(place[1] ?? '')]).toEqual([1, false]);
  expect((await callCli([name, 'import', file, ...place])).status).toBe(0);
  expect((await callCli([...ask, ...place])).out).toMatch(/1 people|Office/);
});

it('names import makes the workspace, as evidence is best read before logs, and leaves nothing when it fails', async () => {
  const folder = temporaryFolder();
  const leases = path.join(folder, 'dhcp.log');
  writeFileSync(leases, LEASE);
  const workspace = path.join(folder, 'case.undercast');
  const failed = await callCli(['names', 'import', path.join(folder, 'absent.log'), '--workspace', workspace]);
  expect([failed.status, existsSync(workspace)]).toEqual([1, false]);
  const read = await callCli(['names', 'import', leases, '--workspace', workspace]);
  expect(read).toMatchObject({ status: 0, out: expect.stringContaining('dhcpd-names') });
  const found = await callCli([
    'names',
    'lookup',
    '10.0.0.5',
    '--at',
    '2026-03-01T10:00:00Z',
    '--workspace',
    workspace,
  ]);
  expect(found.out).toMatch(/device: laptop-5/i);
});
