/**
 * In: a line of dnsmasq's or Pi-hole's as bytes, behind a syslog header. Out: its figures and where its names stand, or "not plain".
 * Plain: `[dnsmasq[1]: ][17 A/port ]query[A] name from A`, with a name in small letters; and where the name was looked up and what came of it.
 */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { bytesOf, clearWindows, findWordAt, isWordAt, uintOf, untilByte, untilSpaces } from '../shared/bytes.ts';
import { takeClient, takeName } from '../shared/dns-bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const SLASH = 47;
const CLOSE = 93;
const DAEMON = 'dnsmasq';
const QUERY = 'query[';
const FROM = ' from ';
/** As in format.ts. */
const TAG_LOOK = 40;
const KIND_LOOK = 30;
/** What follows a query and names no client. */
const ANSWERS = ['forwarded ', 'reply ', 'cached ', 'cached-stale ', 'gravity blocked ', 'config '] as const;
const ANSWER = bytesOf('answer');

export function readDnsmasqBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = start;
  if (isWordAt(bytes, at, DAEMON)) {
    const colon = findWordAt(bytes, ': ', at, Math.min(end, at + TAG_LOOK));
    if (colon < 0) return false;
    at = colon + 2;
  }
  clearWindows(out);
  if (isDigit(bytes[at])) at = behindExtra(bytes, at, end);
  if (at < 0) return false;
  if (isWordAt(bytes, at, QUERY)) return readQuery(bytes, at, end, out);
  const answer = ANSWERS.find((word) => isWordAt(bytes, at, word));
  if (answer === undefined) return false;
  const name = at + answer.length;
  const stop = untilByte(bytes, SPACE, name, end);
  return takeName(bytes, name, stop, out) && out.addVerdict(ANSWER, 0, ANSWER.length);
}

/** Behind a serial number and `client/port`, which stand in the words that follow too; -1 for anything else. */
function behindExtra(bytes: Uint8Array, start: number, end: number): number {
  const client = untilSpaces(bytes, untilByte(bytes, SPACE, start, end), end);
  const slash = untilByte(bytes, SLASH, client, end);
  const stop = untilByte(bytes, SPACE, slash, end);
  const isPlain = uintOf(bytes, start, client - 1) >= 0 && isAddress(bytes, client, slash);
  return isPlain && uintOf(bytes, slash + 1, stop) >= 0 ? stop + 1 : -1;
}

function readQuery(bytes: Uint8Array, at: number, end: number, out: LineWindows): boolean {
  const close = untilByte(bytes, CLOSE, at, Math.min(end, at + KIND_LOOK));
  if (bytes[close] !== CLOSE || bytes[close + 1] !== SPACE || close + 2 > at + KIND_LOOK) return false;
  const name = close + 2;
  const stop = untilByte(bytes, SPACE, name, end);
  if (!isWordAt(bytes, stop, FROM)) return false;
  const client = stop + FROM.length;
  // The reader of text leaves a dot at the end to the name.
  return (
    takeName(bytes, name, stop, out) &&
    out.destEnd === stop &&
    takeClient(bytes, client, untilByte(bytes, SPACE, client, end), out)
  );
}
