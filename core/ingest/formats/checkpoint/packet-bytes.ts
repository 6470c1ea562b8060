/**
 * In: the summary of dropped packets of a record that names no client, as bytes: ` <10.1.2.3,53812,192.0.2.10,443,6;eth0> <…>`. Out: the ends of
 * its first packet and how many it has of that kind, as readDroppedPacket reads the same text, or "not plain".
 */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { bytesOf, isSameBytes, untilByte, untilNoDigit } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const COMMA = 44;
const DOT = 46;
const COLON = 58;
const SEMICOLON = 59;
const LESS = 60;
const GREATER = 62;
const LONGEST_PORT = 5;
const PACKETS = bytesOf('packets');

/** Where the ends of the packet at hand stand. */
const packet = { source: 0, sourceEnd: 0, destination: 0, destinationEnd: 0 };

export function takeDroppedPackets(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let count = 0;
  for (let at = untilByte(bytes, LESS, start, end); at < end; ) {
    const behind = packetEnd(bytes, at + 1, end);
    if (behind > 0) {
      if (count === 0 && !takeEnds(bytes, out)) return false;
      if (isOfFirst(bytes, out)) count++;
    }
    at = untilByte(bytes, LESS, behind > 0 ? behind : at + 1, end);
  }
  if (count === 0) return true;
  out.count = count;
  return out.addVerdict(PACKETS, 0, PACKETS.length);
}

/** A host that the record names goes before the packet's address. */
function takeEnds(bytes: Uint8Array, out: LineWindows): boolean {
  if (out.destEnd > 0) return false;
  out.sourceStart = packet.source;
  out.sourceEnd = packet.sourceEnd;
  out.destStart = packet.destination;
  out.destEnd = packet.destinationEnd;
  return isAddress(bytes, out.sourceStart, out.sourceEnd) && isAddress(bytes, out.destStart, out.destEnd);
}

function isOfFirst(bytes: Uint8Array, out: LineWindows): boolean {
  const { source, sourceEnd, destination, destinationEnd } = packet;
  return (
    isSameBytes(bytes, out.sourceStart, out.sourceEnd, source, sourceEnd) &&
    isSameBytes(bytes, out.destStart, out.destEnd, destination, destinationEnd)
  );
}

/** Behind `A,port,B,port,protocol` and what ends it; -1 when something else stands there. */
function packetEnd(bytes: Uint8Array, start: number, end: number): number {
  const sourceEnd = addressEnd(bytes, start, end);
  const port = sourceEnd + 1;
  const portEnd = untilNoDigit(bytes, port, end);
  const destination = portEnd + 1;
  const destinationEnd = addressEnd(bytes, destination, end);
  const service = destinationEnd + 1;
  const serviceEnd = untilNoDigit(bytes, service, end);
  const protocol = serviceEnd + 1;
  const stop = untilNoDigit(bytes, protocol, end);
  const isParted =
    bytes[sourceEnd] === COMMA &&
    bytes[portEnd] === COMMA &&
    bytes[destinationEnd] === COMMA &&
    bytes[serviceEnd] === COMMA &&
    (bytes[stop] === SEMICOLON || bytes[stop] === GREATER);
  const isFilled = sourceEnd > start && portEnd > port && destinationEnd > destination && stop > protocol;
  const width = serviceEnd - service;
  if (!isParted || !isFilled || stop >= end || width < 1 || width > LONGEST_PORT) return -1;
  packet.source = start;
  packet.sourceEnd = sourceEnd;
  packet.destination = destination;
  packet.destinationEnd = destinationEnd;
  return stop + 1;
}

/** Behind digits, letters of hex digits in either case, points and colons. */
function addressEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const code = bytes[at] ?? 0;
    const letter = code | 32;
    const isHex = isDigit(code) || (code >= 65 && letter >= 97 && letter <= 102);
    if (!isHex && code !== DOT && code !== COLON) break;
  }
  return at;
}
