/** A parser thread: reads its part of a file, parses it and hands over batches. Never opens SQLite. */
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Connector } from '../connectors/index.ts';
import type { CustomConnector } from '../contract/custom-connector.ts';
import type { CustomFormat } from '../contract/custom-format.ts';
import { toWireError, type WireError } from '../contract/errors.ts';
import type { ReadingProfile } from '../contract/workspace.ts';
import { ActivityScope, type ScopeFacts } from '../enrich/index.ts';
import type { ActivityBatch } from '../ingest/activities/activity-batch.ts';
import { WordMemory } from '../ingest/activities/word-memory.ts';
import type { TrafficFormat } from '../ingest/formats/api.ts';
import { formatsFor } from '../ingest/formats/choose.ts';
import { MAX_FRAME_BYTES } from '../ingest/frames/cut.ts';
import { FrameIndex, type KnownFrame } from '../ingest/frames/frame-index.ts';
import { NameIndex } from '../ingest/names/name-index.ts';
import type { NameTable } from '../ingest/names/name-table.ts';
import type { NameUse } from '../ingest/names/record.ts';
import type { ClockState } from '../ingest/normalize/wall-clock.ts';
import { BLOCK_BYTES, cutInFile, noSearch } from '../ingest/read/blocks.ts';
import { LongLineFilter } from '../ingest/read/long-lines.ts';
import { readError, shortened } from '../ingest/read/unpack.ts';
import type { Batch } from '../ingest/slice/batch.ts';
import { readEdgeText } from '../ingest/slice/disguise.ts';
import { LineReader } from '../ingest/slice/line-reader.ts';
import { startsInRepeatedHour } from '../ingest/slice/slice-clock.ts';
import { type SliceInput, SliceParser, type SliceResult } from '../ingest/slice/slice-parser.ts';
import type { DayOrder } from '../kit/day-order.ts';
import { readFrame } from '../store/evidence/evidence-file.ts';
import { packFrame, packSealedFrame } from '../store/evidence/frame-codec.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { activityTransfer, batchTransfer } from './imports/batch-transfer.ts';

export interface BeginOrder {
  readonly type: 'begin';
  /** Number of the import, to tell late answers about an earlier one. */
  readonly run: number;
  readonly format: string;
  /** Formats that the workspace describes itself, as far as they may read this import. */
  readonly ownFormats: readonly CustomFormat[];
  /** Name evidence in force; null for none. */
  readonly names: NameTable | null;
  readonly zone: string;
  readonly profile: ReadingProfile;
  readonly bucketMinutes: number;
  readonly keepEvidence: boolean;
  /** The workspace's key when the stream is anonymised: clear names and lines stay in this thread. */
  readonly key: Uint8Array | null;
  readonly known: readonly KnownFrame[];
}

export interface SliceOrder {
  readonly type: 'slice';
  readonly file: number;
  readonly slice: number;
  readonly fileDateMs: number;
  /** Bytes of the slice, or where they are: blocks of BLOCK_BYTES from `base`, the slice's number tells which. */
  readonly bytes: Uint8Array | null;
  readonly path: string | null;
  readonly base: number;
  readonly size: number;
  readonly last: boolean;
  readonly prelude: string;
  /** A collector's segment: its lines are in no other file, even where they look the same, and came up to the file's date. */
  readonly isSegment?: boolean;
  /** Where the slice before left the clock, where that is known. */
  readonly clock?: ClockState | null;
}

/** Records of connected apps are to come, read by this connector or, with `auto`, by whichever claims each. */
export interface BeginActivities {
  readonly type: 'beginActivities';
  readonly run: number;
  readonly connector: string;
  /** Connectors that the workspace describes itself. */
  readonly ownConnectors: readonly CustomConnector[];
  /** Whether the records are kept beside the activities. */
  readonly keepRecords: boolean;
  /** Whose activities are stored; null: everybody's. */
  readonly scope: ScopeFacts | null;
  /** The key of an anonymised stream. */
  readonly key: Uint8Array | null;
}

/** A slice of an audit log, one record a line. */
export interface RecordsOrder {
  readonly type: 'records';
  readonly file: number;
  readonly slice: number;
  readonly fileName: string;
  readonly fileDateMs: number;
  /** Of day and month in times formatted for a reader's locale, where the file tells it. */
  readonly dayOrder?: DayOrder | undefined;
  readonly bytes: Uint8Array;
}

export type ParserOrder =
  | BeginOrder
  | BeginActivities
  | RecordsOrder
  | SliceOrder
  | { readonly type: 'known'; readonly frames: readonly KnownFrame[] }
  | { readonly type: 'describe'; readonly formats: readonly string[] }
  | { readonly type: 'flush' };

