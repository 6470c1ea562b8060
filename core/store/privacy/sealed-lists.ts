/**
 * Lists that stand beside an anonymised stream: people, exclusions, IP ranges, name evidence, snapshots of tenants. In: their values in
 * clear, where they are handed over. Out: what may stand on disk.
 * Guarantee: once a workspace's lists are sealed, no value of theirs is written in clear, and nothing is done with them without the key:
 * a list that cannot be read is never taken for an empty one.
 */
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection } from '../open.ts';
import { readMeta } from '../write/meta.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

/** The key to seal with; null while the workspace's lists are in clear. @throws AppError privacy.locked */
export function listSeal(db: ReadConnection, seal: WorkspaceSeal | null): WorkspaceSeal | null {
  if (readMeta(db).sealedLists === 'no') return null;
  if (!seal) throw listsLocked();
  return seal;
}

export function listsLocked(): AppError {
  return new AppError(
    'privacy.locked',
    'Directory, exclusions, IP ranges and name evidence of this workspace are sealed. Unlock it with its passphrase (or import its key) first.',
  );
}

export function snapshotsLocked(): AppError {
  return new AppError(
    'privacy.locked',
    'Snapshots of tenants are sealed in this workspace, and so is what follows from them. Unlock it with its passphrase (or import its key) first.',
  );
}

/** What stands on disk in place of some columns of a row: `sealed` opens to all of them. */
export function sealRow(seal: WorkspaceSeal, clear: object): string {
  return seal.sealText(JSON.stringify(clear));
}

/** @returns null without the key, or when it was not sealed with this one */
export function openRow<T>(sealed: string, seal: WorkspaceSeal | null): T | null {
  const text = seal?.openText(sealed) ?? null;
  return text === null ? null : (JSON.parse(text) as T);
}
