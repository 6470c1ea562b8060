/** Audit logs that stand plain on a disk, one record a line: parsers read them by offset, and must find in them what a stream holds. */
import { createHash } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ledger } from '../../contract/imports.ts';
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

/** Few records of this width make several slices. */
const WIDE = 'x'.repeat(10_000);
const RECORDS = 4000;
const AUDIT = { connector: 'auto' };

function record(at: number): string {
  return JSON.stringify({
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, at)).toISOString().slice(0, 19),
    Id: `20000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: `user${at % 7}@example.com`,
    ClientIP: '192.0.2.10',
    Padding: WIDE,
  });
}

/** With a byte order mark, line ends of Windows, a blank line, one that is no record and one of more than a megabyte in the middle. */
function wideLog(): Buffer {
  const lines = Array.from({ length: RECORDS }, (_, at) => record(at));
  const long = record(RECORDS).replace(WIDE, WIDE.repeat(300));
  lines.splice(RECORDS / 2, 0, '', '{"CreationTime": 7', long);
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

it('hold the same as their compressed twins, line for line, over several slices', async () => {
  await createWorkspace(test, folder.fresh('twins.undercast'));
  const log = wideLog();
  const plain = await importFiles(test, [folder.write('wide.json', log)], AUDIT);
  const [file] = plain.ledger.files;
  expect(file).toMatchObject({
    sha256: createHash('sha256').update(log).digest('hex'),
    encoding: 'utf-8',
    bytes: log.length,
    read: RECORDS + 3,
    stored: RECORDS,
    blank: 1,
    rejected: 2,
  });
  const twin = await importFiles(test, [folder.write('wide.json.gz', gzipSync(log))], AUDIT);
  expect(twin.ledger).toMatchObject({ read: RECORDS + 3, parsed: RECORDS, duplicates: RECORDS, stored: 0 });
  const rejects = await Promise.all(
    [plain, twin].map(async ({ importId: id }) => {
      const rows = await test.client.call('imports.listRejects', { id, limit: 10 });
      return rows.map(({ line, reason, raw }) => ({ line, reason, raw }));
    }),
  );
  expect(rejects[0]?.map(({ line, reason }) => [line, reason])).toEqual([
    [RECORDS / 2 + 2, 'shape'],
    [RECORDS / 2 + 3, 'line-too-long'],
  ]);
  expect(rejects[1]).toEqual(rejects[0]);
});

/** On a busy machine the import may be through before the file is cut: then it is tried again. */
async function importCut(big: string, other: string, log: Buffer, tries = 6): Promise<Ledger> {
  await createWorkspace(test, folder.fresh(`cut-${tries}.undercast`));
  folder.write('cut.json', log);
  const off = test.client.on('job.changed', (job) => {
    if (job.state !== 'running' || job.linesDone === 0) return;
    off();
    truncateSync(big, 100_000);
  });
  const { ledger } = await importFiles(test, [big, other], AUDIT);
  off();
  return ledger.files[0]?.error === null && tries > 1 ? importCut(big, other, log, tries - 1) : ledger;
}

it('count whole or not at all where they become shorter on the way, and again once they are whole', async () => {
  const log = wideLog();
  const big = folder.write('cut.json', log);
  const other = folder.write('other.json', `${record(9000)}\n`);
  const ledger = await importCut(big, other, log);
  expect(ledger.files.map(({ error, stored }) => [error?.code ?? null, stored])).toEqual([
    ['file.changed', 0],
    [null, 1],
  ]);
  expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  folder.write('cut.json', log);
  expect((await importFiles(test, [big], AUDIT)).ledger).toMatchObject({ stored: RECORDS, duplicates: 0 });
});