/** What an import tells of the formats it was read with. */
export type FormatTraits = Pick<TrafficFormat, 'fields' | 'fromEndpoints'>;

export type ParserReport =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'activities'; readonly batch: ActivityBatch }
  | { readonly type: 'slice'; readonly result: SliceResult }
  /** The source's file could not be read any more: that file's fault, not the import's. */
  | { readonly type: 'unreadable'; readonly file: number; readonly slice: number; readonly error: WireError }
  /** The slice was not read: only those before it tell which hour it starts in. */
  | { readonly type: 'unordered'; readonly file: number; readonly slice: number; readonly bytes: Uint8Array | null }
  | {
      readonly type: 'flushed';
      readonly folded: number;
      readonly foldedHosts: number;
      readonly named: readonly NameUse[];
    }
  | { readonly type: 'described'; readonly formats: readonly FormatTraits[] }
  | { readonly type: 'error'; readonly error: WireError };

export interface ParserAnswer {
  readonly run: number;
  readonly report: ParserReport;
}

const cancel = new Int32Array(workerData.cancel as SharedArrayBuffer);
let reader: LineReader | undefined;
let index: FrameIndex | undefined;
let parser: SliceParser | undefined;
let seal: WorkspaceSeal | null = null;
let names: NameIndex | null = null;
let run = 0;
let ownFormats: readonly CustomFormat[] = [];
let audit: BeginActivities | undefined;
let connectors: readonly Connector[] | undefined;
let scope: ActivityScope | null = null;
let memory = new WordMemory();

const port = parentPort;
if (!port) {
  throw new Error('This file runs in a worker thread only.');
}

function post(report: ParserReport, transfer: ArrayBuffer[] = []): void {
  port?.postMessage({ run, report } satisfies ParserAnswer, transfer);
}

function sendBatch(batch: Batch): void {
  post({ type: 'batch', batch }, batchTransfer(batch));
}

function loadKnown(frame: KnownFrame): string | null {
  if (!frame.evidence) {
    return null;
  }
  const fd = openSync(frame.evidence.file, 'r');
  try {
    return readFrame(fd, frame.evidence.file, frame.evidence.offset, frame.evidence.clen, seal).toString('latin1');
  } finally {
    closeSync(fd);
  }
}

/** A frame of an anonymised stream tells its first and last line hash to the key's holder only. */
function addKnown(frame: KnownFrame): void {
  const sealed = frame.edges ?? null;
  const edges = sealed === null || !seal ? null : readEdgeText(seal.openText(sealed) ?? '');
  index?.add(edges ? { ...frame, ...edges } : frame);
}

function packer(keepEvidence: boolean): ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null {
  const held = seal;
  if (!keepEvidence) {
    return null;
  }
  return held ? (raw) => packSealedFrame(raw, held) : packFrame;
}

function begin(order: BeginOrder): void {
  run = order.run;
  ownFormats = order.ownFormats;
  seal = order.key ? new WorkspaceSeal(order.key) : null;
  searched = { file: -1, line: noSearch() };
  names = order.names ? new NameIndex(order.names) : null;
  reader = new LineReader({
    formats: formatsFor(order.format, order.ownFormats),
    names,
    zone: order.zone,
    profile: order.profile,
    // The slice parser asks once per destination instead of once per line.
    skipForeignDirection: false,
    wantDetail: false,
    requireTime: true,
  });
  index = new FrameIndex(loadKnown);
  for (const frame of order.known) {
    addKnown(frame);
  }
  parser = new SliceParser({
    reader,
    index,
    bucketMinutes: order.bucketMinutes,
    pack: packer(order.keepEvidence),
    disguise: seal,
    onBatch: sendBatch,
    cancelled: () => Atomics.load(cancel, 0) !== 0,
  });
}

/** A slice is longer than this only where a line is longer than any that is kept. */
const MAX_PART = 2 * BLOCK_BYTES;

/** One buffer for all slices of this thread: what outlives a slice has been copied out of it. */
let shared = Buffer.allocUnsafeSlow(BLOCK_BYTES + MAX_FRAME_BYTES);

/** @throws AppError file.changed where the file ends before `end`: lines that are gone must not pass for lines that never were. */
function readRange(fd: number, start: number, end: number, path: string): Buffer {
  if (end - start > shared.length) {
    shared = Buffer.allocUnsafeSlow(end - start);
  }
  const bytes = shared.subarray(0, Math.max(0, end - start));
  let have = 0;
  while (have < bytes.length) {
    const got = readSync(fd, bytes, have, bytes.length - have, start + have);
    if (got === 0) throw shortened(path);
    have += got;
  }
  return bytes;
}

