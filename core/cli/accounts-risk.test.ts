import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const place = ['--workspace', path.join(folder, 'case.undercast')];

const act = (at: number, UserId: string, Operation: string): object => ({
  CreationTime: `2026-03-04T09:0${at}:00`,
  Id: `60000000-0000-4000-8000-00000000000${at}`,
  Operation,
  Workload: 'Exchange',
  UserId,
  UserType: 0,
  ClientIP: '192.0.2.7',
});

beforeAll(async () => {
  const file = path.join(folder, 'audit.json');
  writeFileSync(file, JSON.stringify([act(1, 'bob@corp.example', 'New-InboxRule'), act(2, 'al@corp.example', 'Send')]));
  expect((await callCli(['import', file, ...place])).status).toBe(0);
});

const risks = async (filter = ''): Promise<readonly (readonly [string, number, readonly string[]])[]> => {
  const { out } = await callCli(['accounts', '--filter', filter, '--json', ...place]);
  const rows = JSON.parse(out) as { key: string; risk: number; riskFactor: string[] }[];
  return rows.map(({ key, risk, riskFactor }) => [key, risk, riskFactor]);
};

it('what a factor counts is the workspace’s, until the defaults come back', async () => {
  expect(await risks()).toEqual([
    ['bob@corp.example', 8, ['Inbox rule created: 8']],
    ['al@corp.example', 0, []],
  ]);
  const set = await callCli(['accounts', 'risk', '--set', 'inboxRule=60', 'high=55', '--json', ...place]);
  expect([set.status, set.err]).toEqual([0, '']);
  expect(JSON.parse(set.out)).toMatchObject({ points: { inboxRule: 60 }, levels: { medium: 20, high: 55 } });
  expect(await risks('riskLevel:high and risk>50')).toEqual([['bob@corp.example', 60, ['Inbox rule created: 60']]]);
  expect((await callCli(['accounts', 'risk', '--defaults', ...place])).out).toMatch(
    /inboxRule +Inbox rule created +8 +1/,
  );
  expect(await risks('riskLevel:high')).toEqual([]);
});

it.each(['inboxRule=101', 'inboxRule', 'nothing=5', 'high=20'])('refuses %s and changes nothing', async (wrong) => {
  const { status, err } = await callCli(['accounts', 'risk', '--set', wrong, ...place]);
  expect(status).toBe(2);
  expect(err).toMatch(/0 to 100|High risk must begin above medium/);
  expect((await risks())[0]?.[1]).toBe(8);
});
