/** What a file held, as it is known once it was read to its end. */
import type { AppError } from '../../contract/errors.ts';
import { storedHash } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { FileEnd } from '../../store/write/imports.ts';
import type { FileTally } from './file-ledger.ts';

export interface FileContent {
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  /** What of it was no log or is missing. */
  readonly lost?: AppError | undefined;
}

/** Told of a loss while a file is read, which its content names at the end. */
export class LossNote {
  lost: AppError | undefined;

  readonly onLoss = (loss: AppError): void => {
    this.lost = loss;
  };
}

/** Its end, as it is stored. */
export function endOf(
  tally: FileTally,
  { sha256, bytes, encoding }: FileContent,
  seal: WorkspaceSeal | null,
): Omit<FileEnd, 'file'> {
  return {
    bytes,
    encoding,
    sha256: storedHash(sha256, seal),
    sliceLines: tally.sliceLines(),
    samples: tally.samples(),
  };
}
