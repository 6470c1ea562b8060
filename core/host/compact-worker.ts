/** A thread that writes one import's evidence anew, and ends. */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError, type WireError } from '../contract/errors.ts';
import { type CompactFile, compactEvidence, type PlacedFrame } from '../store/evidence/compact.ts';
import { storeError } from '../store/open.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';

export interface CompactOrder {
  readonly from: string;
  readonly to: string;
  readonly frames: readonly PlacedFrame[];
  readonly key: Uint8Array | null;
}

export type CompactReport =
  | { readonly type: 'progress'; readonly bytes: number }
  | { readonly type: 'done'; readonly file: CompactFile }
  | { readonly type: 'error'; readonly error: WireError };

const { from, to, frames, key } = workerData as CompactOrder;

function post(report: CompactReport): void {
  parentPort?.postMessage(report);
}

try {
  const seal = key ? new WorkspaceSeal(key) : null;
  post({ type: 'done', file: compactEvidence(from, to, frames, seal, (bytes) => post({ type: 'progress', bytes })) });
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
