import { hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isCut, lineHash } from '../../core/ingest/frames/cut.ts';
import type { Batch } from '../../core/ingest/slice/batch.ts';
import type { LineReader } from '../../core/ingest/slice/line-reader.ts';
import { packFrame } from '../../core/store/evidence/frame-codec.ts';
import { closeWriter, createWriter } from '../../core/store/open.ts';
import { createWorkspaceFolder } from '../../core/store/workspace-folder.ts';
import { ImportWriter } from '../../core/store/write/import-writer.ts';
import { addFile, beginImport } from '../../core/store/write/imports.ts';
import { newReader, parseSlices } from './parse/read-slices.ts';

/** What one stage of an import costs on one thread. */
export interface StageCost {
  readonly stage: string;
  readonly nsPerLine: number;
}

const SLICE = 8 * 1024 * 1024;
const SLICES = 8;
const FRAME = 256 * 1024;
const LF = 10;

/** The first slices of a file, each ending in a whole line. */
function slicesOf(path: string): Buffer[] {
  const fd = openSync(path, 'r');
  const slices: Buffer[] = [];
  let at = 0;
  try {
    while (slices.length < SLICES) {
      const buffer = Buffer.allocUnsafeSlow(SLICE);
      const got = readSync(fd, buffer, 0, SLICE, at);
      const end = buffer.lastIndexOf(LF, Math.max(0, got - 1)) + 1;
      if (got === 0 || end === 0) break;
      slices.push(buffer.subarray(0, end));
      at += end;
    }
  } finally {
    closeSync(fd);
  }
  return slices;
}

/** Best of three passes, in milliseconds: what else the machine does only ever adds. */
function best(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const begun = performance.now();
    work();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

function scan(slices: readonly Buffer[]): number {
  let lines = 0;
  let previous = -1;
  for (const bytes of slices) {
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(LF, start);
      const end = newline < 0 ? bytes.length : newline;
      const value = lineHash(bytes, start, end);
      if (isCut(value, previous)) lines += 0;
      previous = value;
      lines++;
      start = end + 1;
    }
  }
  return lines;
}

function parseLines(slices: readonly Buffer[], reader: LineReader): void {
  for (const bytes of slices) {
    let text: string | null = null;
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(LF, start);
      const end = newline < 0 ? bytes.length : newline;
      if (!reader.readBytes(bytes, start, end)) {
        text ??= bytes.toString('latin1');
        reader.read(text, start, end);
      }
      start = end + 1;
    }
  }
}

function cut(slices: readonly Buffer[], work: (frame: Buffer) => void): void {
  for (const bytes of slices)
    for (let at = 0; at < bytes.length; at += FRAME) work(bytes.subarray(at, Math.min(bytes.length, at + FRAME)));
}

/** Column compression, evidence, rows and syncs of the writer thread. */
function store(batches: readonly Batch[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'undercast-bench-stage-'));
  try {
    const place = createWorkspaceFolder(join(folder, 'stage.undercast'), 'stage');
    const db = createWriter(place.folder, () => undefined);
    const spec = { stream: 'stage', format: 'auto', zone: 'UTC', keepEvidence: true, started: Date.now() };
    const handle = beginImport(db, spec);
    const file = addFile(db, handle.id, { path: 'stage', bytes: 0, modified: 0, encoding: 'utf-8' });
    const writer = new ImportWriter(db, place.folder, handle.id, handle.stream, true);
    const begun = performance.now();
    for (const batch of batches) {
      writer.append(0, { ...batch, frames: batch.frames.map((frame) => ({ ...frame, file })) });
    }
    const took = performance.now() - begun;
    writer.close();
    closeWriter(db);
    return took;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What each stage of an import costs for the first lines of a file, on this thread and one after the other. An import runs them on
 * several threads at once, so that its time is less than their sum.
 */
export function timeStages(path: string): StageCost[] {
  const slices = slicesOf(path);
  const lines = scan(slices);
  const perLine = (ms: number): number => (ms * 1e6) / lines;
  const scanning = best(() => scan(slices));
  const reader = newReader('auto');
  const parsing = best(() => parseLines(slices, reader));
  const hashing = best(() => cut(slices, (frame) => hash('sha256', frame)));
  const packing = best(() => cut(slices, packFrame));
  const counting = best(() => parseSlices(slices, 'auto', null)) - scanning - parsing - hashing;
  return [
    { stage: 'read', nsPerLine: perLine(best(() => slicesOf(path))) },
    { stage: 'cut and hash lines', nsPerLine: perLine(scanning) },
    { stage: 'parse', nsPerLine: perLine(parsing) },
    { stage: 'names, cells, sort', nsPerLine: perLine(Math.max(0, counting)) },
    { stage: 'hash frames', nsPerLine: perLine(hashing) },
    { stage: 'compress evidence', nsPerLine: perLine(packing) },
    { stage: 'store and sync', nsPerLine: perLine(store(parseSlices(slices, 'auto', packFrame))) },
  ];
}
