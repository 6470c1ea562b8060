import type { Ledger } from '../../core/contract/imports.ts';

/** More lines could not be read than could: the format was probably the wrong one. */
export function isMostlyRejected(ledger: Pick<Ledger, 'parsed' | 'rejected'> | null): boolean {
  return ledger !== null && ledger.rejected > ledger.parsed;
}
