/** The collector's thread: receivers and spool, apart from everything that could make them wait. */

import { Collector, type SealedSegment } from '../collect/collector.ts';
import type { ReadyFile } from '../collect/collector-source.ts';
import type { Heard } from '../collect/health.ts';
import type { SpoolLimits } from '../collect/spool/spool.ts';
import type { SourceConfig, SourceStatus } from '../contract/collectors.ts';
import { AppError } from '../contract/errors.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import type { CollectorEvent } from '../store/write/collectors.ts';
import { segmentSealer } from './collect/segment-seal.ts';
import { serveCalls } from './threads/rpc.ts';

export interface CollectorReport {
  readonly status: SourceStatus[];
  /** Sealed segments and complete files that wait to be imported. */
  readonly sealed: SealedSegment[];
  readonly ready: ReadyFile[];
  /** What happened since the last report. */
  readonly notes: CollectorEvent[];
}

export interface CollectorOps {
  'collector.open': { input: { spoolFolder: string; limits: Partial<SpoolLimits> }; output: null };
  /** `key`: the workspace's, for a source whose lines may not stand on disk in clear. */
  'collector.add': {
    input: { source: SourceConfig; heard: Heard; key: Uint8Array | null };
    output: null;
  };
  'collector.remove': { input: { name: string }; output: null };
  'collector.report': { input: null; output: CollectorReport };
  'collector.sealNow': { input: null; output: null };
  'collector.imported': { input: { places: readonly string[] }; output: null };
  'collector.setAside': { input: { places: readonly string[] }; output: null };
  /** `why`: nothing came of the file; null where something did. */
  'collector.putAway': { input: { file: ReadyFile; why: string | null }; output: null };
  'collector.close': { input: null; output: null };
}

let open: Collector | null = null;
let notes: CollectorEvent[] = [];

function current(): Collector {
  if (!open) {
    throw new AppError('workspace.none', 'No workspace is open.');
  }
  return open;
}

const handlers: {
  [K in keyof CollectorOps]: (
    input: CollectorOps[K]['input'],
  ) => CollectorOps[K]['output'] | Promise<CollectorOps[K]['output']>;
} = {
  'collector.open': async ({ spoolFolder, limits }) => {
    await open?.stop();
    open = await Collector.open({
      spoolFolder,
      limits,
      note: (level, message) => notes.push({ time: Date.now(), level, message }),
    });
    return null;
  },
  'collector.add': async ({ source, heard, key }) => {
    await current().add(source, heard, key && segmentSealer(new WorkspaceSeal(key)));
    return null;
  },
  'collector.remove': async ({ name }) => {
    await current().remove(name);
    return null;
  },
  'collector.report': () => {
    const told = notes;
    notes = [];
    return { status: current().status(), sealed: current().sealed(), ready: current().ready(), notes: told };
  },
  'collector.sealNow': async () => {
    await current().sealNow();
    return null;
  },
  'collector.imported': async ({ places }) => {
    await current().imported(places);
    return null;
  },
  'collector.setAside': async ({ places }) => {
    await current().setAside(places);
    return null;
  },
  'collector.putAway': async ({ file, why }) => {
    await current().putAway(file, why);
    return null;
  },
  'collector.close': async () => {
    await open?.stop();
    open = null;
    return null;
  },
};

serveCalls((method, input) => {
  const handler = handlers[method as keyof CollectorOps] as ((input: unknown) => unknown) | undefined;
  if (!handler) {
    throw new AppError('method.unknown', `The collector knows no ${method}.`, { method });
  }
  return handler(input);
});
