/** What the database may hold of an anonymised import's files: paths sealed, content hashes keyed. */
import type { Ledger } from '../../contract/imports.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

export function storedPath(path: string, seal: WorkspaceSeal | null): string {
  return seal ? seal.sealText(path) : path;
}

/** Equal for equal content of the same workspace, so that files are recognised; of no use to others. */
export function storedHash(sha256: string, seal: WorkspaceSeal | null): string {
  return seal ? seal.hash(sha256) : sha256;
}

/** A stored ledger as whoever holds the key may add to it: paths and messages in clear, hashes as they are stored. */
export function openedLedger(ledger: Ledger, seal: WorkspaceSeal): Ledger {
  return { ...ledger, files: mapped(ledger, (text) => seal.openText(text) ?? '') };
}

/** The same, sealed again. */
export function closedLedger(ledger: Ledger, seal: WorkspaceSeal): Ledger {
  return { ...ledger, files: mapped(ledger, (text) => seal.sealText(text)) };
}

function mapped({ files }: Ledger, change: (text: string) => string): Ledger['files'] {
  return files.map((file) => ({
    ...file,
    path: change(file.path),
    error: file.error === null ? null : { code: file.error.code, message: change(file.error.message) },
    ...(file.lost === undefined ? {} : { lost: { ...file.lost, message: change(file.lost.message) } }),
  }));
}

/** Counts stay readable; paths, hashes and messages (they name paths) do not. */
export function sealedLedger(ledger: Ledger, seal: WorkspaceSeal): Ledger {
  const files = ledger.files.map((file) => ({ ...file, sha256: file.sha256 === '' ? '' : seal.hash(file.sha256) }));
  return closedLedger({ ...ledger, files }, seal);
}
