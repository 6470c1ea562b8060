/**
 * In: a sentence of a line in CEF as bytes, in which the destination stands. Out: where, and what else of the sentence decides; or "not plain".
 * As parse.ts and readWebSentence read it.
 */
import type { LineWindows } from '../api.ts';
import { findWordAt, isPlainHost, untilByte } from '../shared/bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const QUOTE = 39;
const DOT = 46;
const BACKSLASH = 92;
/** Words that decide; no host in quotes may hold them. */
const VERDICTS = ['bypassed', 'proceeded', 'allowed', 'warned', 'blocked'] as const;
const REWRITE = ' rewrite ';

/** `'HOST' blocked due to category 'CATEGORY'`: what stands around the host is the verdict. */
export function takeSentence(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let host = start;
  for (; host < end && !isQuote(bytes[host]); host++) if (bytes[host] === BACKSLASH) return false;
  host++;
  let hostEnd = host;
  while (hostEnd < end && !isQuote(bytes[hostEnd])) hostEnd++;
  if (hostEnd >= end || !isPlainHost(bytes, host, hostEnd)) return false;
  if (VERDICTS.some((word) => findWordAt(bytes, word, host, hostEnd) >= 0)) return false;
  for (let at = hostEnd; at < end; at++) if (bytes[at] === BACKSLASH) return false;
  out.destStart = host;
  out.destEnd = hostEnd;
  return out.addVerdict(bytes, start, host) && out.addVerdict(bytes, hostEnd, end);
}

function isQuote(code: number | undefined): boolean {
  return code === DQUOTE || code === QUOTE;
}

/** `rpz QNAME NXDOMAIN rewrite HOST [A] via …` */
export function takePolicyZone(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const rewrite = findWordAt(bytes, REWRITE, start, end);
  if (rewrite < 0) return false;
  const host = rewrite + REWRITE.length;
  const stop = untilByte(bytes, SPACE, host, end);
  out.destStart = host;
  out.destEnd = bytes[stop - 1] === DOT ? stop - 1 : stop;
  return isPlainHost(bytes, out.destStart, out.destEnd);
}
