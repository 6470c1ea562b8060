/**
 * In: a record of Log Exporter as bytes, which it sends as the data of an RFC 5424 header: `[action:"Accept"; …; src:"10.1.2.3"]`. Out: its
 * figures and where its names stand, or "not plain".
 * Plain: one bracket, pairs in quotes, no escapes where they matter, and a key that only Check Point's records have.
 */
import type { LineParser } from '../api.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { CHECKPOINT_SPEC } from './fields.ts';

const SPACE = 32;
const DQUOTE = 34;
const COLON = 58;
const SEMICOLON = 59;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;

/** How far into a record the keys that tell the product are looked for. */
const MARK_LOOK = 1500;

const marks = new ByteKeys(
  ['loguid', 'originsicname', 'origin_sic_name', '__policy_id_tag', 'ifdir'].map((name) => [name, 1]),
  false,
);
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

export function createCheckpointBytes(): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec: CHECKPOINT_SPEC, judged: [] });
  return (bytes, start, end, out) => {
    if (bytes[start] !== OPEN || bytes[end - 1] !== CLOSE) return false;
    windows.begin(out);
    let count = 0;
    let isMarked = false;
    let at = start + 1;
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
