/**
 * In: what a Junos firewall says as text of an attack, of a file and of a virus, in bytes: `IDP_ATTACK_LOG_EVENT: IDP: … Attack log <A/P->B/P> for … attack:
 * repeat=0, action=DROP, …`, `CONTENT_FILTERING_BLOCKED_MT: … from A(P) to B(P) a.exe is blocked`, `AV_VIRUS_DETECTED_MT: … from A:P to B:P …`.
 * Out: where the names stand, or "not plain".
 * Plain: the event's name first. What an attack's action comes to is learned from lines read as text.
 */
import { ACTION_BLOCKED, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { bytesOf, clearWindows, findWordAt, ipv4EndOf, isWordAt, uintOf, untilByte } from '../shared/bytes.ts';
import { takePassed } from '../shared/visit-bytes.ts';
import { NAME_LOOK } from './name.ts';
import { WEB_SPEC } from './plain.ts';
import { ARROW_LOOK, addressEnd, behindName, END, hasOddBytes } from './plain-bytes.ts';

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const ATTACK = 'attack: ';
const ATTACK_VERDICT = bytesOf(ATTACK);
const FROM = 'from ';
const TO = ' to ';
/** What tells a line of another kind, whatever else it holds. */
const OTHERS = ['source-address="', ': FW: '] as const;
const CONTENT = ['CONTENT_FILTERING_', 'AV_VIRUS_DETECTED'] as const;
const SCAN: PairScan = { separator: COMMA, marks: [] };

const windows = new PairWindows({ spec: WEB_SPEC, judged: [] });

export function readAttackBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const at = behindName(bytes, start, Math.min(end, start + NAME_LOOK));
  const arrow = at === start ? -1 : findWordAt(bytes, '->', start, Math.min(end, start + ARROW_LOOK));
  if (arrow < 0) return false;
  let from = arrow;
  while (from > at && arrow - from < END && (bytes[from - 1] ?? 0) > SPACE) from--;
  const stop = untilByte(bytes, SPACE, arrow, Math.min(end, arrow + END));
  if (bytes[from] !== LESS || bytes[stop - 1] !== GREATER || bytes[stop] !== SPACE || stop >= end) return false;
  if (findWordAt(bytes, 'session ', start, from) >= 0 || isOther(bytes, start, end)) return false;
  const sourceEnd = addressEnd(bytes, from + 1, arrow);
  const destinationEnd = addressEnd(bytes, arrow + 2, stop - 1);
  const attack = findWordAt(bytes, ATTACK, stop, end);
  // Pairs may begin in front of it as well.
  if (sourceEnd < 0 || destinationEnd < 0 || attack < 0 || untilByte(bytes, EQUALS, stop, attack) < attack)
    return false;
  windows.begin(out);
  const isRead = scanPairs(bytes, attack + ATTACK.length, end, end, SCAN, windows, out) && windows.finish(bytes, out);
  if (!isRead || windows.isFilled('url')) return false;
  out.sourceStart = from + 1;
  out.sourceEnd = sourceEnd;
  out.destStart = arrow + 2;
  out.destEnd = destinationEnd;
  return out.addVerdict(ATTACK_VERDICT, 0, ATTACK_VERDICT.length);
}

export function readContentBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (!CONTENT.some((word) => isWordAt(bytes, start, word))) return false;
  const from = findWordAt(bytes, FROM, start, end);
  const source = from + FROM.length;
  const stop = from < 0 ? end : untilByte(bytes, SPACE, source, end);
  const target = stop + TO.length;
  if (target >= end || !isWordAt(bytes, stop, TO)) return false;
  const isOfEnds = findWordAt(bytes, '->', start, end) >= 0 || findWordAt(bytes, 'source: ', start, end) >= 0;
  if (isOfEnds || isOther(bytes, start, end)) return false;
  clearWindows(out);
  out.sourceStart = source;
  out.sourceEnd = endOfAddress(bytes, source, stop);
  out.destStart = target;
  out.destEnd = endOfAddress(bytes, target, untilByte(bytes, SPACE, target, end));
  if (out.sourceEnd < 0 || out.destEnd < 0) return false;
  const isBlocked =
    findWordAt(bytes, 'Content Filtering', start, from) >= 0 && findWordAt(bytes, 'blocked', target, end) >= 0;
  if (!isBlocked) return takePassed(out);
  out.action = ACTION_BLOCKED;
  return true;
}

function isOther(bytes: Uint8Array, start: number, end: number): boolean {
  return OTHERS.some((word) => findWordAt(bytes, word, start, end) >= 0) || hasOddBytes(bytes, start, end);
}

/** Of `A(P)`, or of `A:P` with an address of IPv4; -1 for anything else. */
function endOfAddress(bytes: Uint8Array, start: number, end: number): number {
  const open = untilByte(bytes, OPEN, start, end);
  if (open < end) {
    const isPort = bytes[end - 1] === CLOSE && uintOf(bytes, open + 1, end - 1) >= 0;
    return isPort && isAddress(bytes, start, open) ? open : -1;
  }
  const quad = ipv4EndOf(bytes, start, end);
  return quad > 0 && bytes[quad] === COLON && uintOf(bytes, quad + 1, end) >= 0 ? quad : -1;
}
