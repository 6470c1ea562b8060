/**
 * In: lines that tell of visits to servers of one's own, or of no traffic at all, as bytes. Out: the verdict that all of them share. Such a line
 * is counted as skipped, so that all that must be plain of it is that it is one, and of a visit its time.
 */
import type { LineWindows } from '../api.ts';
import { bytesOf, isWordAt } from './bytes.ts';

const SPACE = 32;
const SLASH = 47;
const SHORTEST_METHOD = 3;
const LONGEST_METHOD = 20;
const VISIT = bytesOf('visit');
const PASSED = bytesOf('passed');
/** What is passed over needs some plausible time, and no other. */
const ANY_TIME = Date.UTC(2020, 0, 1);

/** End of a method in capitals with a blank behind it, -1 for anything else. */
export function methodEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] ?? 0) >= 65 && (bytes[at] ?? 0) <= 90) at++;
  const width = at - start;
  return width < SHORTEST_METHOD || width > LONGEST_METHOD || bytes[at] !== SPACE ? -1 : at;
}

/** `GET /path …`: a request that names no server, as nobody sends it to a proxy. */
export function isVisitRequest(bytes: Uint8Array, start: number, end: number): boolean {
  const method = methodEnd(bytes, start, end);
  return method > 0 && method + 1 < end && bytes[method + 1] === SLASH && !isWordAt(bytes, start, 'CONNECT ');
}

/** Says that the line is a visit; its time stays as it is. @returns true */
export function takeVisit(out: LineWindows): boolean {
  out.beginVerdict();
  return out.addVerdict(VISIT, 0, VISIT.length);
}

/** Says that the line is no traffic, and that the reader of text passes over all that this is said of. @returns true */
export function takePassed(out: LineWindows): boolean {
  if (Number.isNaN(out.timeMs)) out.timeMs = ANY_TIME;
  out.beginVerdict();
  return out.addVerdict(PASSED, 0, PASSED.length);
}
