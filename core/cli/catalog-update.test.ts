import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { smallApp } from '../host/catalog/update.test-kit.ts';
import { callCli, temporaryFolder } from './run-cli.test-kit.ts';

const folder = temporaryFolder();
const file = (name: string): string => path.join(folder, name);

beforeAll(() => vi.stubEnv('UNDERCAST_CONFIG', file('config')));
afterAll(() => {
  vi.unstubAllEnvs();
});

it('packs, signs, verifies, applies and rolls back a catalog', async () => {
  const key = JSON.parse((await callCli(['catalog', 'new-key', file('org.key'), '--json'])).out) as { id: string };
  expect(statSync(file('org.key')).mode & 0o077).toBe(0);
  const apps = [
    smallApp('dropbox-files', ['dropbox.com'], { categoryBasis: 'rule' }),
    smallApp('acme', ['acme.example']),
  ];
  writeFileSync(file('apps.ndjson'), apps.map((app) => JSON.stringify(app)).join('\n'));
  const pack = await callCli(
    `catalog pack ${file('apps.ndjson')} --out ${file('org.undercat')} --key ${file('org.key')} --publisher Example --release 2026.12.1 --date 2026-12-01`.split(
      ' ',
    ),
  );
  expect(pack).toMatchObject({ status: 0, out: expect.stringContaining(`signed with the key ${key.id}`) });

  const update = ['catalog', 'update', file('org.undercat')];
  expect((await callCli(update)).err).toMatch(/not trusted here/);
  await callCli(['catalog', 'trust', file('org.key.pub'), '--name', 'Our security team']);
  const dry = await callCli([...update, '--dry-run']);
  expect(dry.out).toMatch(
    /Its signature holds.[\s\S]*Dropbox \(dropbox, .*\) → The dropbox-files[\s\S]*Nothing was changed/,
  );
  expect((await callCli(['catalog', 'stats', '--json'])).out).not.toContain('"apps": 2');
  expect((await callCli(update)).out).toContain('2026.12.1 is in force.');

  const stats = JSON.parse((await callCli(['catalog', 'stats', '--json'])).out) as { apps: number };
  expect(stats.apps).toBe(2);
  const exported = (await callCli(['catalog', 'export'])).out.trim().split('\n');
  expect(exported.map((line) => JSON.parse(line) as unknown)).toEqual(apps.toReversed());
  await callCli(['catalog', 'export', '--format', 'csv', '--out', file('apps.csv')]);
  const again = `catalog pack ${file('apps.csv')} --out ${file('csv.undercat')} --key ${file('org.key')} --publisher Example --release 2026.12.1 --date 2026-12-01`;
  await callCli(again.split(' '));
  expect(readFileSync(file('csv.undercat')).equals(readFileSync(file('org.undercat')))).toBe(true);
  expect((await callCli(['catalog', 'release'])).out).toMatch(/In force: 2026.12.1 of 2026-12-01, by Example/);

  expect((await callCli(['catalog', 'rollback'])).out).toMatch(/as shipped is in force/);
  expect((await callCli(['catalog', 'distrust', key.id])).status).toBe(0);
  expect(readFileSync(file('org.key'), 'utf8')).toContain('PRIVATE KEY');
  expect((await callCli(['catalog', 'new-key', file('org.key')])).status).not.toBe(0);
});
