import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
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
  expect([added.status, added.err]).toEqual([0, expect.stringMatching(/^Left out.*other\.json\.$/m)]);
  const listed = await callCli(['snapshots', ...workspace, '--json']);
  const rows = JSON.parse(listed.out);
  expect(rows.map(({ kind, objects, taken }: Record<string, unknown>) => [kind, objects, taken]).sort()).toEqual([
    ['conditionalAccess', 1, '2026-03-06T09:00:00.000Z'],
    ['users', 1, '2026-03-06T09:00:00.000Z'],
  ]);
  const removed = await callCli(['snapshots', 'remove', String(rows[0].id), ...workspace]);
  expect(removed.out).toContain('is removed');
});

it('an import of nothing but a tenant’s state says how it is kept, and leaves nothing', async () => {
  const given = path.join(folder, 'State of ours');
  mkdirSync(given);
  writeFileSync(path.join(given, 'Users.csv'), 'UserPrincipalName,DisplayName,Id\na@example.com,A,1\n');
  const place = path.join(folder, 'none.undercast');
  const { status, err } = await callCli(['import', given, '--workspace', place]);
  expect(status).toBe(1);
  expect(err).toContain(`"undercast snapshots add '${given}' --workspace ${place}"`);
  const { err: other } = await callCli([
    'import',
    path.join(given, '..', 'Output', 'other.json'),
    '--workspace',
    place,
  ]);
  expect(other).not.toContain('snapshots add');
});

it('a folder is read with its lists in text files and its archives, as the console reads it', async () => {
  const given = path.join(folder, 'Hawk');
  const person = path.join(given, 'ana@example.com');
  mkdirSync(person, { recursive: true });
  const mailbox = ['', 'UserPrincipalName : ana@example.com', 'ForwardingSmtpAddress : smtp:x@example.net'];
  writeFileSync(
    path.join(person, 'Mailbox_Info.txt'),
    [...mailbox, 'RecipientTypeDetails : UserMailbox', 'AuditEnabled : False', ''].join('\n'),
  );
  writeFileSync(path.join(given, 'Users.csv.gz'), gzipSync('UserPrincipalName,DisplayName,Id\na@example.com,A,1\n'));
  writeFileSync(path.join(given, 'notes.txt'), 'hello\n');
  const added = await callCli(['snapshots', 'add', given, '--workspace', path.join(folder, 'hawk.undercast')]);
  expect(added.out).toMatch(/mailboxes: 1 from .*Mailbox_Info\.txt/);
  expect(added.out).toMatch(/users: 1 from .*Users\.csv\.gz/);
  expect(added.err).toMatch(/^Left out.*notes\.txt\.$/m);
});

it('lines of a damaged file that are no objects are told of, with where they begin', async () => {
  const file = path.join(folder, 'damaged.ndjson');
  const user = (id: string) => JSON.stringify({ id, userPrincipalName: `${id}@example.com`, accountEnabled: true });
  writeFileSync(file, `${user('a')}\n{"id":"b","userPri\n${user('c')}\n`);
  const added = await callCli(['snapshots', 'add', file, '--workspace', path.join(folder, 'damaged.undercast')]);
  expect(added).toMatchObject({ status: 0, out: `users: 2 from ${file}\n` });
  expect(added.err).toContain(`${file}: Line 2 is no JSON object and was left out`);
});

it('snapshots that were given together are all kept or none', async () => {
  const given = path.join(folder, 'Given');
  const other = path.join(folder, 'other.undercast');
  mkdirSync(given);
  writeFileSync(path.join(given, 'a.csv'), 'UserPrincipalName,DisplayName,Id\na@example.com,A,1\n');
  writeFileSync(path.join(given, 'b.csv'), 'UserPrincipalName,DisplayName,Id\nb@example.com,B,2\n');
  const add = ['snapshots', 'add', given, '--workspace', other];
  expect((await callCli(['snapshots', 'add', path.join(given, 'a.csv'), '--workspace', other])).status).toBe(0);
  const db = new Database(path.join(other, 'workspace.db'));
  db.exec(
    "CREATE TRIGGER refuses BEFORE INSERT ON tenant_snapshot WHEN NEW.source LIKE '%b.csv' BEGIN SELECT RAISE(ABORT, 'no room'); END",
  );
  db.exec('DELETE FROM tenant_snapshot');
  db.close();
  expect((await callCli(add)).status).toBe(1);
  expect(JSON.parse((await callCli(['snapshots', '--workspace', other, '--json'])).out)).toEqual([]);
});
