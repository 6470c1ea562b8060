/** What a watched folder gets, told apart as a person's import tells it: traffic, audit logs, the state of a tenant, and archives of all of them. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import yazl from 'yazl';
import { until } from '../../collect/collect.test-kit.ts';
import type { SourceConfig } from '../../contract/collectors.ts';
import {
  createWorkspace,
  importFiles,
  openWorkspace,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
let drop: string;
let place: string;

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  test = await startEngine(2, { autoStart: false, lookMs: 50 });
});
afterAll(async () => {
  await test.stop();
  vi.unstubAllEnvs();
  folder.remove();
});
beforeEach(async () => {
  place = folder.fresh('kinds.undercast');
  await createWorkspace(test, place);
  drop = folder.fresh('drop');
  mkdirSync(drop);
});

const USERS = 'UserPrincipalName,DisplayName,Id\na@example.com,A,1\nb@example.com,B,2\n';

function audit(from: number, to: number): string {
  const records = Array.from({ length: to - from }, (_, at) => ({
    CreationTime: new Date(Date.UTC(2026, 2, 4, 9, 0, from + at)).toISOString().slice(0, 19),
    Id: `10000000-0000-4000-8000-${String(from + at).padStart(12, '0')}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: `user${(from + at) % 3}@example.com`,
    ClientIP: '192.0.2.10',
  }));
  return JSON.stringify(records, null, 1);
}

function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** Everything is in the folder when the source starts, and away when this resolves. */
async function watch(more: Partial<SourceConfig> = {}, after: 'move' | 'mark' = 'move'): Promise<void> {
  const waiting = readdirSync(drop).filter((name) => !name.startsWith('.'));
  const receiver = { kind: 'folder', path: test.grant(drop), settleSeconds: 0.05, after } as const;
  const { id } = await test.client.call('collectors.save', { name: 'ftp', stream: 'FTP', ...more, receiver });
  await test.client.call('collectors.start', { id });
  await until(() => !readdirSync(drop).some((name) => waiting.includes(name)));
  // What is said of the last one is written down at the next look.
  await test.client.run('collectors.importNow', {});
}

async function found() {
  const imports = await test.client.call('imports.list', {});
  const { records } = await test.client.call('activities.list', {});
  const snapshots = await test.client.call('snapshots.list', {});
  const { events } = await test.client.call('collectors.list', {});
  return {
    imports: imports.map(({ stream, connector, ledger }) => [stream, connector, ledger?.read, ledger?.stored]).sort(),
    activities: records,
    snapshots: snapshots.map(({ kind, objects, source }) => [kind, objects, path.basename(source)]),
    events: events.map(({ level, message }) => `${level} ${message.replaceAll(`${drop}/`, '')}`),
  };
}

it('audit logs become activities with a ledger of their own, traffic goes to its stream, a tenant’s state is kept', async () => {
  writeFileSync(path.join(drop, 'proxy.log'), squidLog(0, 50));
  writeFileSync(path.join(drop, 'audit.json'), audit(0, 40));
  writeFileSync(path.join(drop, 'users.csv'), USERS);
  writeFileSync(path.join(drop, 'letter.txt'), 'dear all,\nthis is no log\n');
  await watch();
  expect(await found()).toEqual({
    imports: [
      ['FTP', null, 52, 50],
      ['FTP', 'auto', 40, 40],
    ],
    activities: 40,
    snapshots: [['users', 2, 'users.csv']],
    events: expect.arrayContaining([
      'info ftp: 40 activities of audit logs came from audit.json.',
      'info ftp: 1 snapshot of a tenant came from users.csv.',
      expect.stringMatching(
        /^warn ftp: nothing of letter\.txt was imported\. It is at failed\/letter\.txt now\. None of the 2 lines .* No known format/,
      ),
    ]),
  });
  expect(readdirSync(path.join(drop, 'imported')).sort()).toEqual(['audit.json', 'proxy.log', 'users.csv']);
  expect(readdirSync(path.join(drop, 'failed'))).toEqual(['letter.txt']);
});

it('an archive is split by what its files are, and what of it nobody knows is named', async () => {
  const more = {
    'a/proxy.log': squidLog(0, 30),
    'audit.json': audit(0, 10),
    'users.csv': USERS,
    'note.txt': 'hello\n',
  };
  writeFileSync(path.join(drop, 'all.zip'), await zipOf(more));
  await watch({}, 'mark');
  expect(await found()).toEqual({
    imports: [
      ['FTP', null, 31, 30],
      ['FTP', 'auto', 10, 10],
    ],
    activities: 10,
    snapshots: [['users', 2, 'users.csv']],
    events: expect.arrayContaining([
      expect.stringMatching(/^warn ftp: nothing came of all\.zip\/note\.txt: The only line/),
    ]),
  });
  expect(readdirSync(drop).filter((name) => !name.startsWith('.'))).toEqual(['all.zip.imported']);
});

it('the same again counts once, in the import of its day', async () => {
  writeFileSync(path.join(drop, 'audit.json'), audit(0, 40));
  await watch();
  writeFileSync(path.join(drop, 'later.json'), audit(30, 60));
  writeFileSync(path.join(drop, 'letter.json'), '{"a":1}\n');
  await until(() => readdirSync(path.join(drop, 'imported')).includes('later.json'));
  const { imports, activities } = await found();
  expect(imports.filter(([, connector]) => connector === 'auto')).toEqual([['FTP', 'auto', 70, 60]]);
  expect(activities).toBe(60);
});

it('a format that was named reads traffic only', async () => {
  writeFileSync(path.join(drop, 'audit.json'), audit(0, 5));
  await watch({ format: 'squid-native' });
  const { imports, activities } = await found();
  expect([imports.map(([, connector]) => connector), activities]).toEqual([[null], 0]);
  expect(readdirSync(path.join(drop, 'failed'))).toEqual(['audit.json']);
});

it('an anonymised folder keeps no name of its audit logs in clear', async () => {
  await test.client.call('privacy.createKey', { passphrase: 'correct horse battery staple' });
  writeFileSync(path.join(drop, 'audit.json'), audit(0, 5));
  await watch({ anonymise: true });
  const { rows } = await test.client.call('activities.list', { limit: 10 });
  expect(rows).toHaveLength(5);
  expect(JSON.stringify(rows)).not.toContain('@example.com');
});

it('the state of a tenant is put aside, and said why, where it must be sealed and the key is away', async () => {
  await test.client.call('privacy.createKey', { passphrase: 'correct horse battery staple' });
  const sealed = folder.write(`${path.basename(drop)}-sealed.log`, squidLog(0, 5));
  await importFiles(test, [sealed], { stream: 'Sealed', anonymise: true });
  await test.client.call('workspace.close', {});
  await openWorkspace(test, place);
  writeFileSync(path.join(drop, 'users.csv'), USERS);
  await watch();
  const { events } = await found();
  expect(events.join()).toMatch(/It holds the state of a tenant, which is kept sealed: .*[Uu]nlock/);
  expect(readdirSync(path.join(drop, 'failed'))).toEqual(['users.csv']);
});
