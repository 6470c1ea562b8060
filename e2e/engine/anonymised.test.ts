/**
 * What an anonymised stream leaves on disk, looked at as an attacker would who has everything but the key: every byte of the
 * workspace, unpacked where it unpacks, is searched for every name in every spelling. Also in the middle of an import that was
 * killed.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { portOf, sendTcp, until } from '../../core/collect/collect.test-kit.ts';
import { startEngine, type TestEngine } from '../../core/host/host.test-kit.ts';
import { filesIn, searchFor } from './disk-search.ts';

const ENTRY = path.join(import.meta.dirname, '..', '..', 'core', 'cli', 'undercast.mjs');
const PASSPHRASE = 'correct horse battery';
const folder = mkdtempSync(path.join(tmpdir(), 'undercast-anonymised-'));
const workspace = path.join(folder, 'case.undercast');

const PEOPLE = ['wilhelmina.foxglove', 'barnaby@corp.example', 'CORP\\theodosia', 'Zsófia.Nagy'];
const MACHINES = ['laptop-of-peregrine', 'ws-quincey-01'];
/** Names that occur in paths, URLs and broken lines only. */
const BYSTANDERS = ['evangeline.marsh', 'octavian-report'];
const SECRETS = [...PEOPLE, ...MACHINES, ...BYSTANDERS];

const CLEAR = /foxglove|barnaby|theodosia|nagy|peregrine|quincey|marsh|octavian/i;

