/** The one workspace that this reader thread has open. */
import { workerData } from 'node:worker_threads';
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection } from '../../store/open.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { OpenMode } from './facts.ts';

export interface OpenWorkspace {
  readonly db: ReadConnection;
  readonly folder: string;
  seal: WorkspaceSeal | null;
  readonly mode: OpenMode;
}

/** Opening and closing are the thread's own; everything else asks `current`. */
export const state: {
  open: OpenWorkspace | null;
  /** Catalog update that holds; null for the shipped catalog. */
  catalog: string | null;
} = { open: null, catalog: (workerData as { readonly catalog: string | null }).catalog };

/** @throws AppError workspace.none */
export function current(): OpenWorkspace {
  if (!state.open) {
    throw new AppError('workspace.none', 'No workspace is open.');
  }
  return state.open;
}
