/** A parser thread: reads its part of a file, parses it and hands over batches. Never opens SQLite. */
import { closeSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Connector } from '../connectors/index.ts';
import type { CustomFormat } from '../contract/custom-format.ts';
import { toWireError } from '../contract/errors.ts';
import { ActivityScope } from '../enrich/index.ts';
import { WordMemory } from '../ingest/activities/word-memory.ts';
import { formatsFor } from '../ingest/formats/choose.ts';
import { FrameIndex, type KnownFrame } from '../ingest/frames/frame-index.ts';
import { NameIndex } from '../ingest/names/name-index.ts';
import { shortenLines } from '../ingest/read/long-lines.ts';
import { readError } from '../ingest/read/unpack.ts';
import type { Batch } from '../ingest/slice/batch.ts';
import { readEdgeText } from '../ingest/slice/disguise.ts';
import { LineReader } from '../ingest/slice/line-reader.ts';
import { startsInRepeatedHour } from '../ingest/slice/slice-clock.ts';
import { type SliceInput, SliceParser, type SliceResult } from '../ingest/slice/slice-parser.ts';
import { createZone, type Zone } from '../kit/zone.ts';
import { readFrame } from '../store/evidence/evidence-file.ts';
import { packFrame, packSealedFrame } from '../store/evidence/frame-codec.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { activityTransfer, batchTransfer } from './imports/batch-transfer.ts';
import type {
  AuditsOrder,
  BeginActivities,
  BeginOrder,
  ParserAnswer,
  ParserOrder,
  ParserReport,
  RecordsOrder,
  SliceOrder,
  WholeFile,
} from './imports/parser-orders.ts';
import { SliceBytes } from './imports/slice-bytes.ts';

const cancel = new Int32Array(workerData.cancel as SharedArrayBuffer);
const slices = new SliceBytes();
/** Small files that those behind them are compared with. */
let wholes: ArrayBuffer[] = [];
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
let zone: Zone | undefined;
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
  slices.begin();
  forgetWholes();
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

/** @returns null where they cannot be read, which the engine is told */
function bytesOf(order: SliceOrder | RecordsOrder): Buffer | null {
  try {
    return slices.read(order);
  } catch (cause) {
    const path = order.bytes instanceof Uint8Array ? '' : order.bytes.path;
    const error = toWireError(readError(cause, path));
    post({ type: 'unreadable', file: order.file, slice: order.slice, error });
    return null;
  }
}

function slice(order: SliceOrder): void {
  if (!parser || !reader) {
    throw new Error('slice before begin');
  }
  const bytes = bytesOf(order);
  if (bytes === null) return;
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
      const own = order.bytes instanceof Uint8Array ? order.bytes : null;
      post({ type: 'unordered', file, slice: order.slice, bytes: own }, own ? [own.buffer as ArrayBuffer] : []);
      return;
    }
  }
  reader.beginFile(order.fileDateMs, isSegment);
  post({ type: 'slice', result: parser.parse(input) });
}

/** Their frames come again as they are stored. Their memory goes at once: thousands of files would wait for the collector. */
function forgetWholes(): void {
  index?.dropOwn();
  for (const buffer of wholes) buffer.transfer(0);
  wholes = [];
}

function whole({ file, fileDateMs, start, length }: WholeFile, bytes: ArrayBuffer): SliceResult {
  if (!parser || !reader) throw new Error('file before begin');
  reader.beginFile(fileDateMs);
  return parser.parse({
    file,
    slice: 0,
    bytes: Buffer.from(bytes, start, length),
    startsFile: true,
    endsFile: true,
    prelude: '',
    isWhole: true,
  });
}

const isCancelled = (): boolean => Atomics.load(cancel, 0) !== 0;

/** Most imports are of traffic: the connectors come with the first audit log. */
async function loadConnectors(): Promise<readonly Connector[]> {
  const { connectorsFor } = await import('../connectors/index.ts');
  connectors ??= (audit && connectorsFor(audit.connector, audit.ownConnectors)) ?? [];
  return connectors;
}

async function records(order: RecordsOrder): Promise<void> {
  const known = await loadConnectors();
  const { readActivitySlice } = await import('../ingest/activities/read-slice.ts');
  const pack = packer(audit?.keepRecords === true);
  const read = bytesOf(order);
  if (read === null) return;
  const bytes = shortenLines(read);
  const { result, batch } = readActivitySlice({ ...order, bytes, zone }, known, pack, seal, isCancelled, scope, memory);
  // The batch first: once the slice is told of, it waits for the batches that are not stored.
  if (batch) post({ type: 'activities', batch }, activityTransfer(batch));
  post({ type: 'slice', result });
}

async function audits({ files, bytes }: AuditsOrder): Promise<void> {
  const known = await loadConnectors();
  const { readSmallFiles } = await import('../ingest/activities/read-small-files.ts');
  const pack = packer(audit?.keepRecords === true);
  const logs = files.map((file) => ({ ...file, zone, bytes: Buffer.from(bytes, file.start, file.length) }));
  const { results, batch } = await readSmallFiles(logs, known, pack, seal, isCancelled, scope, memory);
  if (batch) post({ type: 'activities', batch }, activityTransfer(batch));
  // Thousands of them would wait for the collector.
  bytes.transfer(0);
  post({ type: 'wholes', results });
}

async function obey(order: ParserOrder): Promise<void> {
  try {
    switch (order.type) {
      case 'begin':
        begin(order);
        break;
      case 'beginActivities':
        run = order.run;
        slices.begin();
        audit = order;
        seal = order.key ? new WorkspaceSeal(order.key) : null;
        connectors = undefined;
        zone = createZone(order.zone);
        memory = new WordMemory();
        scope = order.scope === null ? null : new ActivityScope(order.scope);
        break;
      case 'records':
        await records(order);
        break;
      case 'audits':
        await audits(order);
        break;
      case 'slice':
        slice(order);
        break;
      case 'wholes':
        wholes.push(order.bytes);
        post({ type: 'wholes', results: order.files.map((one) => whole(one, order.bytes)) });
        break;
      case 'known':
        forgetWholes();
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
