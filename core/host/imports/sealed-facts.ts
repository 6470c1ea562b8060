/** What the database may hold of an anonymised import's files: paths sealed, content hashes keyed. */
import type { Ledger } from '../../contract/imports.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';

export function storedPath(path: string, seal: WorkspaceSeal | null): string {
  return seal ? seal.sealText(path) : path;
}

/** Equal for equal content of the same workspace, so that files are recognised; of no use to others. */
export function storedHash(sha256: string, seal: WorkspaceSeal | null): string {
  return seal ? seal.hash(sha256) : sha256;
}

/** Counts stay readable; paths, hashes and messages (they name paths) do not. */
export function sealedLedger(ledger: Ledger, seal: WorkspaceSeal): Ledger {
  return {
    ...ledger,
    files: ledger.files.map((file) => ({
      ...file,
      path: seal.sealText(file.path),
      sha256: file.sha256 === '' ? '' : seal.hash(file.sha256),
      error: file.error === null ? null : { code: file.error.code, message: seal.sealText(file.error.message) },
    })),
  };
}
