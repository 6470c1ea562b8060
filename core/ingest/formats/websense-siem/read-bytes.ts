/**
 * In: a line of the SIEM integration as bytes, from `vendor=` on. Out: its figures and where its names stand, or "not plain".
 * Plain: as PairWindows has it.
 */
import type { LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { behindKey, scanSpaced } from '../keyed/spaced-bytes.ts';
import { isWordAt } from '../shared/bytes.ts';

export interface SiemWords {
  /** How plain lines begin. */
  readonly heads: readonly string[];
  /** In front of the user, and what may follow it. */
  readonly user: string;
  readonly behindUser: readonly string[];
}

/** Reads plain lines of these fields from bytes. */
export function createSiemBytes(
  spec: FieldSpec,
  { heads, user, behindUser }: SiemWords,
): (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    if (!heads.some((head) => start + head.length <= end && isWordAt(bytes, start, head))) return false;
    windows.begin(out);
    if (!scanSpaced(bytes, start, end, windows, out) || !windows.finish(bytes, out)) return false;
    if (out.userEnd === 0) findUser(bytes, start, end, user, behindUser, out);
    return true;
  };
}

/** The user whose directory path holds `OU=` and the like, and may read like pairs. */
function findUser(
  bytes: Uint8Array,
  start: number,
  end: number,
  user: string,
  behindUser: readonly string[],
  out: LineWindows,
): void {
  const from = behindKey(bytes, user, start, end);
  if (from < 0) return;
  let stop = end;
  for (const key of behindUser) {
    const behind = behindKey(bytes, key, from, stop);
    if (behind >= 0) stop = behind - key.length;
  }
  if (stop === end) return;
  out.userStart = from;
  out.userEnd = stop;
}
