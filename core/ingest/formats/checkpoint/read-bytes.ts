/**
 * In: a record of Check Point's as bytes: `[action:"Accept"; …; src:"10.1.2.3"]` as Log Exporter sends it in the data of an RFC 5424 header,
 * `[Fields@1.3.6.1.4.1.2620 Action="accept" …]` as gateways do, or `time=…|action=…|src=…`. Out: its figures and where its names stand, or
 * "not plain".
 * Plain: one bracket and pairs in quotes, or none of either; no escapes where they matter; and keys that make the claim certain.
 */
import type { LineParser, LineWindows } from '../api.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { isWordAt, untilByte, untilSpaces } from '../shared/bytes.ts';
import { untilEither, wordsOf } from '../shared/word-scan.ts';
import { CHECKPOINT_SPEC } from './fields.ts';
import { takeDroppedPackets } from './packet-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;
const AT = 64;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const PIPE = 124;

/** How far into a record the keys that tell the product are looked for. */
const MARK_LOOK = 1500;
const FIRST_BAR = 200;
/** A word in front of the bracket (`syslog`, `Log `) is short, and so is the name of the data. */
const LONGEST_WORD = 16;
const LONGEST_NAME = 32;
const ENTERPRISE = '2620';

const ACTION = 2;
const PRODUCT = 4;
/** What the claim looks for: one of the keys that only these records have, or both of two common ones. */
const marks = new ByteKeys(
  [
    ...['loguid', 'originsicname', 'origin_sic_name', '__policy_id_tag', 'ifdir', 'i/f_name'].map(
      (name) => [name, ACTION | PRODUCT] as const,
    ),
    ['action', ACTION],
    ['product', PRODUCT],
  ],
  false,
);
const CERTAIN = ACTION | PRODUCT;
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

export function createCheckpointBytes(): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec: CHECKPOINT_SPEC, judged: ['product'], noted: ['packets'] });
  return (bytes, start, end, out) => {
    const bracket = behindLetters(bytes, start, Math.min(end, start + LONGEST_WORD));
    windows.begin(out);
    if (bytes[bracket] !== OPEN || bracket >= end) return readBars(bytes, start, end, windows, out);
    if (bytes[end - 1] !== CLOSE) return false;
    const name = untilByte(bytes, SPACE, bracket, end);
    const isNamed = name - bracket < LONGEST_NAME && isWordAt(bytes, name - ENTERPRISE.length, ENTERPRISE);
    if (isNamed && untilByte(bytes, AT, bracket, name) < name) {
      return readQuoted(bytes, name + 1, end - 1, EQUALS, windows, out) >= 0 && finish(bytes, windows, out);
    }
    const found = readQuoted(bytes, bracket + 1, end - 1, COLON, windows, out);
    return found >= 0 && (found & CERTAIN) === CERTAIN && finish(bytes, windows, out);
  };
}

function finish(bytes: Uint8Array, windows: PairWindows, out: LineWindows): boolean {
  if (!windows.finish(bytes, out)) return false;
  const { noted } = windows;
  // Ends that a record does not name itself may stand in a summary of packets.
  return out.sourceEnd > 0 || takeDroppedPackets(bytes, noted.from(0), noted.to(0), out);
}

/** Behind a word and the blank that may follow it. */
function behindLetters(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((bytes[at] ?? 0) | 32) >= 97 && ((bytes[at] ?? 0) | 32) <= 122) at++;
  return at > start && at < end && bytes[at] === SPACE ? at + 1 : at;
}

/**
 * `key:"value"; key:"value"` (some keys are followed by two colons) or `key="value" key="value"`.
 * @returns the marks found, -1 when something else stands there
 */
function readQuoted(
  bytes: Uint8Array,
  start: number,
  end: number,
  mark: number,
  windows: PairWindows,
  out: LineWindows,
): number {
  const words = wordsOf(bytes);
  const { order } = windows;
  order.begin();
  let found = 0;
  let count = 0;
  let at = start;
  while (at < end) {
    const key = at;
    const length = order.match(words, key, end);
    const from = length > 0 ? key + length : valueStart(bytes, key, end, mark);
    // A key that another kind of record has is none here.
    if (from < 0 || bytes[from - 2] !== mark) return -1;
    let keyEnd = from - 1;
    while (bytes[keyEnd - 1] === mark) keyEnd--;
    if (length === 0) order.note(words, key, from, windows.keyOf(bytes, key, keyEnd));
    at = untilEither(words, DQUOTE, BACKSLASH, from, end);
    const isEscaped = at < end && bytes[at] === BACKSLASH;
    while (at < end && bytes[at] === BACKSLASH) at = untilEither(words, DQUOTE, BACKSLASH, at + 2, end);
    if (at >= end || (isEscaped && windows.isExact(bytes, key, keyEnd))) return -1;
    if (found !== CERTAIN && from <= start + MARK_LOOK) found |= marks.find(bytes, key, keyEnd);
    if (!windows.takeKey(order.number, bytes, from, at, out)) return -1;
    count++;
    at++;
    if (mark === COLON && at < end) {
      if (bytes[at] !== SEMICOLON) return -1;
      at++;
    }
    if (at < end && bytes[at] !== SPACE) return -1;
    at = untilSpaces(bytes, at, end);
  }
  return count > 1 ? found : -1;
}

/** Behind the key at `start`, its marks and a quote; -1 when something else stands there. */
function valueStart(bytes: Uint8Array, start: number, end: number, mark: number): number {
  let at = start;
  while (at < end && KEY_BYTES[bytes[at] ?? 0] === 1) at++;
  const keyEnd = at;
  while (at < end && bytes[at] === mark) at++;
  return keyEnd > start && at > keyEnd && at < end && bytes[at] === DQUOTE ? at + 1 : -1;
}

/** `key=value|key=value`: the product's own keys among them. */
function readBars(bytes: Uint8Array, start: number, end: number, windows: PairWindows, out: LineWindows): boolean {
  const first = bytes[start] ?? 0;
  if (first < 97 || first > 122) return false;
  let found = 0;
  let count = 0;
  for (let at = start; at < end; ) {
    const key = untilSpaces(bytes, at, end);
    const stop = untilByte(bytes, PIPE, key, end);
    const equals = untilByte(bytes, EQUALS, key, stop);
    if (equals >= stop) return false;
    for (let code = key; code < stop; code++) {
      if (bytes[code] === OPEN || bytes[code] === DQUOTE || bytes[code] === BACKSLASH) return false;
    }
    if (count === 0) {
      // The claim looks for the first bar no further.
      if (stop >= start + FIRST_BAR) return false;
      for (let code = key; code < equals; code++) if (KEY_BYTES[bytes[code] ?? 0] !== 1) return false;
    }
    if (equals <= start + MARK_LOOK) found = Math.max(found, marks.find(bytes, key, equals));
    if (!windows.take(bytes, key, equals, equals + 1, stop, out)) return false;
    count++;
    at = stop + 1;
  }
  // The common keys are no marks here.
  return count > 1 && found === CERTAIN && finish(bytes, windows, out);
}