let test: TestEngine;
beforeAll(async () => {
  process.env.UNDERCAST_CONFIG = path.join(folder, 'config');
  test = await startEngine(1, { autoStart: true, limits: { sealMs: 50 }, lookMs: 50 });
});
afterAll(async () => {
  await test.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Web proxy lines with users and devices, and some that cannot be read. */
function logText(from: number, to: number): string {
  let text =
    '#Fields: date time c-ip cs-username c-computername cs-method cs-uri sc-status cs-bytes sc-bytes\n#Remark: set up by evangeline.marsh\n';
  for (let i = from; i < to; i++) {
    const when = new Date(Date.UTC(2026, 2, 2, 8) + i * 1000).toISOString();
    const user = PEOPLE[i % PEOPLE.length] ?? '';
    const machine = MACHINES[i % MACHINES.length] ?? '';
    text += `${when.slice(0, 10)} ${when.slice(11, 19)} 10.1.0.${i % 9} ${user} ${machine} GET http://files.example.com/home/evangeline.marsh/octavian-report-${i}.pdf 200 ${100 + i} ${9000 + i}\n`;
    if (i % 400 === 0) text += `broken line about ${user} on ${machine}\n`;
  }
  return text;
}

function writeLog(name: string, from: number, to: number): string {
  const file = path.join(folder, 'evangeline.marsh', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, logText(from, to));
  return file;
}

/** Where a name was found. */
const found = searchFor(SECRETS);

const call: TestEngine['client']['call'] = (...args) => test.client.call(...args);
const importLog = (file: string, more: object) =>
  test.client.run('imports.start', { tokens: [test.grant(file)], stream: 'Proxy', ...more });
const users = async () => ((await call('discovery.listRows', { table: 'users' })).columns.key ?? []) as string[];

it('no name is on disk through the life of an anonymised stream, and the figures are those of the clear one', async () => {
  const file = writeLog('wilhelmina.foxglove.log', 0, 3000);
  await call('workspace.create', { token: test.grant(path.join(folder, 'clear.undercast'), true), name: 'Clear' });
  const clear = await importLog(file, {});
  const inClear = found(path.join(folder, 'clear.undercast'));
  expect(SECRETS.filter((secret) => !inClear.some((hit) => hit.startsWith(secret)))).toEqual([]);
  const clearFigures = await call('discovery.getDashboard', {});

  await call('workspace.create', { token: test.grant(workspace, true), name: 'Case' });
  await expect(importLog(file, { anonymise: true })).rejects.toMatchObject({ code: 'privacy.noKey' });
  await call('privacy.createKey', { passphrase: PASSPHRASE });
  const { ledger } = await importLog(file, { anonymise: true });
  expect({ ...ledger, seconds: 0, linesPerSecond: 0, peakMemoryBytes: 0 }).toEqual({
    ...clear.ledger,
    seconds: 0,
    linesPerSecond: 0,
    peakMemoryBytes: 0,
  });
  const figures = await call('discovery.getDashboard', {});
  expect(figures.kpis).toEqual(clearFigures.kpis);
  expect(figures.kpis).toMatchObject({ users: PEOPLE.length, devices: MACHINES.length });
  expect(found(workspace)).toEqual([]);

  // A longer file: most of it is known, by frames and by the lines at their edges.
  const grown = await importLog(writeLog('barnaby.log', 0, 5000), {});
  expect(grown.ledger).toMatchObject({ parsed: 5000, duplicates: 3000 });
  expect((await importLog(file, {})).ledger.files[0]).toMatchObject({ alreadyImported: true, path: file });
  const letter = path.join(path.dirname(file), 'dear wilhelmina.foxglove.txt');
  writeFileSync(letter, 'no log at all\n'.repeat(20));
  await expect(importLog(letter, {})).rejects.toThrow(/foxglove/);
  const [failed] = await call('imports.list', {});
  expect(failed).toMatchObject({ state: 'failed', files: { count: 1, first: 'File 1' }, error: { data: {} } });
  expect(await call('imports.listFiles', { id: failed?.id ?? 0 })).toEqual({
    total: 1,
    files: [{ path: 'File 1', ledger: null }],
  });
  expect(found(workspace)).toEqual([]);
  await test.client.run('imports.remove', { id: failed?.id ?? 0 });
  await expect(importLog(file, { anonymise: false })).rejects.toMatchObject({ code: 'privacy.mixed' });

  const [token = ''] = await users();
  expect(token).toMatch(/^User_/);
  const { names } = await call('privacy.reveal', {
    kind: 'user',
    tokens: [token, 'User_0000000000000000'],
    reason: 'ticket 12',
  });
  expect(PEOPLE).toContain(names[0]?.name);
  expect(names[1]?.name).toBeNull();
  const { found: hits } = await call('privacy.findTokens', {
    kind: 'user',
    names: ['ZSÓFIA.nagy', 'nobody'],
    reason: 'ticket 12',
  });
  expect(hits[0]?.tokens).toHaveLength(1);
  expect(hits[1]?.tokens).toEqual([]);

  const masked = await call('discovery.listEvidence', { subject: { user: token }, limit: 5 });
  expect(masked.rows).toHaveLength(5);
  expect(masked.rows.every((row) => row.masked && row.raw.includes(token) && row.file === 'File 1')).toBe(true);
  expect(JSON.stringify(masked)).not.toMatch(CLEAR);
  const clearRows = await call('privacy.revealLines', { subject: { user: token }, limit: 5, reason: 'ticket 12' });
  expect(clearRows.rows[0]?.raw).toContain(names[0]?.name);
  expect(clearRows.rows[0]?.file).toBe(file);
  expect(new Set((await call('imports.listRejects', { id: 1 })).map(({ raw }) => raw))).toEqual(new Set(['']));
  const opened = await call('privacy.revealImport', { id: 1, reason: 'ticket 12' });
  expect(opened.files).toEqual([file]);
  expect(opened.rejects.some(({ raw }) => raw.startsWith('broken line about'))).toBe(true);
  expect(found(workspace)).toEqual([]);

  // Unlocked or not, whatever leaves the console has the tokens: tables as files, figures of charts, panels, ledgers, the log.
  const tables = ['users', 'sources', 'devices', 'apps', 'unmatched'] as const;
  const out = JSON.stringify([
    await Promise.all(
      tables.flatMap((table) =>
        (['csv', 'json', 'tsv'] as const).map((format) => call('discovery.exportRows', { table, format })),
      ),
    ),
    await call('discovery.getDashboard', {}),
    await call('discovery.getUsage', { kind: 'user', key: token }),
    await call('discovery.getUsage', { kind: 'host', key: 'files.example.com' }),
    await call('discovery.listFilterFields', { table: 'users' }),
    await call('imports.list', {}),
    await call('imports.listFiles', { id: 1 }),
    await call('streams.list', {}),
    await call('governance.list', {}),
    await call('catalog.exportDecisions', { format: 'json' }),
  ]);
  expect(out).toContain(token);
  expect(out).not.toMatch(CLEAR);
  for (const search of ['foxglove', 'peregrine']) {
    expect((await call('discovery.listRows', { table: 'users', search })).total, search).toBe(0);
  }

  await test.client.run('imports.reread', { id: 1, zone: 'Asia/Tokyo' });
  await test.client.run('imports.remove', { id: (await call('imports.list', {})).at(-1)?.id ?? 0 });
  expect((await call('discovery.getDashboard', {})).kpis).toMatchObject({ transactions: 5000, users: PEOPLE.length });
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
  expect(found(workspace)).toEqual([]);
  const actions = (await call('governance.list', {})).rows.map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(['privacy.resolveUser', 'privacy.findUser', 'privacy.revealLines', 'privacy.createKey']),
  );
});

it('without the key everything counts, lines are sealed, and the exported key brings them back', async () => {
  const keyFile = path.join(folder, 'case.key');
  const backup = path.join(folder, 'case.undercastz');
  await call('privacy.exportKey', { token: test.grant(keyFile, true), passphrase: PASSPHRASE, reason: 'move' });
  await test.client.run('workspace.backup', { token: test.grant(backup, true) });
  // Another computer has none of this one's keys.
  process.env.UNDERCAST_CONFIG = path.join(folder, 'elsewhere');
  const restored = path.join(folder, 'restored.undercast');
  await test.client.run('workspace.restore', { archive: test.grant(backup), target: test.grant(restored, true) });
  expect(await call('privacy.getState', {})).toMatchObject({ key: 'absent', kept: null, users: PEOPLE.length });
  expect((await users()).length).toBe(PEOPLE.length);
  expect(await call('discovery.listEvidence', {})).toMatchObject({ rows: [], sealed: 5000 });
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
  const [token = ''] = await users();
  const reveal = () => call('privacy.reveal', { kind: 'user', tokens: [token], reason: 'ticket 12' });
  await expect(reveal()).rejects.toMatchObject({ code: 'privacy.noKey' });
  const more = writeLog('more.log', 6000, 6010);
  await expect(importLog(more, {})).rejects.toMatchObject({ code: 'privacy.noKey' });
  const importKey = (passphrase: string) => call('privacy.importKey', { token: test.grant(keyFile), passphrase });
  await expect(importKey('another one')).rejects.toMatchObject({ code: 'privacy.wrongPassphrase' });
  expect(await importKey(PASSPHRASE)).toMatchObject({ key: 'unlocked', kept: 'passphrase' });
  expect((await reveal()).names[0]?.name).not.toBeNull();
  await importLog(more, {});
  expect((await users()).length).toBe(PEOPLE.length);
  // A damaged frame is found without the key as well.
  await call('privacy.lock', {});
  const [evidence = ''] = filesIn(path.join(restored, 'evidence'));
  const bytes = readFileSync(evidence);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(evidence, bytes);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: false });
  expect(found(restored)).toEqual([]);
  process.env.UNDERCAST_CONFIG = path.join(folder, 'config');
});

