/** Folders of many small files: stored together, each accounted for by itself, and no line twice. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIRST_FILES } from '../../contract/imports.ts';
import { openReader } from '../../store/open.ts';
import {
  createWorkspace,
  figuresOf,
  importFiles,
  squidLine,
  squidLog,
  startEngine,
  type TestEngine,
  TestFolder,
} from '../host.test-kit.ts';
import { SMALL_FILE_BYTES } from './small-parts.ts';

const folder = new TestFolder();
let test: TestEngine;

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

function count(file: string, table: string): number {
  const db = openReader(file);
  try {
    return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  } finally {
    db.close();
  }
}

it('make a few segments, and each line is found in its file', async () => {
  const workspace = folder.fresh('many.undercast');
  await createWorkspace(test, workspace);
  const files = Array.from({ length: 400 }, (_, i) => folder.write(`many/${i}.log`, squidLog(i * 20, i * 20 + 20)));
  const { ledger, imports } = await importFiles(test, [folder.path('many')]);
  expect(ledger).toMatchObject({ read: 8000, stored: 8000, duplicates: 0, fileCount: 400 });
  // The result names the first files, and all of them are told by pages.
  expect(ledger.files).toHaveLength(FIRST_FILES);
  const [id = 0, ...others] = imports;
  expect(others).toEqual([]);
  const listed = await test.client.call('imports.listFiles', { id, page: { offset: 0, limit: 1000 } });
  expect(listed.files.map((file) => file.ledger?.stored)).toEqual(files.map(() => 20));
  expect(count(workspace, 'file')).toBe(400);
  expect(count(workspace, 'segment')).toBeLessThan(10);
  const { rows } = await test.client.call('discovery.listEvidence', { filter: 'host:drive.google.com', limit: 1000 });
  for (const row of rows) {
    const number = Number(/(\d+)\.log$/.exec(row.file)?.[1]);
    expect(`${row.raw}\n`).toBe(squidLine(number * 20 + row.line - 1));
  }
  expect(rows.length).toBeGreaterThan(500);

  // Again, and as one archive's worth of other files: known by content, file by file.
  const again = await importFiles(test, [folder.path('many')]);
  expect(again.ledger.files.every((file) => file.alreadyImported)).toBe(true);
  expect(again.ledger).toMatchObject({ stored: 0, duplicates: 8000 });
  const packed = files
    .slice(0, 50)
    .map((_, i) => folder.write(`packed/${i}.gz`, gzipSync(squidLog(i * 20, i * 20 + 20))));
  expect((await importFiles(test, packed)).ledger.files.every((file) => file.alreadyImported)).toBe(true);
});

it('that repeat each other in part or in full count each line once, beside larger ones and within one import', async () => {
  const most = Math.ceil(SMALL_FILE_BYTES / squidLine(0).length);
  const large = most + 5000;
  await createWorkspace(test, folder.fresh('once.undercast'));
  const whole = folder.write('whole.log', squidLog(0, large + 2000));
  await importFiles(test, [whole]);
  const expected = await figuresOf(test.client);

  await createWorkspace(test, folder.fresh('parts.undercast'));
  const files = [
    folder.write('parts/0.log', squidLog(0, 300)),
    // Grown since, its twin, and one whose last line was cut off while it was copied.
    folder.write('parts/1.log', squidLog(0, 500)),
    folder.write('parts/2.gz', gzipSync(squidLog(0, 500))),
    folder.write('parts/3.log', squidLog(400, 700).slice(0, -30)),
    folder.write('parts/4.log', squidLog(650, 800)),
    folder.write('parts/5.log', squidLog(0, large)),
    folder.write('parts/6.log', squidLog(100, 200)),
    folder.write('parts/7.log', squidLog(large - 10, large + 2000)),
    folder.write('parts/8.gz', gzipSync(squidLog(large - 10, large + 2000))),
  ];
  const { ledger } = await importFiles(test, files);
  expect(ledger.files.map((file) => file.stored)).toEqual([300, 200, 0, 199, 101, large - 800, 0, 2000, 0]);
  expect(ledger).toMatchObject({ stored: large + 2000, rejected: 1 });
  const { streams: _, dashboard, ...tables } = await figuresOf(test.client);
  const { streams: __, dashboard: ___, ...wanted } = expected;
  expect(tables).toEqual(wanted);
  expect(dashboard).toBeDefined();
  expect(await test.client.run('workspace.checkIntegrity', {})).toMatchObject({ ok: true });
});
