/**
 * In: a line of CloudFront's columns behind tabs, as bytes. Out: that it is a visit to what the organisation publishes, or "not plain".
 * Which words are methods is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { clearWindows, clockOf, dayOf, uintOf } from '../shared/bytes.ts';
import { FEWEST, type Layout, REAL_TIME, STANDARD } from './columns.ts';

const TAB = 9;
const DASH = 45;
const DOT = 46;
const MAX_COLUMNS = 160;
const EPOCH_BYTES = 10;
/** `1735689600.123` */
const STAMP_BYTES = 14;
const CLOCK_BYTES = 8;

const columns = new ByteColumns(MAX_COLUMNS);

export function readCloudFrontBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const mark = bytes[start + EPOCH_BYTES];
  const isDay = bytes[start + 4] === DASH && mark === TAB;
  if ((!isDay && mark !== DOT) || !columns.splitWords(bytes, start, end, TAB) || columns.count < FEWEST) return false;
  const timeMs = isDay ? dayTimeOf(bytes, start) : stampOf(bytes, start);
  const layout = isDay ? STANDARD : REAL_TIME;
  if (timeMs < 0 || !isRequest(bytes, layout)) return false;
  clearWindows(out);
  out.timeMs = timeMs;
  return out.addVerdict(bytes, columns.from(layout.method), columns.to(layout.method));
}

function dayTimeOf(bytes: Uint8Array, start: number): number {
  const day = dayOf(bytes, start);
  const clock = columns.to(1) - columns.from(1) === CLOCK_BYTES ? clockOf(bytes, columns.from(1)) : -1;
  return day < 0 || clock < 0 ? -1 : day + clock;
}

function stampOf(bytes: Uint8Array, start: number): number {
  if (columns.from(0) !== start || columns.to(0) - start !== STAMP_BYTES) return -1;
  const seconds = uintOf(bytes, start, start + EPOCH_BYTES);
  const fraction = uintOf(bytes, start + EPOCH_BYTES + 1, start + STAMP_BYTES);
  return seconds < 0 || fraction < 0 ? -1 : seconds * 1000 + fraction;
}

function isRequest(bytes: Uint8Array, { client, status, bytesToClient }: Layout): boolean {
  return (
    isAddress(bytes, columns.from(client), columns.to(client)) &&
    isNumber(bytes, status) &&
    isNumber(bytes, bytesToClient)
  );
}

function isNumber(bytes: Uint8Array, column: number): boolean {
  return uintOf(bytes, columns.from(column), columns.to(column)) >= 0;
}
