import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const place = ['--workspace', path.join(folder, 'case.undercast')];

/** A consent as the unified audit log has it. */
const consent = (at: number, app: string): object => ({
  CreationTime: `2026-03-04T09:0${at}:00`,
  Id: `60000000-0000-4000-8000-00000000000${at}`,
  Operation: 'Consent to application.',
  Workload: 'AzureActiveDirectory',
  UserId: 'bob@corp.example',
  UserType: 0,
  ClientIP: '192.0.2.7',
  Target: [{ ID: app, Type: 1 }],
});

beforeAll(async () => {
  const file = path.join(folder, 'audit.json');
  writeFileSync(file, JSON.stringify([consent(1, 'Mail Helper'), consent(2, 'Notes')]));
  expect((await callCli(['import', file, ...place])).status).toBe(0);
});

it('an app is approved or banned by its name or key, with what it was before', async () => {
  const banned = await callCli(['oauth', 'mark', 'mail helper', 'banned', '--note', 'not ours', ...place]);
  expect([banned.status, banned.out]).toEqual([0, 'Mail Helper: undetermined → banned\n']);
  const listed = await callCli(['oauth', '--filter', 'state:banned', '--json', ...place]);
  const [row] = JSON.parse(listed.out) as { key: string; name: string }[];
  expect(row?.name).toBe('Mail Helper');
  const approved = await callCli(['oauth', 'mark', row?.key ?? '', 'approved', '--json', ...place]);
  expect(JSON.parse(approved.out)).toEqual({ key: row?.key, previous: 'banned' });
});

it('an unknown app or state is refused, and nothing is changed', async () => {
  const nobody = await callCli(['oauth', 'mark', 'Nobody', 'banned', ...place]);
  expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining('No record names an app "Nobody"')]);
  const odd = await callCli(['oauth', 'mark', 'Notes', 'odd', ...place]);
  expect([odd.status, odd.err]).toEqual([2, expect.stringContaining('approved, banned, undetermined')]);
  const marked = await callCli(['oauth', 'list', '--filter', 'not state:undetermined', '--json', ...place]);
  expect((JSON.parse(marked.out) as { name: string }[]).map(({ name }) => name)).toEqual(['Mail Helper']);
});
