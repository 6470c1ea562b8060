/**
 * In: a packet that RouterOS logged, as bytes: `firewall,info PREFIX forward: in:bridge out:ether1, … proto TCP (SYN), A:P->B:P, len 52`. Out:
 * where its ends stand, or "not plain".
 * Plain: IPv4 addresses. What the words in front come to is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { clearWindows, findWordAt, ipv4EndOf, mayBeHeader } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const COMMA = 44;
const COLON = 58;
/** As in parse.ts and in the claim. */
const LOOK = 200;
const PROTOCOL_LOOK = 300;

export function readMikrotikBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (mayBeHeader(bytes, start)) return false;
  const packet = findWordAt(bytes, ': in:', start, Math.min(end, start + LOOK));
  if (packet < 0 || findWordAt(bytes, ' out:', packet, Math.min(end, packet + LOOK)) < 0) return false;
  const protocol = findWordAt(bytes, ' proto ', packet, Math.min(end, packet + PROTOCOL_LOOK));
  // Another one in front of it, without the blank.
  if (protocol < 0 || findWordAt(bytes, 'proto ', packet, end) !== protocol + 1) return false;
  const arrow = findWordAt(bytes, '->', protocol, end);
  if (arrow < 0) return false;
  let from = arrow;
  while (from > protocol && bytes[from - 1] !== SPACE) from--;
  const to = arrow + 2;
  clearWindows(out);
  out.sourceStart = from;
  out.sourceEnd = ipv4EndOf(bytes, from, arrow);
  out.destStart = to;
  out.destEnd = ipv4EndOf(bytes, to, end);
  if (out.sourceEnd < 0 || out.destEnd < 0 || behindPort(bytes, out.sourceEnd, arrow) !== arrow) return false;
  const stop = behindPort(bytes, out.destEnd, end);
  if (stop < end && bytes[stop] !== COMMA && bytes[stop] !== SPACE) return false;
  return out.addVerdict(bytes, start, packet);
}

function behindPort(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || bytes[start] !== COLON) return start;
  let at = start + 1;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}
