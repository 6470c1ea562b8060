/** Exporters that write a file for every few records: many small audit logs in one import, each told apart although they are read and kept together. */
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

let test: TestEngine;
const folder = new TestFolder();

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const FILES = 600;
const RECORDS = 5;

function record(number: number): object {
  return {
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, number)).toISOString().slice(0, 19),
    Id: `30000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: `user${number}@example.com`,
    ClientIP: '192.0.2.10',
  };
}

function records(file: number, count = RECORDS): string {
  return JSON.stringify(Array.from({ length: count }, (_, at) => record(file * RECORDS + at)));
}

/** Every way in which a small one may come: a list, one a line, with a record that is none, compressed, in two bytes a letter, and one larger than small. */
function writeAll(name: string): string {
  for (let file = 0; file < FILES; file++) {
    const at = `${name}/${String(file).padStart(4, '0')}`;
    const list = records(file);
    const lines = Array.from({ length: RECORDS }, (_, one) => JSON.stringify(record(file * RECORDS + one)));
    if (file === 7) folder.write(`${at}.json.gz`, gzipSync(list));
    else if (file === 8) folder.write(`${at}.json`, Buffer.from(`\ufeff${list}`, 'utf16le'));
    else if (file === 9) folder.write(`${at}.json`, ['', ...lines, '{"CreationTime": 7'].join('\n'));
    // Its white space makes it too large to be held with others.
    else if (file === 10) folder.write(`${at}.json`, list.replaceAll('},{', `},${' '.repeat(400_000)}{`));
    else folder.write(`${at}.json`, file % 2 === 0 ? list : lines.join('\r\n'));
  }
  return folder.path(name);
}

async function sourceOf(text: string): Promise<{ readonly file: string; readonly line: number }> {
  const { rows } = await test.client.call('activities.list', { filter: `user:${text}` });
  const ref = rows[0]?.ref ?? '';
  const { source, raw } = await test.client.call('activities.get', { ref });
  expect(JSON.parse(raw)).toMatchObject({ UserId: text });
  return { file: source.file.split('/').at(-1) ?? '', line: source.line };
}

it('are each accounted for, opened at their own line, and stored in few blocks', async () => {
  const workspace = folder.fresh('small.undercast');
  await createWorkspace(test, workspace);
  const { importId, ledger } = await importFiles(test, [writeAll('small')], { connector: 'auto' });
  expect(ledger).toMatchObject({ parsed: FILES * RECORDS, stored: FILES * RECORDS, rejected: 1, blank: 1 });
  const page = { offset: 0, limit: FILES + 1 };
  const { total, files } = await test.client.call('imports.listFiles', { id: importId, page });
  expect([ledger.fileCount, total, files.length]).toEqual([FILES, FILES, FILES]);
  expect(files.map(({ path }) => path)).toEqual(files.map(({ path }) => path).sort());
  expect(files.every((file) => file.ledger?.parsed === RECORDS)).toBe(true);
  expect(ledger.files[8]?.encoding).toBe('utf-16le');
  expect(await sourceOf('user2@example.com')).toEqual({ file: '0000.json', line: 3 });
  expect(await sourceOf('user37@example.com')).toEqual({ file: '0007.json.gz', line: 3 });
  expect(await sourceOf('user45@example.com')).toEqual({ file: '0009.json', line: 2 });
  expect(await sourceOf('user54@example.com')).toEqual({ file: '0010.json', line: 5 });
  expect(await sourceOf('user2999@example.com')).toEqual({ file: '0599.json', line: 5 });
  const [reject] = await test.client.call('imports.listRejects', { id: importId, limit: 10 });
  expect(reject).toMatchObject({ line: 7, reason: 'shape' });
  const db = new Database(`${workspace}/workspace.db`, { readonly: true });
  expect(db.prepare('SELECT count(*) FROM activity_block').pluck().get()).toBeLessThan(10);
  db.close();
  expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
});

it('count what others hold already, each for itself, and go back to their own once those are removed', async () => {
  await createWorkspace(test, folder.fresh('repeated.undercast'));
  for (const file of [3, 5]) folder.write(`early/${file}.json`, records(file, file));
  const early = await importFiles(test, [folder.path('early')], { connector: 'auto' });
  for (let file = 0; file < 8; file++) folder.write(`late/${file}.json`, records(file));
  // The same records once more, in the same import.
  folder.write('late/twin.json', records(6));
  const late = await importFiles(test, [folder.path('late')], { connector: 'auto' });
  const duplicates = (of: Pick<typeof late.ledger, 'files'>): readonly number[] =>
    of.files.map((file) => file.duplicates);
  expect(duplicates(late.ledger)).toEqual([0, 0, 0, 3, 0, 5, 0, 0, 5]);
  expect(late.ledger.files[5]?.alreadyImported).toBe(true);
  await test.client.run('imports.remove', { id: early.importId });
  const left = await test.client.call('imports.get', { id: late.importId });
  expect(left.ledger === null ? null : duplicates(left.ledger)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 5]);
});

it('are read again from what was kept of them, each as itself', async () => {
  await createWorkspace(test, folder.fresh('again.undercast'));
  const first = await importFiles(test, [writeAll('again')], { connector: 'auto' });
  const { ledger } = await test.client.run('imports.reread', { id: first.importId });
  const facts = (of: typeof ledger): readonly object[] =>
    of.files.map(({ path, parsed, stored, sha256, encoding }) => ({ path, parsed, stored, sha256, encoding }));
  expect(facts(ledger)).toEqual(facts(first.ledger));
  expect(await sourceOf('user45@example.com')).toEqual({ file: '0009.json', line: 2 });
  expect(await sourceOf('user2998@example.com')).toEqual({ file: '0599.json', line: 4 });
});

it('do not fail with some among them that are damaged or cut', async () => {
  await createWorkspace(test, folder.fresh('damaged.undercast'));
  for (let file = 0; file < 6; file++) folder.write(`damaged/${file}.json`, records(file));
  const damaged = gzipSync(records(9));
  damaged.writeUInt32LE(0, damaged.length - 8);
  folder.write('damaged/3.json.gz', damaged);
  folder.write('damaged/4.json.gz', gzipSync(records(9)).subarray(0, 60));
  const { ledger } = await importFiles(test, [folder.path('damaged')], { connector: 'auto' });
  const faults = ledger.files.flatMap(({ path, error, lost }) => {
    const fault = error ?? lost;
    return fault === undefined ? [] : [[basename(path), error === null ? 'lost' : 'refused', fault.code]];
  });
  expect(faults).toEqual([
    ['3.json.gz', 'refused', 'archive.truncated'],
    ['4.json.gz', 'lost', 'archive.truncated'],
  ]);
  expect(ledger).toMatchObject({ parsed: 6 * RECORDS, stored: 6 * RECORDS });
});
