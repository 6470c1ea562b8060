/** In: where a DNS server's log as bytes says who asked for what. Out: its windows, or "not plain". */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { isPlainHost } from './bytes.ts';

const DOT = 46;

/** A name in small letters, with the root's dot at its end or without. @returns false for anything else */
export function takeName(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const stop = end - start > 1 && bytes[end - 1] === DOT ? end - 1 : end;
  if (stop <= start || !isPlainHost(bytes, start, stop)) return false;
  out.destStart = start;
  out.destEnd = stop;
  return true;
}

/** An address that fills the window. @returns false for anything else */
export function takeClient(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (end <= start || !isAddress(bytes, start, end)) return false;
  out.sourceStart = start;
  out.sourceEnd = end;
  return true;
}
