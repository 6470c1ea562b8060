/**
 * Lists beside an anonymised stream: who stood in them in clear before is nowhere on disk from its first import on, and they do what they
 * did, on tokens, for whoever holds the key.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../../core/host/host.test-kit.ts';
import { searchFor } from './disk-search.ts';

const PASSPHRASE = 'correct horse battery';
const folder = mkdtempSync(path.join(tmpdir(), 'undercast-lists-'));
const workspace = path.join(folder, 'case.undercast');

/**
 * In the order: directory, an earlier directory, manager, exclusions (one taken back), comment, range, name evidence, files' folders,
 * snapshots and where they came from; a rule and its group, a private group, a joined account, a note on an OAuth app, a command.
 */
const SECRETS = [
  'wilhelmina.foxglove',
  'barnaby.thistle',
  'Gwendolyn Ashgrove',
  'ignatius.oldman',
  'Cornelius Vane',
  'percival.excluded',
  'rosamund.pardoned',
  'hyacinthe-on-leave',
  'Bartholomews home',
  'leontine.radius',
  'laptop-of-peregrine',
  'evangeline.marsh',
  'clementine.rowan',
  'mailbox-of-octavia',
  'rule-for-isolde',
  'friends-of-isolde',
  'circle-of-araminta',
  'theodora.joined',
  'asked-ambrose',
  'printer-of-benedick',
  'cordelia.suspended',
];
const found = searchFor(SECRETS);

let test: TestEngine;
beforeAll(async () => {
  process.env.UNDERCAST_CONFIG = path.join(folder, 'config');
  test = await startEngine(1);
  await call('workspace.create', { token: test.grant(workspace, true), name: 'Case' });
});
afterAll(async () => {
  await test.stop();
  rmSync(folder, { recursive: true, force: true });
});

const call: TestEngine['client']['call'] = (...args) => test.client.call(...args);

