/**
 * Audit logs in an anonymised stream: nobody whom a record names is on disk without the key, wherever in the record it does; what is
 * counted, filtered and exported is tokens; names and records open with a reason.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../../core/host/host.test-kit.ts';
import type { Activity } from '../../core/model/activity.ts';
import { plainIn, searchFor } from './disk-search.ts';

const CONNECTORS = path.join(import.meta.dirname, '..', '..', 'core', 'connectors');
const PASSPHRASE = 'correct horse battery';
const folder = mkdtempSync(path.join(tmpdir(), 'undercast-activities-'));
const workspace = path.join(folder, 'case.undercast');

/** Actor, display name, target, app, device, file, owner in a path, folder of the log, refused line. */
const SECRETS = [
  'wilhelmina.foxglove',
  'Gwendolyn Ashgrove',
  'barnaby.thistle',
  'Peregrines helper',
  'laptop-of-quincey',
  'octavian-report',
  'wilhelmina_foxglove',
  'evangeline.marsh',
  'theodosia.refused',
];
const found = searchFor(SECRETS);

let test: TestEngine;
beforeAll(async () => {
  process.env.UNDERCAST_CONFIG = path.join(folder, 'config');
  test = await startEngine(1);
  await call('workspace.create', { token: test.grant(workspace, true), name: 'Case' });
  await call('privacy.createKey', { passphrase: PASSPHRASE });
});
afterAll(async () => {
  await test.stop();
  rmSync(folder, { recursive: true, force: true });
});

const call: TestEngine['client']['call'] = (...args) => test.client.call(...args);

