/** A parser thread: reads its part of a file, parses it and hands over batches. Never opens SQLite. */
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type { Connector } from '../connectors/index.ts';
import { toWireError } from '../contract/errors.ts';
import { ActivityScope } from '../enrich/index.ts';
import { WordMemory } from '../ingest/activities/word-memory.ts';
import { shortenLines } from '../ingest/read/long-lines.ts';
import { readError } from '../ingest/read/unpack.ts';
import { createZone, type Zone } from '../kit/zone.ts';
import { packFrame, packSealedFrame } from '../store/evidence/frame-codec.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { activityTransfer, batchTransfer } from './imports/batch-transfer.ts';
import type {
  AuditsOrder,
  BeginActivities,
  BeginOrder,
  ParserAnswer,
  ParserData,
  ParserOrder,
  ParserReport,
  RecordsOrder,
  SliceOrder,
} from './imports/parser-orders.ts';
import { SliceBytes } from './imports/slice-bytes.ts';
import type { TrafficSlices } from './imports/traffic-slices.ts';

const { cancel: cancelFlag, isEarly } = workerData as ParserData;
const cancel = new Int32Array(cancelFlag);
const isCancelled = (): boolean => Atomics.load(cancel, 0) !== 0;
const slices = new SliceBytes();
let seal: WorkspaceSeal | null = null;
let run = 0;
/** Loaded meanwhile where nobody knows yet what is to come, most likely traffic: else with the first order that asks for it. */
let trafficCode = isEarly ? import('./imports/traffic-slices.ts') : null;
let traffic: TrafficSlices | undefined;
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

function packer(keepEvidence: boolean): ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null {
  const held = seal;
  if (!keepEvidence) {
    return null;
  }
  return held ? (raw) => packSealedFrame(raw, held) : packFrame;
}

async function begin(order: BeginOrder): Promise<void> {
  run = order.run;
  seal = order.key ? new WorkspaceSeal(order.key) : null;
  slices.begin();
  traffic?.forgetWholes();
  trafficCode ??= import('./imports/traffic-slices.ts');
  const { TrafficSlices } = await trafficCode;
  traffic = new TrafficSlices(order, {
    seal,
    pack: packer(order.keepEvidence),
    onBatch: (batch) => post({ type: 'batch', batch }, batchTransfer(batch)),
    cancelled: isCancelled,
  });
}

function beginActivities(order: BeginActivities): void {
  run = order.run;
  slices.begin();
  traffic?.forgetWholes();
  traffic = undefined;
  audit = order;
  seal = order.key ? new WorkspaceSeal(order.key) : null;
  connectors = undefined;
  zone = createZone(order.zone);
  memory = new WordMemory();
  scope = order.scope === null ? null : new ActivityScope(order.scope);
}

function reading(): TrafficSlices {
  if (!traffic) throw new Error('traffic before begin');
  return traffic;
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
  const bytes = bytesOf(order);
  if (bytes === null) return;
  const result = reading().slice(order, bytes);
  if (result === null) {
    const own = order.bytes instanceof Uint8Array ? order.bytes : null;
    const { file } = order;
    post({ type: 'unordered', file, slice: order.slice, bytes: own }, own ? [own.buffer as ArrayBuffer] : []);
    return;
  }
  post({ type: 'slice', result });
}

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
        await begin(order);
        break;
      case 'beginActivities':
        beginActivities(order);
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
        post({ type: 'wholes', results: reading().whole(order) });
        break;
      case 'known':
        traffic?.known(order.frames);
        break;
      case 'describe':
        post({ type: 'described', formats: reading().describe(order.formats) });
        break;
      case 'flush':
        post(traffic?.flush() ?? { type: 'flushed', folded: 0, foldedHosts: 0, named: [] });
        break;
      case 'stop':
        process.exit();
    }
  } catch (cause) {
    post({ type: 'error', error: toWireError(cause) });
  }
}

let queue = Promise.resolve();
port.on('message', (order: ParserOrder) => {
  queue = queue.then(() => obey(order));
});
