/** Fields of a line that a byte reader found, each a window by its number (an end of 0: the line has none), settled as text readers do. */
import type { LineWindows } from '../api.ts';
import { bytesOf, findHostIn, isPlainHost, span, uintOf } from '../shared/bytes.ts';
import { isAddress } from './byte-values.ts';

const SLASH = 47;

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

/** Sets the client to an address, or to none. @returns false when the field is something else */
export function takeSource(bytes: Uint8Array, { froms, tos }: WindowFields, field: number, out: LineWindows): boolean {
  out.sourceStart = froms[field] ?? 0;
  out.sourceEnd = tos[field] ?? 0;
  return out.sourceEnd === 0 || isAddress(bytes, out.sourceStart, out.sourceEnd);
}

/** The verdict on a line tells that it names no destination: such lines are skipped. */
const NOWHERE = bytesOf('nowhere');

/**
 * Sets the destination to the host, else to the name that stands in the address's place, else to the host of the URL, else to the address.
 * @param host 0 where the URL's host goes before it
 * @returns false when it needs a closer look
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
  const isName = ipEnd !== 0 && !isAddress(bytes, ipStart, ipEnd);
  if (isName && !isPlainHost(bytes, ipStart, ipEnd)) return false;
  if (host !== 0 && tos[host] !== 0) return setDestination(bytes, froms[host] ?? 0, tos[host] ?? 0, out);
  const start = froms[url] ?? 0;
  const end = tos[url] ?? 0;
  const isPath = bytes[start] === SLASH && bytes[start + 1] !== SLASH;
  // A path alone names nobody, and is a destination all the same.
  if (end !== 0 && isPath && ipEnd === 0) return false;
  if (end !== 0 && !isPath && (!isName || host === 0)) {
    return findHostIn(bytes, start, end) && setDestination(bytes, span.start, span.end, out);
  }
  out.destStart = ipStart;
  out.destEnd = ipEnd;
  return ipEnd !== 0 || out.addVerdict(NOWHERE, 0, NOWHERE.length);
}

function setDestination(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  out.destStart = start;
  out.destEnd = end;
  return isPlainHost(bytes, start, end);
}
