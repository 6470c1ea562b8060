/** Batches of a continuous stream become one import a day: rows, evidence and names, at once or not at all. */
import { appendFileSync, closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { evidencePath, readFrame } from '../evidence/evidence-file.ts';
import { createTestWorkspace, type Imported, importTexts, type TestWorkspace } from '../store.test-kit.ts';
import { dayImportFor } from './day-imports.ts';
import { moveEvidence } from './evidence-files.ts';
import { publish, sweepInterrupted } from './imports.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
});
afterEach(() => workspace.close());

const log = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, i) =>
      `${1_700_000_000 + from + i}.000 1 10.0.0.1 TCP_MISS/200 10 GET http://www.example.com/${from + i} u${(from + i) % 3} HIER_DIRECT/192.0.2.1 -\n`,
  ).join('');

/** Publishes a running batch, joined to its day where there is one. @returns the import that holds it */
function publishBatch({ handle, ledger }: Imported): number {
  const { db, folder } = workspace;
  const into = dayImportFor(db, folder, handle.id)?.id;
  const end = { id: handle.id, ended: 2, firstEvent: 1, lastEvent: 2, fields: [], ledger };
  publish(db, folder, [into === undefined ? end : { ...end, into }], []);
  return into ?? handle.id;
}

const batch = (from: number, to: number, day: number, stream = 'Branch') =>
  importTexts(workspace, [`${log(from, to)}rubbish\n`], { day, stream, unfinished: true });

/** The lines of an import as its evidence holds them. */
function linesOf(id: number): string {
  const file = evidencePath(workspace.folder, id);
  const fd = openSync(file, 'r');
  const frames = workspace.db
    .prepare<[number], { offset: number; clen: number }>('SELECT offset, clen FROM frame WHERE import = ? ORDER BY id')
    .all(id);
  const text = frames.map(({ offset, clen }) => readFrame(fd, file, offset, clen).toString()).join('');
  closeSync(fd);
  return text.replaceAll('rubbish\n', '');
}

const imports = () => workspace.db.prepare('SELECT id, state FROM import ORDER BY id').all();

it('a batch joins the import of its day and stream, with its evidence behind the other’s', () => {
  const first = publishBatch(batch(0, 40, 7));
  expect(publishBatch(batch(40, 90, 7))).toBe(first);
  expect(publishBatch(batch(90, 95, 7))).toBe(first);
  expect(imports()).toEqual([{ id: first, state: 'done' }]);
  expect(linesOf(first)).toBe(log(0, 95));
  const { db } = workspace;
  expect(db.prepare('SELECT sum(tx) FROM segment WHERE import = ?').pluck().get(first)).toBe(95);
  expect(db.prepare('SELECT count(*) FROM file WHERE import = ?').pluck().get(first)).toBe(3);
  expect(db.prepare('SELECT count(*) FROM reject_sample WHERE import = ?').pluck().get(first)).toBe(3);
});

it('another day, stream or way of reading is another import', () => {
  const first = publishBatch(batch(0, 10, 7));
  expect(publishBatch(batch(10, 20, 8))).not.toBe(first);
  expect(publishBatch(batch(20, 30, 7, 'Other'))).not.toBe(first);
  const tokyo = importTexts(workspace, [log(30, 40)], {
    day: 7,
    stream: 'Branch',
    zone: 'Asia/Tokyo',
    unfinished: true,
  });
  expect(publishBatch(tokyo)).not.toBe(first);
  // What a person imports is never added to.
  const own = importTexts(workspace, [log(40, 50)], { stream: 'Branch' });
  expect(publishBatch(batch(50, 60, 7))).toBe(first);
  expect(imports()).toContainEqual({ id: own.handle.id, state: 'done' });
});

it('what a crash left of a batch is gone, and the next one stands where it should', () => {
  const first = publishBatch(batch(0, 40, 7));
  batch(40, 90, 7);
  // The process died after the evidence was copied and before the transaction.
  appendFileSync(evidencePath(workspace.folder, first), Buffer.alloc(5000, 1));
  expect(sweepInterrupted(workspace.db, workspace.folder, 9)).toEqual([]);
  expect(imports()).toEqual([{ id: first, state: 'done' }]);
  expect(publishBatch(batch(40, 90, 7))).toBe(first);
  expect(linesOf(first)).toBe(log(0, 90));
});

it('leaves damaged evidence alone and begins anew', () => {
  const first = publishBatch(batch(0, 40, 7));
  rmSync(evidencePath(workspace.folder, first));
  expect(publishBatch(batch(40, 60, 7))).not.toBe(first);
});

it('evidence that was written anew without the lines that joined meanwhile is not taken', () => {
  const { db, folder } = workspace;
  const first = publishBatch(batch(0, 40, 7));
  const frames = db
    .prepare<[], { id: number; offset: number; clen: number }>('SELECT id, offset, clen FROM frame')
    .all();
  publishBatch(batch(40, 60, 7));
  expect(moveEvidence(db, first, 1, { bytes: 1, frames })).toBe(false);
  expect(linesOf(first)).toBe(log(0, 60));
  // Files of batches that joined go with the next one: readers may have been in them.
  publishBatch(batch(60, 70, 7));
  expect(readdirSync(path.join(folder, 'evidence')).length).toBeLessThanOrEqual(2);
});
