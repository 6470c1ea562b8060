/**
 * A reader thread: a read-only connection, the segment cache, and the answers to queries. What a workspace is, it says at once; the
 * code of all other answers is loaded meanwhile, or with the first question where none is expected (an import from the command line).
 */
import { workerData } from 'node:worker_threads';
import { AppError } from '../contract/errors.ts';
import { openReader, storeError } from '../store/open.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { tellFact } from './reader/facts.ts';
import { current, state } from './reader/open-workspace.ts';
import type { ReaderHandlers } from './reader/ops.ts';
import { serveCalls } from './threads/rpc.ts';

const { isAsked } = workerData as { isAsked: boolean };
let questions = isAsked ? import('./reader/questions.ts') : null;

function sealOf(key: Uint8Array | null): WorkspaceSeal | null {
  return key ? new WorkspaceSeal(key) : null;
}

async function close(): Promise<void> {
  state.open?.db.close();
  state.open = null;
  if (questions) (await questions).forget();
}

const handlers = {
  'reader.open': async ({ folder, readOnly, reason, key, catalog }) => {
    await close();
    state.catalog = catalog;
    try {
      state.open = { db: openReader(folder), folder, seal: sealOf(key), mode: { readOnly, reason } };
      return null;
    } catch (cause) {
      throw storeError(cause, folder);
    }
  },
  'reader.close': async () => {
    await close();
    return null;
  },
  'reader.fact': ({ what }) => tellFact(what, current()),
  'reader.key': ({ key }) => {
    if (state.open) state.open.seal = sealOf(key);
    return null;
  },
} satisfies Partial<ReaderHandlers<keyof import('./reader/ops.ts').ReaderOps>>;

serveCalls(async (method, input) => {
  const own = (handlers as Record<string, unknown>)[method];
  if (typeof own === 'function') return own(input);
  questions ??= import('./reader/questions.ts');
  const handler = ((await questions).QUESTIONS as Record<string, unknown>)[method];
  if (typeof handler !== 'function') {
    throw new AppError('method.unknown', `The reader knows no ${method}.`, { method });
  }
  return handler(input);
});