function readFiltered(fd: number, start: number, end: number, path: string): Buffer {
  const filter = new LongLineFilter();
  const parts: Buffer[] = [];
  for (let at = start; at < end; at += BLOCK_BYTES) {
    parts.push(Buffer.from(filter.keep(readRange(fd, at, Math.min(end, at + BLOCK_BYTES), path))));
  }
  return Buffer.concat(parts);
}

/** The file that slices were read of last. */
let searched = { file: -1, line: noSearch() };

function readPart(order: SliceOrder): Buffer {
  if (order.bytes) {
    return Buffer.from(order.bytes.buffer, order.bytes.byteOffset, order.bytes.byteLength);
  }
  const path = order.path ?? '';
  const fd = openSync(path, 'r');
  try {
    const nominal = order.base + order.slice * BLOCK_BYTES;
    if (searched.file !== order.file) searched = { file: order.file, line: noSearch() };
    const { line } = searched;
    const start = cutInFile(fd, order.size, order.base, nominal, line);
    const end = order.last ? order.size : cutInFile(fd, order.size, order.base, nominal + BLOCK_BYTES, line);
    if (start < 0 || end < 0) throw shortened(path);
    return end - start > MAX_PART ? readFiltered(fd, start, end, path) : readRange(fd, start, end, path);
  } finally {
    closeSync(fd);
  }
}

function slice(order: SliceOrder): void {
  if (!parser || !reader) {
    throw new Error('slice before begin');
  }
  let bytes: Buffer;
  try {
    bytes = readPart(order);
  } catch (cause) {
    const error = toWireError(readError(cause, order.path ?? ''));
    post({ type: 'unreadable', file: order.file, slice: order.slice, error });
    return;
  }
  const { file, isSegment = false, clock = null } = order;
  const input: SliceInput = {
    file,
    slice: order.slice,
    bytes,
    startsFile: order.slice === 0,
    endsFile: order.last,
    prelude: order.slice === 0 ? '' : order.prelude,
    isSegment,
    clock,
  };
  if (order.slice > 0 && clock === null && !isSegment) {
    reader.beginFile(order.fileDateMs);
    if (startsInRepeatedHour(reader, input)) {
      const own = order.bytes;
      post({ type: 'unordered', file, slice: order.slice, bytes: own }, own ? [own.buffer as ArrayBuffer] : []);
      return;
    }
  }
  reader.beginFile(order.fileDateMs, isSegment);
  post({ type: 'slice', result: parser.parse(input) });
}

async function records(order: RecordsOrder): Promise<void> {
  // Most imports are of traffic: the connectors come with the first audit log.
  const { connectorsFor } = await import('../connectors/index.ts');
  const { readActivitySlice } = await import('../ingest/activities/read-slice.ts');
  connectors ??= (audit && connectorsFor(audit.connector, audit.ownConnectors)) ?? [];
  const isCancelled = () => Atomics.load(cancel, 0) !== 0;
  const pack = packer(audit?.keepRecords === true);
  const { result, batch } = readActivitySlice(order, connectors, pack, seal, isCancelled, scope, memory);
  // The batch first: once the slice is told of, it waits for the batches that are not stored.
  if (batch) post({ type: 'activities', batch }, activityTransfer(batch));
  post({ type: 'slice', result });
}

async function obey(order: ParserOrder): Promise<void> {
  try {
    switch (order.type) {
      case 'begin':
        begin(order);
        break;
      case 'beginActivities':
        run = order.run;
        audit = order;
        seal = order.key ? new WorkspaceSeal(order.key) : null;
        connectors = undefined;
        memory = new WordMemory();
        scope = order.scope === null ? null : new ActivityScope(order.scope);
        break;
      case 'records':
        await records(order);
        break;
      case 'slice':
        slice(order);
        break;
      case 'known':
        for (const frame of order.frames) {
          addKnown(frame);
        }
        break;
      case 'describe':
        post({
          type: 'described',
          formats: order.formats.flatMap((id) => {
            const format = formatsFor(id, ownFormats)[0];
            return format ? [{ fields: format.fields, fromEndpoints: format.fromEndpoints === true }] : [];
          }),
        });
        break;
      case 'flush':
        parser?.flush();
        post({
          type: 'flushed',
          folded: parser?.foldedNames ?? 0,
          foldedHosts: parser?.foldedHosts ?? 0,
          named: names?.uses() ?? [],
        });
        break;
    }
  } catch (cause) {
    post({ type: 'error', error: toWireError(cause) });
  }
}

let queue = Promise.resolve();
port.on('message', (order: ParserOrder) => {
  queue = queue.then(() => obey(order));
});