/** What a clear stream read stands in clear, its path, too. */
function write(name: string, text: string): string {
  const file = path.join(folder, name === 'clear.log' ? 'logs' : 'evangeline.marsh', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return test.grant(file);
}

const AT = Date.UTC(2026, 2, 2, 8) / 1000;
const line = (second: number, source: string, user: string): string =>
  `${AT + second}.000 10 ${source} TCP_TUNNEL/200 500 CONNECT www.dropbox.com:443 ${user} HIER_DIRECT/192.0.2.7 -\n`;
const directory = (people: readonly string[]): string =>
  `upn,sAMAccountName,displayName,department,manager,groups\n${people.join('\n')}\n`;
const lease =
  '2026-03-02T08:00:00Z dhcp1 dhcpd[7]: DHCPACK on 10.1.0.6 to 00:11:22:33:44:55 (laptop-of-peregrine) via eth0\n';
const radius = `Mon Mar  2 08:00:00 2026\n\tAcct-Status-Type = Start\n\tUser-Name = "leontine.radius"\n\tFramed-IP-Address = 10.1.0.5\n\tTimestamp = ${AT}\n\n`;

/** A tenant's users as somebody exported them. */
const addUsers = (name: string) =>
  call('snapshots.add', {
    snapshots: [
      {
        kind: 'users',
        tenant: '',
        taken: AT * 1000,
        source: 'mailbox-of-octavia.json',
        rows: [{ id: 'a11ce000-0000-4000-8000-000000000001', userPrincipalName: `${name}@corp.example` }],
      },
    ],
  });

/** What people decided, and what it is called. */
async function decide(): Promise<void> {
  const rule = { kind: 'exclude' as const, name: 'rule-for-isolde', groups: ['friends-of-isolde'], apps: null };
  await call('scope.saveRule', rule);
  await call('scope.setPrivateGroups', { groups: ['circle-of-araminta'] });
  await call('accounts.join', { account: 'github|theodora.joined', with: 'okta|theodora.joined@corp.example' });
  await call('oauth.mark', { key: 'okta|some app', state: 'banned', note: 'asked-ambrose' });
  await call('posture.accept', { id: 'legacy-authentication', reason: 'printer-of-benedick' });
  const command = 'Update-MgUser -UserId cordelia.suspended@corp.example -AccountEnabled:$false';
  await call('control.record', { action: 'suspend', tool: 'graph-powershell', command, as: 'done' });
}
const takeBack = async (): Promise<void> => {
  const [rule] = (await call('scope.get', {})).rules;
  await call('scope.removeRule', { id: rule?.id ?? 0 });
  await call('scope.setPrivateGroups', { groups: [] });
};

const importLog = (name: string, text: string, more: object) =>
  test.client.run('imports.start', { tokens: [write(name, text)], ...more });
const users = async (filter = '') => {
  const { columns } = await call('discovery.listRows', { table: 'users', filter });
  return columns;
};

it('lists that stood in clear are sealed and wiped before the first anonymised line is written', async () => {
  // Enough of them that deleting fills free pages.
  const crowd = Array.from({ length: 400 }, (_, i) => `u${i}@corp.example,u${i},Ignatius Number ${i},Old,,`);
  await call('directory.import', {
    token: write('old.csv', directory([...crowd, 'ignatius.oldman@corp.example,,,Old,,'])),
  });
  await call('directory.import', {
    token: write(
      'people.csv',
      directory([
        'wilhelmina.foxglove@corp.example,wfoxglove,Gwendolyn Ashgrove,Sales,Cornelius Vane,Staff',
        'barnaby.thistle@corp.example,bthistle,,Research,,Staff;Board',
      ]),
    ),
  });
  await call('exclusions.add', { kind: 'user', values: ['percival.excluded', 'rosamund.pardoned'], comment: '' });
  await call('exclusions.add', { kind: 'device', values: ['kiosk'], comment: 'hyacinthe-on-leave' });
  const pardoned = (await call('exclusions.list', {})).find(({ value }) => value === 'rosamund.pardoned');
  await call('exclusions.remove', { ids: [pardoned?.id ?? 0] });
  await call('ranges.save', {
    name: 'Bartholomews home',
    cidrs: ['10.1.0.0/24'],
    category: 'corporate',
    tags: ['home'],
  });
  await addUsers('clementine.rowan');
  await decide();
  // Its profile says whom it left out.
  await importLog('clear.log', line(0, '10.9.0.1', '-'), { stream: 'Clear' });
  const names = { tokens: [write('detail', radius), write('dhcpd.log', lease)] };
  expect((await test.client.run('names.import', names)).ledger).toMatchObject({ parsed: 2, rejected: 0 });
  const inClear = found(workspace);
  expect(SECRETS.filter((secret) => !inClear.some((hit) => hit.startsWith(secret)))).toEqual([]);

  await call('privacy.createKey', { passphrase: PASSPHRASE });
  const log = [
    line(1, '10.1.0.9', 'WFOXGLOVE'),
    line(2, '10.1.0.9', 'wilhelmina.foxglove@corp.example'),
    line(3, '10.1.0.9', 'CORP%5cbthistle'),
    line(4, '10.1.0.9', 'percival.excluded'),
    line(10, '10.1.0.5', '-'),
    line(11, '10.1.0.6', '-'),
  ].join('');
  const { ledger } = await importLog('sealed.log', log, { stream: 'Proxy', anonymise: true });
  expect(ledger).toMatchObject({ parsed: 5, skipped: 1, reasons: { excluded: 1 } });
  expect(found(workspace)).toEqual([]);
});

it('the lists go on as before, on tokens: departments, groups, spellings, ranges, names by evidence', async () => {
  expect(await call('directory.get', {})).toMatchObject({
    people: 2,
    sealed: true,
    locked: false,
    joined: 3,
    severalSpellings: 1,
  });
  const { key = [], department, displayName, manager, groups } = await users();
  expect(key.every((one) => /^User_/.test(String(one)))).toBe(true);
  expect([...(department ?? [])].sort()).toEqual(['Research', 'Sales', null].sort());
  expect(groups).toContain('Staff; Board');
  for (const hidden of [displayName, manager]) expect(new Set(hidden)).toEqual(new Set([null]));
  const sales = (await users('department:Sales')).key ?? [];
  expect(sales).toHaveLength(1);
  expect((await users('group:Board')).key).toHaveLength(1);
  // Neither a clear name nor what the directory knows of it finds a token.
  expect((await users('user:wilhelmina*')).key ?? []).toEqual([]);
  expect((await users('manager:*Vane*')).key ?? []).toEqual([]);
  const { names } = await call('privacy.reveal', { kind: 'user', tokens: sales.map(String), reason: 'ticket 12' });
  expect(names[0]?.name).toMatch(/foxglove/i);

  const named = await call('names.lookUp', { address: '10.1.0.5', at: (AT + 60) * 1000 });
  expect(named.user).toMatchObject({ value: expect.stringMatching(/^User_/), basis: 'VPN or RADIUS session' });
  const subject = { user: named.user?.value ?? '' };
  const { rows } = await call('discovery.listEvidence', { subject });
  expect(rows).toMatchObject([{ masked: true, record: { sourceUser: named.user?.value } }]);
  const device = (await call('discovery.listRows', { table: 'devices' })).columns;
  expect(device.namedBy).toEqual(['DHCP lease']);
  const sources = (await call('discovery.listRows', { table: 'sources', filter: 'source.tag:home' })).columns;
  expect(sources.range?.[0]).toContain('Bartholomews home');
  const shown = JSON.stringify([
    await call('names.list', {}),
    await call('governance.list', {}),
    await call('discovery.exportRows', { table: 'users', format: 'csv' }),
    rows,
  ]);
  expect(shown).not.toMatch(
    /foxglove|thistle|gwendolyn|vane|percival|rosamund|hyacinthe|bartholomew|leontine|peregrine|marsh/i,
  );

  expect(await call('scope.get', {})).toMatchObject({
    rules: [{ name: 'rule-for-isolde', groups: ['friends-of-isolde'] }],
    privateGroups: [{ name: 'circle-of-araminta' }],
  });
  const { rows: notes } = await call('governance.list', { search: 'control.done' });
  expect(notes).toMatchObject([{ subject: 'suspend', detail: { command: expect.stringContaining('cordelia') } }]);
  // Said again, it stands once, although it is another text on disk each time.
  await takeBack();
  await decide();
  const decided = new Database(path.join(workspace, 'workspace.db'), { readonly: true });
  for (const table of ['scope_rule', 'private_group', 'account_join', 'oauth_mark', 'posture_accepted'])
    expect(decided.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(1);
  decided.close();
  expect(found(workspace)).toEqual([]);

  // What comes now is sealed at once, and known again as what it was.
  await addUsers('clementine.rowan');
  expect(await call('snapshots.list', {})).toMatchObject([{ source: 'mailbox-of-octavia.json', objects: 1 }]);
  const [snapshot] = await call('snapshots.latest', { kind: 'users' });
  expect(snapshot?.rows).toMatchObject([{ userPrincipalName: 'clementine.rowan@corp.example' }]);
  await call('exclusions.add', { kind: 'user', values: ['percival.excluded'], comment: '' });
  await call('exclusions.add', { kind: 'user', values: ['rosamund.pardoned'], comment: '' });
  expect((await call('exclusions.list', {})).map(({ value }) => value)).toEqual([
    'kiosk',
    'percival.excluded',
    'rosamund.pardoned',
  ]);
  expect(await test.client.run('names.import', { tokens: [write('again', radius)] })).toMatchObject({ id: null });
  await test.client.run('imports.rereadAll', {});
  await test.client.run('names.import', { tokens: [write('more', radius.replaceAll('10.1.0.5', '10.1.0.7'))] });
  expect(found(workspace)).toEqual([]);
});

it('locked, they say so instead of answering otherwise; the key brings them back', async () => {
  await call('privacy.lock', {});
  expect(await call('directory.get', {})).toMatchObject({
    people: 2,
    locked: true,
    joined: 0,
    file: null,
    departments: [],
  });
  expect((await call('exclusions.list', {})).every(({ value }) => value.startsWith('Excluded_'))).toBe(true);
  expect((await call('ranges.list', {}))[0]?.name).toMatch(/^Range_/);
  const locked = { code: 'privacy.locked' };
  const [snapshot] = await call('snapshots.list', {});
  expect(snapshot).toMatchObject({ source: expect.stringMatching(/^Snapshot_/), objects: 1 });
  await expect(call('snapshots.get', { id: snapshot?.id ?? 0 })).rejects.toMatchObject(locked);
  await expect(call('accounts.list', {})).rejects.toMatchObject(locked);
  await expect(addUsers('clementine.rowan')).rejects.toMatchObject(locked);
  await expect(call('scope.get', {})).rejects.toMatchObject(locked);
  await expect(call('oauth.list', {})).rejects.toMatchObject(locked);
  await expect(decide()).rejects.toMatchObject(locked);
  const { rows: notes } = await call('governance.list', { search: 'control.done' });
  expect(notes[0]).toMatchObject({ subject: 'sealed', detail: { sealed: true } });
  await expect(call('ranges.export', {})).rejects.toMatchObject(locked);
  for (const filter of ['department:Sales', 'source.tag:home'])
    await expect(users(filter)).rejects.toMatchObject(locked);
  await expect(call('exclusions.add', { kind: 'user', values: ['x'] })).rejects.toMatchObject(locked);
  await expect(
    call('directory.import', { token: write('new.csv', directory(['a@b.example,,,,,'])) }),
  ).rejects.toMatchObject(locked);
  // Whom a clear stream leaves out is not known either.
  await expect(importLog('late.log', line(20, '10.9.0.1', '-'), { stream: 'Clear' })).rejects.toMatchObject(locked);
  expect(await call('discovery.listEvidence', {})).toMatchObject({ rows: [], sealed: 6 });
  await call('workspace.close', {});
  expect(found(workspace)).toEqual([]);
  await call('workspace.open', { token: test.grant(workspace) });
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  expect((await users('department:Sales')).key).toHaveLength(1);
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
});

it('lists that an older version left in clear beside an anonymised stream are sealed when the key is unlocked', async () => {
  const older = path.join(folder, 'older.undercast');
  await call('workspace.create', { token: test.grant(older, true), name: 'Older' });
  await call('privacy.createKey', { passphrase: PASSPHRASE });
  await importLog('older.log', line(1, '10.1.0.9', 'bthistle'), { stream: 'Proxy', anonymise: true });
  await call('workspace.close', {});
  const db = new Database(path.join(older, 'workspace.db'));
  db.exec("DELETE FROM meta WHERE key = 'sealedLists'");
  db.exec("INSERT INTO exclusion (kind, value, added) VALUES ('user', 'percival.excluded', 1)");
  db.close();

  await call('workspace.open', { token: test.grant(older) });
  expect(found(older)).not.toEqual([]);
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  expect(found(older)).toEqual([]);
  expect(await call('exclusions.list', {})).toMatchObject([{ value: 'percival.excluded' }]);
  await call('workspace.open', { token: test.grant(workspace) });
});

it('so are decisions that an older version left in clear beside sealed lists', async () => {
  const older = path.join(folder, 'decisions.undercast');
  await call('workspace.create', { token: test.grant(older, true), name: 'Decisions' });
  await call('privacy.createKey', { passphrase: PASSPHRASE });
  await importLog('decided.log', line(1, '10.1.0.9', 'bthistle'), { stream: 'Proxy', anonymise: true });
  await call('workspace.close', {});
  const db = new Database(path.join(older, 'workspace.db'));
  db.exec("INSERT INTO account_join (account, person) VALUES ('github|theodora.joined', 'okta|theodora.joined')");
  db.exec(`INSERT INTO governance (time, actor, action, subject, detail)
    VALUES (1, 'x', 'control.copy', 'suspend', '{"command":"cordelia.suspended"}')`);
  db.close();
  await call('workspace.open', { token: test.grant(older) });
  expect(found(older)).not.toEqual([]);
  await call('privacy.unlock', { passphrase: PASSPHRASE });
  expect(found(older)).toEqual([]);
  const { rows } = await call('governance.list', { search: 'control.copy' });
  expect(rows).toMatchObject([{ subject: 'suspend', detail: { command: 'cordelia.suspended' } }]);
  await call('workspace.open', { token: test.grant(workspace) });
});

it('what a crash left in free pages is wiped when the workspace is opened', async () => {
  await call('workspace.close', {});
  const db = new Database(path.join(workspace, 'workspace.db'));
  const add = db.prepare("INSERT INTO exclusion (kind, value, added) VALUES ('user', ?, 1)");
  for (let i = 0; i < 200; i++) add.run(`percival.excluded-${i}`);
  db.exec("DELETE FROM exclusion WHERE value LIKE 'percival%'");
  db.exec(`UPDATE meta SET value = '"unswept"' WHERE key = 'sealedLists'`);
  db.close();
  expect(found(workspace)).not.toEqual([]);
  await call('workspace.open', { token: test.grant(workspace) });
  expect(found(workspace)).toEqual([]);
});
