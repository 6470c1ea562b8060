/**
 * In: a message of Symantec Endpoint Protection's manager as bytes, from the client's name on. Out: its figures and where its names stand, or
 * "not plain".
 * Plain: a client's name of letters and digits, both ends as addresses or empty, a name of the other end in small letters. What was done about
 * an attack is learned from lines read as text: which of the sentences that tell it a line holds is part of its verdict.
 */
import type { LineParser, LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { findWordAt, isPlainHost, isWordAt } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import {
  DESCRIPTION,
  INBOUND,
  LOCAL_HOST,
  LOCAL_IP,
  NOTED,
  PASSED_ATTACK,
  REMOTE_IP,
  REMOTE_NAME,
  STOPPED,
} from './words.ts';

const TAB = 9;
const SPACE = 32;
const COMMA = 44;
const COLON = 58;
/** Behind a key. */
const MARK = 2;
const LOCAL = 'Local Host';
/** A client's name; the first is a letter. */
const NAME_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0));

/** What else decides: direction, the sentence, and which ends the line names. Never a line feed. */
const marks = new Uint8Array(5);
const [NO, YES] = [48, 49];

export function createSymantecBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [], noted: NOTED });
  return (bytes, start, end, out) => {
    const device = deviceEnd(bytes, start, end);
    if (device < 0) return false;
    windows.begin(out);
    marks.fill(NO);
    if (!scanParts(bytes, device + 1, end, windows, out) || !windows.finish(bytes, out)) return false;
    addSentence(bytes, windows);
    return settleEnds(bytes, start, device, windows, out) && out.addVerdict(marks, 0, marks.length);
  };
}

/** Where the name ends with which the message begins and a comma follows; -1 for anything else. */
function deviceEnd(bytes: Uint8Array, start: number, end: number): number {
  const first = (bytes[start] ?? 0) | 32;
  if (first < 97 || first > 122) return -1;
  let at = start;
  while (at < end && NAME_BYTES[bytes[at] ?? 0] === 1) at++;
  return at < end && bytes[at] === COMMA ? at : -1;
}

/** @returns whether all parts are plain, and the line names both ends */
function scanParts(bytes: Uint8Array, start: number, end: number, windows: PairWindows, out: LineWindows): boolean {
  const words = wordsOf(bytes);
  const { order } = windows;
  order.begin();
  let hasLocal = false;
  for (let at = start; at < end; ) {
    const stop = untilCode(words, COMMA, at, end);
    hasLocal ||= at + LOCAL.length <= end && isWordAt(bytes, at, LOCAL);
    let from = at;
    while (from < stop && isBlank(bytes[from])) from++;
    let value = from + order.match(words, from, stop);
    if (value === from) {
      const colon = keyEnd(bytes, words, from, stop);
      if (colon > from) {
        value = colon + MARK;
        order.note(words, from, value, windows.keyOf(bytes, from, colon));
      }
    }
    if (value > from) {
      let to = stop;
      while (to > value && isBlank(bytes[to - 1])) to--;
      if (!windows.takeKey(order.number, bytes, value, to, out)) return false;
    } else if (stop - from === INBOUND.length && isWordAt(bytes, from, INBOUND)) marks[0] = YES;
    at = stop + 1;
  }
  return hasLocal && windows.noted.to(REMOTE_IP) > 0;
}

/** Where the first colon stands that a blank follows; -1 where none does. */
function keyEnd(bytes: Uint8Array, words: DataView, from: number, stop: number): number {
  for (let at = untilCode(words, COLON, from, stop); at + MARK <= stop; at = untilCode(words, COLON, at + 1, stop)) {
    if (bytes[at + 1] === SPACE) return at;
  }
  return -1;
}

function isBlank(code: number | undefined): boolean {
  return code === SPACE || code === TAB;
}

/** Which of the sentences stands in the description. */
function addSentence(bytes: Uint8Array, windows: PairWindows): void {
  const from = windows.noted.from(DESCRIPTION);
  const to = windows.noted.to(DESCRIPTION);
  if (to <= from) return;
  if (findWordAt(bytes, PASSED_ATTACK, from, to) >= 0) marks[1] = YES;
  else if (STOPPED.some((words) => findWordAt(bytes, words, from, to) >= 0)) marks[1] = YES + 1;
}

/** The client's end and the other one, by the direction. @returns false when one of them is not plain */
function settleEnds(
  bytes: Uint8Array,
  start: number,
  device: number,
  { noted, isUrlAddress }: PairWindows,
  out: LineWindows,
): boolean {
  const isInbound = marks[0] === YES;
  const local = noted.to(LOCAL_IP) > noted.from(LOCAL_IP) ? LOCAL_IP : LOCAL_HOST;
  const source = isInbound ? REMOTE_IP : local;
  const target = isInbound ? local : REMOTE_IP;
  const name = noted.from(REMOTE_NAME);
  const nameEnd = noted.to(REMOTE_NAME);
  for (const end of [source, target]) {
    const from = noted.from(end);
    const to = noted.to(end);
    if (to > from && !isAddress(bytes, from, to)) return false;
  }
  if (nameEnd > name && !isPlainHost(bytes, name, nameEnd)) return false;
  out.sourceStart = noted.from(source);
  out.sourceEnd = noted.to(source);
  out.deviceStart = isInbound ? name : start;
  out.deviceEnd = isInbound ? nameEnd : device;
  // The other end goes before an address in the URL.
  if (isUrlAddress) out.destEnd = 0;
  if (!isInbound && out.destEnd === 0 && nameEnd > name) {
    out.destStart = name;
    out.destEnd = nameEnd;
  }
  if (out.sourceEnd > out.sourceStart) marks[2] = YES;
  if (out.destEnd > 0) marks[3] = YES;
  if (noted.to(target) > noted.from(target)) marks[4] = YES;
  if (out.destEnd === 0) {
    out.destStart = noted.from(target);
    out.destEnd = noted.to(target);
  }
  return true;
}
