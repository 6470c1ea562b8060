/** A thread that writes one import's evidence anew, and ends. */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, toWireError, type WireError } from '../contract/errors.ts';
import { type CompactFile, compactEvidence, type PlacedFrame } from '../store/evidence/compact.ts';
import { storeError } from '../store/open.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';

export interface CompactOrder {
  readonly from: string;
  readonly to: string;
  readonly frames: readonly PlacedFrame[];
  readonly key: Uint8Array | null;
  /** Not 0 once it is to stop. */
  readonly cancel: SharedArrayBuffer;
}

export type CompactReport =
  | { readonly type: 'progress'; readonly bytes: number }
  | { readonly type: 'done'; readonly file: CompactFile }
  | { readonly type: 'error'; readonly error: WireError };

const { from, to, frames, key, cancel } = workerData as CompactOrder;
const flag = new Int32Array(cancel);

function post(report: CompactReport): void {
  parentPort?.postMessage(report);
}

try {
  const seal = key ? new WorkspaceSeal(key) : null;
  const onFrame = (bytes: number): void => {
    post({ type: 'progress', bytes });
    if (Atomics.load(flag, 0) !== 0) throw new AppError('job.cancelled', 'Cancelled. The evidence is as it was.');
  };
  post({ type: 'done', file: compactEvidence(from, to, frames, seal, onFrame) });
} catch (cause) {
  post({ type: 'error', error: toWireError(failureOf(cause)) });
}

/** A full disk in words; what is no failure of files as it is. */
function failureOf(cause: unknown): unknown {
  try {
    return storeError(cause, path.dirname(path.dirname(to)));
  } catch (bug) {
    return bug;
  }
}
