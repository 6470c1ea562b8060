/**
 * In: a line of an application load balancer as bytes: `https TIME app/… client:port target:port … "REQUEST" …`. Out: that it is a visit to a
 * server of one's own, or "not plain".
 * Plain: a time in UTC, and single blanks between the columns in front of the request, none of which stands in quotes.
 */
import type { LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { bytesOf, clearWindows, untilByte } from '../shared/bytes.ts';
import { takeVisit } from '../shared/visit-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const UPPER_T = 84;
/** Type to request. */
const COLUMNS = 12;
/** What the claim needs behind the type. */
const SHORTEST = 60;
const TYPES = ['http ', 'https ', 'h2 ', 'grpcs ', 'ws ', 'wss '].map(bytesOf);

export function readElbBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const type = TYPES.find((word) => word.every((code, at) => bytes[start + at] === code));
  if (type === undefined) return false;
  const time = start + type.length;
  if (end - time <= SHORTEST || bytes[time + 4] !== DASH || bytes[time + 10] !== UPPER_T) return false;
  let at = untilByte(bytes, SPACE, time, end);
  if (!anyTimeOf(bytes, time, at) || byteTime.isLocal) return false;
  for (let column = 2; column < COLUMNS; column++) {
    const from = at + 1;
    if (from >= end || bytes[from] === SPACE || bytes[from] === DQUOTE) return false;
    at = untilByte(bytes, SPACE, from, end);
  }
  if (at + 1 >= end || bytes[at + 1] !== DQUOTE) return false;
  clearWindows(out);
  out.timeMs = byteTime.ms;
  return takeVisit(out);
}