it('an import that was killed leaves no name either', async () => {
  // Each file is handed over by itself: the import is killed between two of them.
  const files = Array.from({ length: 40 }, (_, i) => writeLog(`killed-${i}.log`, i * 2000, i * 2000 + 2000));
  const killed = path.join(folder, 'killed.undercast');
  const child = spawn(process.execPath, [ENTRY, 'import', ...files, '--workspace', killed, '--anonymize'], {
    stdio: 'ignore',
    env: { ...process.env, UNDERCAST_PASSPHRASE: PASSPHRASE },
  });
  const ended = new Promise((resolve) => child.on('close', (_status, signal) => resolve(signal)));
  const evidence = path.join(killed, 'evidence', '1.frames');
  await expect.poll(() => existsSync(evidence) && statSync(evidence).size > 0, { interval: 5 }).toBe(true);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(existsSync(path.join(killed, 'workspace.db-wal'))).toBe(true);
  expect(found(killed)).toEqual([]);
  await call('workspace.open', { token: test.grant(killed, true) });
  expect(await users()).toEqual([]);
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  expect(found(killed)).toEqual([]);
});

it('what a collector of an anonymised stream received is sealed in the spool, in every folder of it, and waits for the key', async () => {
  const place = path.join(folder, 'collected.undercast');
  await call('workspace.create', { token: test.grant(place, true), name: 'Collected' });
  const receiver = { kind: 'tcp', host: '127.0.0.1', port: 0 } as const;
  const source = { name: 'fw', stream: 'Proxy', anonymise: true, receiver };
  await expect(call('collectors.save', source)).rejects.toMatchObject({ code: 'privacy.noKey' });
  await call('privacy.createKey', { passphrase: PASSPHRASE });
  const { id } = await call('collectors.save', source);
  await call('collectors.start', { id });
  const status = async () => (await call('collectors.list', {})).rows[0]?.status ?? null;
  const send = async (from: number, to: number) => {
    const now = await status();
    await sendTcp(now ? portOf(now) : 0, [logText(from, to)]);
  };
  const stored = async () => (await call('streams.list', {}))[0]?.transactions ?? 0;
  await send(0, 500);
  await until(async () => (await stored()) === 500);
  await send(500, 800);
  await until(async () => (await stored()) === 800);
  const done = path.join(place, 'spool', 'done');
  await until(() => readdirSync(done).length === 2);
  expect(found(place)).toEqual([]);

  // One import a day, whose ledger names the source; its lines can be read again and revealed.
  const days = await call('imports.list', {});
  expect(days.length).toBeLessThanOrEqual(new Set(days.map(({ day }) => day)).size);
  const { ledger } = await call('imports.get', { id: days[0]?.id ?? 0 });
  expect(ledger?.files).toMatchObject([{ path: 'File 1', segments: 2, stored: 800 }]);
  expect((await call('privacy.revealImport', { id: days[0]?.id ?? 0, reason: 'ticket 12' })).files[0]).toContain('fw-');
  await test.client.run('imports.reread', { id: days[0]?.id ?? 0 });
  expect(await stored()).toBe(800);
  expect((await call('discovery.getDashboard', {})).kpis).toMatchObject({ users: PEOPLE.length });

  // Locked, it goes on receiving what only the key opens. Opened anew, it waits for the key before it receives anything.
  await call('privacy.lock', {});
  await send(800, 900);
  const sealed = path.join(place, 'spool', 'sealed');
  await until(() => readdirSync(sealed).length > 0);
  expect(await stored()).toBe(800);
  await call('workspace.close', {});
  await call('workspace.open', { token: test.grant(place, true) });
  expect(await status()).toBeNull();
  expect((await call('collectors.list', {})).events[0]?.message).toContain('waits for the workspace’s key');
  expect(found(place)).toEqual([]);
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  await until(async () => (await status()) !== null);
  await until(async () => (await stored()) === 900);

  // The segments belong to this key: they join no clear stream and no other workspace.
  const [name = ''] = readdirSync(done);
  const segment = test.grant(path.join(done, name));
  await call('workspace.open', { token: test.grant(path.join(folder, 'clear.undercast')) });
  const importInto = (more: object) => test.client.run('imports.start', { tokens: [segment], ...more });
  await expect(importInto({ stream: 'Proxy' })).rejects.toMatchObject({ code: 'privacy.mixed' });
  await call('privacy.createKey', { passphrase: PASSPHRASE });
  await expect(importInto({})).rejects.toMatchObject({ code: 'privacy.mixed' });
  await expect(importInto({ stream: 'Other' })).rejects.toMatchObject({ code: 'privacy.wrongKey' });

  // A watched folder: its files stay as they came, outside the workspace; the workspace says nothing of them.
  await call('workspace.open', { token: test.grant(place, true) });
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  const drop = path.join(folder, 'drop');
  mkdirSync(drop);
  writeFileSync(path.join(drop, 'wilhelmina.foxglove.log'), logText(2000, 2100));
  const choice = { kind: 'folder', path: test.grant(drop), settleSeconds: 0.05 } as const;
  const watch = await call('collectors.save', { name: 'ftp', stream: 'Proxy', receiver: choice });
  await call('collectors.start', { id: watch.id });
  await until(async () => (await stored()) === 1000);
  await until(() => readdirSync(drop).includes('imported'));
  expect(found(place)).toEqual([]);
  await call('workspace.close', {});
  expect(found(place)).toEqual([]);
});