function write(name: string, text: string): string {
  const file = path.join(folder, 'evangeline.marsh', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return test.grant(file);
}

const record = (at: number, more: object): object => ({
  CreationTime: `2025-03-04T09:00:0${at}`,
  Id: `10000000-0000-4000-8000-00000000000${at}`,
  UserId: 'wilhelmina.foxglove@corp.example',
  ClientIP: '192.0.2.10',
  ...more,
});
const RECORDS = [
  record(0, {
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    ObjectId: 'https://corp-my.sharepoint.com/personal/wilhelmina_foxglove_corp_example/Documents/octavian-report.docx',
    SourceFileName: 'octavian-report.docx',
    DeviceDisplayName: 'laptop-of-quincey',
    UserAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36',
  }),
  record(1, {
    Operation: 'Add member to group.',
    Workload: 'AzureActiveDirectory',
    ObjectId: 'barnaby.thistle@corp.example',
    Target: [{ ID: 'barnaby.thistle@corp.example', Type: 5 }],
    ModifiedProperties: [{ Name: 'Group.DisplayName', NewValue: 'Friends of Gwendolyn Ashgrove' }],
  }),
  record(2, {
    Operation: 'Consent to application.',
    Workload: 'AzureActiveDirectory',
    ObjectId: '7f000001-0000-4000-8000-0000000000aa',
    ModifiedProperties: [
      {
        Name: 'ConsentAction.Permissions',
        NewValue:
          '[] => [[Id: x, ClientId: y, PrincipalId: z, ResourceId: r, ConsentType: Principal, Scope: Mail.Read, CreatedDateTime: , LastModifiedDateTime ]]; ',
      },
    ],
    Target: [
      { ID: 'Peregrines helper', Type: 1 },
      { ID: '7f000001-0000-4000-8000-0000000000aa', Type: 2 },
    ],
  }),
  { Operation: 'FileAccessed', UserId: 'theodosia.refused@corp.example', Workload: 'OneDrive' },
];

it('leaves no name on disk, and shows, filters and exports tokens', async () => {
  const tokens = [write('wilhelmina.foxglove.json', JSON.stringify(RECORDS, null, 1))];
  const order = { tokens, stream: 'Audit', connector: 'm365-ual' };
  const { ledger } = await test.client.run('imports.start', { ...order, anonymise: true });
  expect(ledger).toMatchObject({ read: 4, parsed: 3, rejected: 1, stored: 3 });
  expect(found(workspace)).toEqual([]);
  expect((await test.client.run('imports.start', order)).ledger).toMatchObject({ parsed: 3, duplicates: 3, stored: 0 });

  const { rows } = await call('activities.list', {});
  expect(new Set(rows.map(({ user }) => user)).size).toBe(1);
  const [user = ''] = rows.map((row) => row.user ?? '');
  expect(user).toMatch(/^User_/);
  expect(rows.map(({ object, target }) => object ?? target).every((one) => /^(?:Object|User)_/.test(one ?? ''))).toBe(
    true,
  );
  expect(rows.map(({ operation }) => operation)).toContain('FileDownloaded');
  expect(rows.find(({ client }) => client?.startsWith('Chrome'))?.ip).toBe('192.0.2.10');
  expect((await call('activities.list', { filter: `user:${user}` })).rows).toHaveLength(3);
  for (const filter of ['user:wilhelmina*', 'raw:foxglove', 'object:octavian*']) {
    expect((await call('activities.list', { filter })).rows, filter).toEqual([]);
  }
  const ref = rows.find(({ operation }) => operation === 'FileDownloaded')?.ref ?? '';
  const shown = JSON.stringify([
    rows,
    await call('activities.get', { ref }),
    await call('activities.facets', { fields: ['user', 'target', 'object', 'clientApp', 'device'] }),
    await call('activities.export', { format: 'json', zone: 'UTC' }),
    await call('connectors.list', {}),
    await call('accounts.list', {}),
    await call('files.list', {}),
    await call('oauth.list', {}),
    await call('posture.list', {}),
    await call('imports.list', {}),
    await call('imports.listFiles', { id: 1 }),
    await call('imports.listRejects', { id: 1 }),
    await call('governance.list', {}),
  ]);
  expect(shown).not.toMatch(/foxglove|ashgrove|thistle|peregrine|quincey|octavian|marsh|theodosia/i);
  expect((await call('connectors.list', {}))[0]?.ingestions[0]?.files).toEqual(['File 1']);
  expect(await call('activities.get', { ref })).toMatchObject({ raw: '', sealed: true, source: { file: 'File 1' } });
});

it('opens names, objects and records with a reason, which is logged', async () => {
  const { rows } = await call('activities.list', {});
  const row = rows.find(({ operation }) => operation === 'FileDownloaded');
  const reveal = async (kind: 'user' | 'object', token: string | null | undefined) =>
    (await call('privacy.reveal', { kind, tokens: [token ?? ''], reason: 'ticket 12' })).names[0]?.name;
  expect(await reveal('user', row?.user)).toBe('wilhelmina.foxglove@corp.example');
  expect(await reveal('object', row?.object)).toContain('octavian-report');
  const names = ['Wilhelmina.Foxglove@corp.example'];
  const hits = (await call('privacy.findTokens', { kind: 'user', names, reason: 'ticket 12' })).found;
  expect(hits[0]?.tokens).toContain(row?.user);
  const clear = await call('privacy.revealActivity', { ref: row?.ref ?? '', reason: 'ticket 12' });
  expect(clear.raw).toContain('octavian-report.docx');
  expect(clear).toMatchObject({ sealed: false, activity: { sourceUser: 'wilhelmina.foxglove@corp.example' } });
  expect(clear.source.file).toContain('evangeline.marsh');
  expect((await call('privacy.revealImport', { id: 1, reason: 'ticket 12' })).rejects[0]?.raw).toContain('theodosia');
  const log = (await call('governance.list', {})).rows.map(({ action }) => action);
  for (const action of ['resolveUser', 'resolveObject', 'revealActivity']) expect(log).toContain(`privacy.${action}`);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
  await call('privacy.lock', {});
  expect((await call('activities.list', {})).rows).toHaveLength(3);
  await expect(call('privacy.revealActivity', { ref: row?.ref ?? '', reason: 'ticket 12' })).rejects.toMatchObject({
    code: 'privacy.locked',
  });
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  expect(found(workspace)).toEqual([]);
});

it('whichever of the providers wrote the record, nothing of it that names somebody or something is on disk', async () => {
  const files = readdirSync(CONNECTORS, { recursive: true, encoding: 'utf8' });
  const read = (name: string): string => readFileSync(path.join(CONNECTORS, name), 'utf8');
  const golden = files.filter((name) => name.endsWith('.golden.ndjson'));
  const activities = golden
    .flatMap((name) => read(name).trim().split('\n'))
    .map((line) => JSON.parse(line) as Activity);
  // What a provider or a program says by itself may be the same word.
  const said = activities
    .flatMap(({ instance, operation, userAgent, app, objects = [] }) => [
      ...[instance, operation, userAgent, app],
      ...objects.map(({ type }) => type),
    ])
    .join('\n')
    .toLowerCase();
  // An app's id names nobody: what was granted to the app keeps it.
  const isId = (text = ''): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  const names = activities.flatMap(({ sourceUser, userName, target, clientApp, reason, device, objects }) => [
    ...[sourceUser, userName, target, isId(clientApp) ? undefined : clientApp, reason, device?.name],
    ...[objects?.[0]?.name, objects?.[0]?.owner],
  ]);
  // A bare word may be anything's: `operation`, `application-log`.
  const isTelling = (name: string | undefined): name is string =>
    name !== undefined && name.length >= 8 && !/^[a-z_-]+$/.test(name) && !said.includes(name.toLowerCase());
  const secrets = new Set(names.filter(isTelling));
  expect(secrets.size).toBeGreaterThan(100);
  const tokens = files.filter((name) => name.endsWith('.log')).map((name, at) => write(`${at}.log`, read(name)));
  const { ledger } = await test.client.run('imports.start', {
    tokens,
    stream: 'All',
    connector: 'auto',
    anonymise: true,
  });
  expect(ledger.parsed).toBeGreaterThan(200);
  expect(plainIn(workspace, secrets)).toEqual([]);
});
