/**
 * In: an event as bytes whose pairs were found. Out: the destination that its sentence names, or "not plain"; as sentence.ts reads it.
 * Plain: a URL or a host of small letters in the first quotes. What the other words mean is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import type { WatchedWindows } from '../keyed/watched-windows.ts';
import { findHostIn, findWordAt, isPlainHost, isWordAt, span } from '../shared/bytes.ts';

const DQUOTE = 34;
const APOSTROPHE = 39;
const UPPER_A = 65;
const UPPER_Z = 90;
const BACKSLASH = 92;
const WEB = ['Event::Endpoint::WebFiltering', 'Event::Endpoint::WebControl'] as const;
/** Parts of the words that say what became of a request: a target with one of them needs a closer look. */
const JUDGING = ['block', 'bypass', 'proceed', 'allow', 'warn'] as const;

/** @param type, name which of the watched paths hold them */
export function settleSentence(
  bytes: Uint8Array,
  out: LineWindows,
  watched: WatchedWindows,
  type: number,
  name: number,
): boolean {
  if (!watched.has(bytes, type) || !watched.isPlain(bytes, type)) return false;
  const kind = watched.from(type);
  // Others are passed over whatever they say.
  if (!WEB.some((word) => isWordAt(bytes, kind, word))) return true;
  const start = watched.from(name);
  const end = watched.to(name);
  const open = quoteFrom(bytes, start, end);
  const target = open + 1;
  const stop = quoteFrom(bytes, target, end);
  if (stop >= end || stop === target) return false;
  // In an object a double quote stands behind a backslash.
  const targetEnd = bytes[stop] === DQUOTE ? stop - 1 : stop;
  for (let at = target; at < targetEnd; at++) {
    const code = bytes[at] ?? 0;
    if (code === BACKSLASH || (code >= UPPER_A && code <= UPPER_Z)) return false;
  }
  if (JUDGING.some((word) => findWordAt(bytes, word, target, targetEnd) >= 0)) return false;
  if (!isEscapedAsKnown(bytes, start, end) || !findHostIn(bytes, target, targetEnd)) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  if (!isPlainHost(bytes, span.start, span.end)) return false;
  return out.addVerdict(bytes, start, open) && out.addVerdict(bytes, stop, end);
}

/** First quote of either kind; `end` where none stands. */
function quoteFrom(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== DQUOTE && bytes[at] !== APOSTROPHE) at++;
  return at;
}

/** Nothing is escaped but quotes: escapes may stand for others. */
function isEscapedAsKnown(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at] === BACKSLASH && bytes[at + 1] !== DQUOTE) return false;
  }
  return true;
}
