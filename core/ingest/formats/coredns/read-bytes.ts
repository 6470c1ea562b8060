/**
 * In: a query of CoreDNS's as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: `[time ][INFO] A:port - id "A IN name. udp …"`, with an IPv4 client and a name in small letters.
 */
import type { LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { clearWindows, ipv4EndOf, isWordAt, untilByte, untilNoDigit, untilSpaces } from '../shared/bytes.ts';
import { takeClient, takeName } from '../shared/dns-bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const DQUOTE = 34;
const COLON = 58;
const OPEN = 91;
const LEVEL = '[INFO] ';
const LONGEST_TIME = 36;
const LONGEST_ID = 8;

export function readCorednsBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  clearWindows(out);
  const level = bytes[start] === OPEN ? start : behindTime(bytes, start, end, out);
  if (level < 0 || !isWordAt(bytes, level, LEVEL)) return false;
  const client = level + LEVEL.length;
  const clientEnd = ipv4EndOf(bytes, client, end);
  if (clientEnd < 0 || bytes[clientEnd] !== COLON || !takeClient(bytes, client, clientEnd, out)) return false;
  const port = untilNoDigit(bytes, clientEnd + 1, end);
  if (port === clientEnd + 1 || port > clientEnd + 6 || !isWordAt(bytes, port, ' - ')) return false;
  const id = untilNoDigit(bytes, port + 3, Math.min(end, port + 3 + LONGEST_ID));
  if (bytes[id] !== SPACE || bytes[id + 1] !== DQUOTE) return false;
  const kind = untilByte(bytes, SPACE, id + 1, end);
  const name = untilSpaces(bytes, untilByte(bytes, SPACE, kind + 1, end), end);
  const stop = untilByte(bytes, SPACE, name, end);
  return stop < end && takeName(bytes, name, stop, out);
}

/** Behind a time and a blank, -1 when none stands here. */
function behindTime(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  const stop = untilByte(bytes, SPACE, start, Math.min(end, start + LONGEST_TIME));
  // A number alone is no time in front of a level.
  if (!isDigit(bytes[start]) || untilNoDigit(bytes, start, stop) === stop) return -1;
  if (bytes[stop] !== SPACE || !anyTimeOf(bytes, start, stop)) return -1;
  out.timeMs = byteTime.ms;
  out.timeIsLocal = byteTime.isLocal;
  return stop + 1;
}
