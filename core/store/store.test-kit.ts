/** Shared by tests of store and services: a workspace in a temporary folder, filled through the real parser and writer. */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FileLedger, Ledger } from '../contract/imports.ts';
import type { Profile } from '../contract/workspace.ts';
import { CellTable } from '../ingest/cube/cell-table.ts';
import { formatsFor } from '../ingest/formats/choose.ts';
import { FrameIndex } from '../ingest/frames/frame-index.ts';
import type { Batch } from '../ingest/slice/batch.ts';
import { LineReader } from '../ingest/slice/line-reader.ts';
import { SliceParser, type SliceResult } from '../ingest/slice/slice-parser.ts';
import { readFrame } from './evidence/evidence-file.ts';
import { packFrame } from './evidence/frame-codec.ts';
import { closeWriter, createWriter, type WriteConnection } from './open.ts';
import { createWorkspaceFolder, finishWorkspaceFolder } from './workspace-folder.ts';
import { ImportWriter } from './write/import-writer.ts';
import { addFile, beginImport, finishFiles, type ImportHandle, publish, shiftLines } from './write/imports.ts';
import { knownFrames } from './write/known-frames.ts';
import { writeMeta } from './write/meta.ts';

export const NO_PROFILE: Profile = { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' };

export interface TestWorkspace {
  readonly folder: string;
  readonly db: WriteConnection;
  close(): void;
}

export function createTestWorkspace(zone = 'UTC', bucketMinutes = 0): TestWorkspace {
  const root = mkdtempSync(path.join(tmpdir(), 'workspace-'));
  const place = createWorkspaceFolder(path.join(root, 'test.undercast'), 'test');
  const meta = {
    id: place.id,
    name: 'test',
    created: 0,
    displayZone: zone,
    bucketMinutes,
    profile: null,
    sample: false,
  };
  const db = createWriter(place.folder, (made) => writeMeta(made, meta));
  finishWorkspaceFolder(place);
  return {
    folder: place.folder,
    db,
    close: () => {
      if (db.open) {
        closeWriter(db);
      }
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export interface TestImport {
  readonly stream?: string;
  readonly format?: string;
  readonly zone?: string;
  readonly keepEvidence?: boolean;
  readonly profile?: Profile;
  /** The file's own date, ms. */
  readonly modified?: number;
  readonly bucketMinutes?: number;
  /** The day of a continuous stream that it is part of. */
  readonly day?: number;
  /** Leaves the import running. */
  readonly unfinished?: boolean;
}

export interface Imported {
  readonly handle: ImportHandle;
  readonly ledger: Ledger;
  readonly results: readonly SliceResult[];
  readonly batches: readonly Batch[];
}

const FAR = Date.UTC(2035, 0, 1);
/** Used by one import after the other: making one takes longer than reading a small log. */
const TABLE = new CellTable(1);

/** Imports texts as files of one import, each as one slice. */
export function importTexts(
  workspace: TestWorkspace,
  texts: readonly (string | Buffer)[],
  options: TestImport = {},
): Imported {
  const { db, folder } = workspace;
  const { stream = 'proxy', format = 'squid-native', zone = 'UTC', keepEvidence = true, modified = FAR } = options;
  const profile = options.profile ?? NO_PROFILE;
  const handle = beginImport(db, { stream, format, zone, keepEvidence, started: 1, profile, day: options.day });
  const writer = new ImportWriter(db, folder, handle.id, handle.stream, keepEvidence);
  const reader = new LineReader({
    formats: formatsFor(format),
    zone,
    profile,
    skipForeignDirection: true,
    wantDetail: false,
    requireTime: true,
  });
  const index = new FrameIndex((frame) => {
    if (!frame.evidence) {
      return null;
    }
    const fd = openSync(frame.evidence.file, 'r');
    try {
      return readFrame(fd, frame.evidence.file, frame.evidence.offset, frame.evidence.clen).toString('latin1');
    } finally {
      closeSync(fd);
    }
  });
  for (const known of knownFrames(db, folder, handle, [], [])) {
    index.add(known);
  }
  const batches: Batch[] = [];
  const parser = new SliceParser({
    reader,
    index,
    bucketMinutes: options.bucketMinutes ?? 0,
    pack: keepEvidence ? packFrame : null,
    onBatch: (batch) => {
      batches.push(batch);
      writer.append(0, batch);
    },
    cancelled: () => false,
    table: TABLE,
  });
  const results: SliceResult[] = [];
  const files: FileLedger[] = [];
  const lines = new Map<number, number[]>();
  texts.forEach((text, i) => {
    const bytes = Buffer.from(text);
    const name = `file${i}.log`;
    const file = addFile(db, handle.id, { path: name, bytes: bytes.length, modified, encoding: 'ascii' });
    reader.beginFile(modified);
    const result = parser.parse({ file, slice: 0, bytes, startsFile: true, endsFile: true, prelude: '' });
    results.push(result);
    lines.set(file, [result.lines]);
    parser.flush();
    const sha256 = `${String(file).padStart(64, '0')}`;
    const samples = result.samples.map(({ line, verdict, reason, raw }) => ({ line: line + 1, verdict, reason, raw }));
    finishFiles(db, handle.id, [
      {
        file,
        sha256,
        bytes: bytes.length,
        encoding: 'ascii',
        sliceLines: [result.lines],
        samples,
      },
    ]);
    const { counts } = result;
    files.push({
      ...counts,
      path: name,
      format,
      stored: counts.parsed - counts.duplicates,
      bytes: bytes.length,
      sha256,
      alreadyImported: false,
      encoding: 'ascii',
      error: null,
    });
  });
  shiftLines(db, lines);
  writer.close();
  const ledger = sumOf(files);
  if (!options.unfinished) {
    const seconds = results.flatMap(({ tMin, tMax }) => (tMin === null || tMax === null ? [] : [tMin, tMax]));
    publish(
      db,
      folder,
      [
        {
          id: handle.id,
          ended: 2,
          firstEvent: seconds.length === 0 ? null : Math.min(...seconds) * 1000,
          lastEvent: seconds.length === 0 ? null : Math.max(...seconds) * 1000,
          fields: [...(formatsFor(format)[0]?.fields ?? [])],
          ledger,
        },
      ],
      [],
    );
  }
  return { handle, ledger, results, batches };
}

function sumOf(files: readonly FileLedger[]): Ledger {
  const sum = (field: 'read' | 'parsed' | 'rejected' | 'skipped' | 'blank' | 'duplicates' | 'stored' | 'bytes') =>
    files.reduce((total, file) => total + file[field], 0);
  return {
    files: [...files],
    read: sum('read'),
    parsed: sum('parsed'),
    rejected: sum('rejected'),
    skipped: sum('skipped'),
    blank: sum('blank'),
    duplicates: sum('duplicates'),
    stored: sum('stored'),
    bytes: sum('bytes'),
    from: null,
    to: null,
    seconds: 0,
    linesPerSecond: 0,
    peakMemoryBytes: 0,
    reasons: {},
  };
}
