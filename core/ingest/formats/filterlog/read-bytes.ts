/**
 * In: a packet of pfSense's or OPNsense's `filterlog` as bytes: columns parted by commas. Out: where its ends stand, or "not plain".
 * Plain: no quotes, a packet that was matched. What the rule did is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { clearWindows, isWordAt, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const DQUOTE = 34;
const COMMA = 44;
const SPACE = 32;
const OPEN = 40;
const SLASH = 47;
const FOUR = 52;
const SIX = 54;

const ACTION = 6;
const DIRECTION = 7;
const VERSION = 8;
const SOURCE_V4 = 18;
const SOURCE_V6 = 15;
const COLUMNS = SOURCE_V4 + 2;
/** How far the claim looks for the version of IP, and for words of tcpdump's text. */
const CLAIM_LOOK = 200;
const PFLOG_LOOK = 80;

const starts = new Int32Array(COLUMNS);
const ends = new Int32Array(COLUMNS);

export function readFilterlogBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (!isDigit(bytes[start])) return false;
  let count = 0;
  for (let at = start; at < end && count < COLUMNS; count++) {
    starts[count] = at;
    ends[count] = untilByte(bytes, COMMA, at, end);
    at = (ends[count] ?? end) + 1;
  }
  const isV6 = count > VERSION && isLone(bytes, VERSION, SIX);
  const source = isV6 ? SOURCE_V6 : SOURCE_V4;
  if ((!isV6 && (count <= VERSION || !isLone(bytes, VERSION, FOUR))) || count <= source + 1) return false;
  if (!isDirection(bytes) || (ends[VERSION] ?? 0) >= Math.min(end, start + CLAIM_LOOK)) return false;
  const stop = ends[source + 1] ?? 0;
  for (let at = start; at < stop; at++) if (bytes[at] === DQUOTE || bytes[at] === SPACE) return false;
  if (hasReason(bytes, start, Math.min(end, start + PFLOG_LOOK))) return false;
  clearWindows(out);
  out.sourceStart = starts[source] ?? 0;
  out.sourceEnd = ends[source] ?? 0;
  out.destStart = starts[source + 1] ?? 0;
  out.destEnd = stop;
  return (
    isAddress(bytes, out.sourceStart, out.sourceEnd) &&
    isAddress(bytes, out.destStart, out.destEnd) &&
    out.addVerdict(bytes, starts[ACTION] ?? 0, ends[ACTION] ?? 0)
  );
}

function isDirection(bytes: Uint8Array): boolean {
  const start = starts[DIRECTION] ?? 0;
  const width = (ends[DIRECTION] ?? 0) - start;
  return (width === 2 && isWordAt(bytes, start, 'in')) || (width === 3 && isWordAt(bytes, start, 'out'));
}

function isLone(bytes: Uint8Array, column: number, code: number): boolean {
  const start = starts[column] ?? 0;
  return (ends[column] ?? 0) === start + 1 && bytes[start] === code;
}

/** `/(` or `/0(`, as pflog.ts looks for it. */
function hasReason(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = untilByte(bytes, SLASH, start, end); at < end; at = untilByte(bytes, SLASH, at + 1, end)) {
    let stop = at + 1;
    while (stop < end && isDigit(bytes[stop])) stop++;
    if (stop < end && bytes[stop] === OPEN) return true;
  }
  return false;
}
