import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../contract/imports.ts';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
  w3cLog,
} from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});
beforeEach(() => createWorkspace(test, folder.fresh('ledger.undercast')));

/** read = parsed + rejected + skipped + blank, stored = parsed − duplicates, in every file and in all. */
function expectSums(ledger: Ledger): void {
  for (const part of [ledger, ...ledger.files]) {
    expect(part.parsed + part.rejected + part.skipped + part.blank).toBe(part.read);
    expect(part.stored).toBe(part.parsed - part.duplicates);
    expect(Object.values(part.reasons).reduce((sum, count) => sum + count, 0)).toBe(part.rejected + part.skipped);
  }
  for (const field of ['read', 'parsed', 'rejected', 'skipped', 'blank', 'duplicates', 'stored', 'bytes'] as const) {
    expect(ledger.files.reduce((sum, file) => sum + file[field], 0)).toBe(ledger[field]);
  }
}

async function transactions(): Promise<number> {
  const { kpis } = await test.client.call('discovery.getDashboard', {});
  const rows = await test.client.call('imports.list', {});
  expect(kpis.transactions).toBe(rows.reduce((sum, row) => sum + (row.ledger?.stored ?? 0), 0));
  return kpis.transactions;
}

describe('the ledger', () => {
  it('accounts for every line, whatever is in the files', async () => {
    const odd = `${squidLog(0, 50)}\n\nno record at all\n1 2 3\n${squidLog(50, 60)}# a comment\n${squidLog(60, 61).slice(0, -1)}`;
    const files = [
      folder.write('odd/a.log', odd),
      folder.write('odd/b.log', w3cLog(0, 100)),
      folder.write('odd/c.log.gz', gzipSync(squidLog(200, 300))),
      folder.write('odd/empty.log', ''),
    ];
    const { ledger } = await importFiles(test, files);
    expectSums(ledger);
    expect(ledger.files.map((file) => file.stored)).toEqual([61, 100, 100, 0]);
    expect(ledger.files[0]).toMatchObject({ blank: 2 });
    expect(await transactions()).toBe(261);
  });

  it('stores nothing of a file that is known, of its gzip twin, or of both in one import', async () => {
    const text = squidLog(0, 3000);
    const plain = folder.write('twin/access.log', text);
    const packed = folder.write('twin/access.log.gz', gzipSync(text));
    expect((await importFiles(test, [plain])).ledger).toMatchObject({ stored: 3000, duplicates: 0 });
    for (const file of [plain, packed]) {
      const { ledger } = await importFiles(test, [file]);
      expectSums(ledger);
      expect(ledger).toMatchObject({ parsed: 3000, duplicates: 3000, stored: 0 });
      expect(ledger.files[0]).toMatchObject({ alreadyImported: true });
    }
    const { ledger } = await importFiles(test, [packed, plain], { stream: 'together' });
    expect(ledger.files.map((file) => file.stored)).toEqual([3000, 0]);
    expect(await transactions()).toBe(6000);
  });

  it('finds lines that files of one import share, however small', async () => {
    const files = [
      folder.write('shared/1.log', squidLog(0, 40)),
      folder.write('shared/2.log', squidLog(20, 60)),
      folder.write('shared/3.log.gz', gzipSync(squidLog(0, 60))),
    ];
    const { ledger } = await importFiles(test, files);
    expectSums(ledger);
    expect(ledger.files.map((file) => file.stored)).toEqual([40, 20, 0]);
    expect(await transactions()).toBe(60);
  });

  it('adds only the tail of a grown log, and only the new part of a rotated one', async () => {
    expect((await importFiles(test, [folder.write('grown.log', squidLog(0, 5000))])).ledger.stored).toBe(5000);
    expect((await importFiles(test, [folder.write('grown.log', squidLog(0, 7001))])).ledger.stored).toBe(2001);
    expect((await importFiles(test, [folder.write('rotated.log', squidLog(6000, 9000))])).ledger.stored).toBe(1999);
    expect(await transactions()).toBe(9000);
  });

  it('counts the same lines once in each stream', async () => {
    const file = folder.write('streams.log', squidLog(0, 100));
    await importFiles(test, [file], { stream: 'north' });
    expect((await importFiles(test, [file], { stream: 'south' })).ledger.stored).toBe(100);
    expect(await transactions()).toBe(200);
  });
});

/** What is unpacked is not what was packed, which is seen at its end. */
function withWrongSum(packed: Buffer): Buffer {
  packed.writeUInt32LE((packed.readUInt32LE(packed.length - 8) ^ 1) >>> 0, packed.length - 8);
  return packed;
}

describe('a file that cannot be read to its end', () => {
  it('is left out whole, and the others count', async () => {
    // Incompressible enough that blocks reach the parsers before the damage is met.
    const damaged = folder.write('damaged/2.log.gz', withWrongSum(gzipSync(squidLog(0, 150_000))));
    const before = folder.write('damaged/1.log', squidLog(200_000, 200_500));
    const after = folder.write('damaged/3.log', squidLog(0, 700));
    const { ledger } = await importFiles(test, [before, damaged, after]);
    expectSums(ledger);
    expect(ledger.files.map((file) => [file.stored, file.error?.code ?? null])).toEqual([
      [500, null],
      [0, 'archive.truncated'],
      [700, null],
    ]);
    expect(await transactions()).toBe(1200);
    // A list names the first file and counts the others; those that were left out lead the first page.
    const [row] = await test.client.call('imports.list', {});
    expect(row?.files).toMatchObject({ count: 3, first: before, leftOut: 1, formats: { 'squid-native': 2 } });
    const pages = [0, 2].map((offset) =>
      test.client.call('imports.listFiles', { id: row?.id ?? 0, page: { offset, limit: 2 } }),
    );
    expect((await Promise.all(pages)).map(({ total, files }) => [total, files.map(({ path }) => path)])).toEqual([
      [3, [damaged, before]],
      [3, [after]],
    ]);
    const { rows } = await test.client.call('discovery.listEvidence', { limit: 2000 });
    expect(rows.length).toBe(1200);
    expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true, problems: [] });
  });

  it('leaves the import failed with its reason when it is the only one', async () => {
    const before = await figuresOf(test.client);
    const damaged = folder.write('alone.log.gz', withWrongSum(gzipSync(squidLog(0, 500))));
    await expect(importFiles(test, [damaged])).rejects.toMatchObject({ code: 'archive.truncated' });
    expect(await test.client.call('imports.list', {})).toMatchObject([
      {
        state: 'failed',
        ledger: null,
        files: { count: 1, first: damaged },
        error: { code: 'archive.truncated', data: { path: damaged } },
      },
    ]);
    expect(await figuresOf(test.client)).toEqual(before);
  });
});
