import type { Ledger } from '../../core/contract/imports.ts';

/** More lines could not be read than could, whether they count or are left out on purpose: the format was probably the wrong one. */
export function isMostlyRejected(ledger: Pick<Ledger, 'parsed' | 'rejected' | 'skipped'> | null): boolean {
  return ledger !== null && ledger.rejected > ledger.parsed + ledger.skipped;
}
