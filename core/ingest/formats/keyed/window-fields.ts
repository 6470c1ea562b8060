/** Fields of a line that a byte reader found, each a window by its number (an end of 0: the line has none), settled as text readers do. */
import type { LineWindows } from '../api.ts';
import { findUrlHost, ipv4EndOf, isPlainHost, span, uintOf } from '../shared/bytes.ts';

export interface WindowFields {
  readonly froms: Int32Array;
  readonly tos: Int32Array;
}

/** -1 when the line does not say, -2 when what it says is no plain number. */
export function numberIn(bytes: Uint8Array, { froms, tos }: WindowFields, field: number): number {
  if (tos[field] === 0) return -1;
  const value = uintOf(bytes, froms[field] ?? 0, tos[field] ?? 0);
  return value < 0 ? -2 : value;
}

/** Sets the client to an IPv4 address. @returns false when the field is none */
export function takeSource(bytes: Uint8Array, { froms, tos }: WindowFields, field: number, out: LineWindows): boolean {
  out.sourceStart = froms[field] ?? 0;
  out.sourceEnd = tos[field] ?? 0;
  return out.sourceEnd !== 0 && ipv4EndOf(bytes, out.sourceStart, out.sourceEnd) === out.sourceEnd;
}

/**
 * Sets the destination to the host, else to the host of the URL, else to the address.
 * @returns false when there is none, or one that needs a closer look
 */
export function takeDestination(
  bytes: Uint8Array,
  { froms, tos }: WindowFields,
  host: number,
  url: number,
  address: number,
  out: LineWindows,
): boolean {
  const ipStart = froms[address] ?? 0;
  const ipEnd = tos[address] ?? 0;
  if (ipEnd !== 0 && ipv4EndOf(bytes, ipStart, ipEnd) !== ipEnd) return false;
  const isUrl = tos[host] === 0 && tos[url] !== 0;
  if (isUrl && findUrlHost(bytes, froms[url] ?? 0, tos[url] ?? 0, false) < 0) return false;
  const isAddress = !isUrl && tos[host] === 0;
  out.destStart = isUrl ? span.start : isAddress ? ipStart : (froms[host] ?? 0);
  out.destEnd = isUrl ? span.end : isAddress ? ipEnd : (tos[host] ?? 0);
  return isAddress ? ipEnd !== 0 : isPlainHost(bytes, out.destStart, out.destEnd);
}
