/**
 * In: a line of Log Exporter as bytes, from its `<PRI>1` on: `… - [action:"Accept"; …; src:"10.1.2.3"]`. Out: its figures and where its
 * names stand, or "not plain".
 * Plain: one bracket, pairs in quotes, no escapes where they matter, and a key that only Check Point's records have.
 */
import type { LineParser } from '../api.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { behindPri, untilByte } from '../shared/bytes.ts';
import { CHECKPOINT_SPEC } from './fields.ts';

const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const ONE = 49;
const COLON = 58;
const SEMICOLON = 59;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;

/** How far into a line its bracket is looked for, and how far the keys that tell the product. */
const RECORD_LOOK = 200;
const MARK_LOOK = 1500;

const marks = new ByteKeys(
  ['loguid', 'originsicname', 'origin_sic_name', '__policy_id_tag', 'ifdir'].map((name) => [name, 1]),
  false,
);
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

export function createCheckpointBytes(): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec: CHECKPOINT_SPEC, judged: [] });
  return (bytes, start, end, out) => {
    const open = recordAt(bytes, start, end);
    if (open < 0 || bytes[end - 1] !== CLOSE) return false;
    windows.begin(out);
    let count = 0;
    let isMarked = false;
    let at = open + 1;
    while (at < end - 1) {
      const key = at;
      while (at < end && KEY_BYTES[bytes[at] ?? 0] === 1) at++;
      const keyEnd = at;
      while (at < end && bytes[at] === COLON) at++;
      if (keyEnd === key || at === keyEnd || bytes[at] !== DQUOTE) return false;
      const from = ++at;
      let isEscaped = false;
      for (; at < end && bytes[at] !== DQUOTE; at++) {
        if (bytes[at] !== BACKSLASH) continue;
        isEscaped = true;
        at++;
      }
      if (at >= end || (isEscaped && windows.isExact(bytes, key, keyEnd))) return false;
      if (!isMarked && keyEnd <= start + MARK_LOOK && marks.find(bytes, key, keyEnd) > 0) isMarked = true;
      if (!windows.take(bytes, key, keyEnd, from, at, out)) return false;
      count++;
      at++;
      if (at === end - 1) break;
      if (bytes[at] !== SEMICOLON || bytes[at + 1] !== SPACE) return false;
      at += 2;
    }
    return at === end - 1 && count > 1 && isMarked && windows.finish(bytes, out);
  };
}

/** The bracket behind ` - ` of an RFC 5424 header; -1 when there is none. */
function recordAt(bytes: Uint8Array, start: number, end: number): number {
  const version = behindPri(bytes, start, end);
  if (version === start || bytes[version] !== ONE || bytes[version + 1] !== SPACE) return -1;
  const limit = Math.min(end, start + RECORD_LOOK);
  const open = untilByte(bytes, OPEN, version, limit);
  const isBehindNil = bytes[open - 1] === SPACE && bytes[open - 2] === DASH && bytes[open - 3] === SPACE;
  return open < limit && isBehindNil ? open : -1;
}
