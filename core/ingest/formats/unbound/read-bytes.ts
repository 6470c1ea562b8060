/**
 * In: a query or a reply of Unbound's as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: `[1735689600] unbound[1:0] info: A name. A IN`, or what stands from `[1:0]` on behind a syslog header, with a name in small letters.
 */
import type { LineWindows } from '../api.ts';
import { bytesOf, clearWindows, findWordAt, isWordAt, uintOf, untilByte, untilSpaces } from '../shared/bytes.ts';
import { takeClient, takeName } from '../shared/dns-bytes.ts';

const SPACE = 32;
const OPEN = 91;
const CLOSE = 93;
const INFO = '] info: ';
const QUERY = '] query: ';
const REPLY = '] reply: ';
const PROCESS = '] unbound[';
const SECONDS = 10;
/** As in format.ts: of these words the one for information counts first, wherever it stands. */
const LOOK = 120;
const ANSWER = bytesOf('answer');

export function readUnboundBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (bytes[start] !== OPEN) return false;
  clearWindows(out);
  let close = untilByte(bytes, CLOSE, start, Math.min(end, start + LOOK / 2));
  if (isWordAt(bytes, close, PROCESS)) {
    const seconds = close === start + 1 + SECONDS ? uintOf(bytes, start + 1, close) : -1;
    if (seconds < 0) return false;
    out.timeMs = seconds * 1000;
    close = untilByte(bytes, CLOSE, close + PROCESS.length, Math.min(end, start + LOOK / 2));
  } else if (close > start + SECONDS - 2 && uintOf(bytes, start + 1, start + SECONDS) >= 0) return false;
  if (isWordAt(bytes, close, INFO)) return readAsked(bytes, close + INFO.length, end, out);
  const isReply = isWordAt(bytes, close, REPLY);
  if (!isReply && !isWordAt(bytes, close, QUERY)) return false;
  const limit = Math.min(end, start + LOOK);
  if (findWordAt(bytes, INFO, close, limit) >= 0 || (isReply && findWordAt(bytes, QUERY, close, limit) >= 0))
    return false;
  if (!readAsked(bytes, close + QUERY.length, end, out)) return false;
  return !isReply || out.addVerdict(ANSWER, 0, ANSWER.length);
}

function readAsked(bytes: Uint8Array, from: number, end: number, out: LineWindows): boolean {
  const clientEnd = untilByte(bytes, SPACE, from, end);
  if (!takeClient(bytes, from, clientEnd, out)) return false;
  const name = untilSpaces(bytes, clientEnd, end);
  const nameEnd = untilByte(bytes, SPACE, name, end);
  return nameEnd < end && takeName(bytes, name, nameEnd, out);
}
