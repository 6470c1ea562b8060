/**
 * In: a Junos security event as bytes: `RT_FLOW_SESSION_CLOSE [junos@2636… source-address="…" …]`. Out: its figures and where its names
 * stand, or "not plain".
 * Plain: one name in front of one bracket, or none of both, every value in quotes (see scan-pairs.ts), a client's address. What name and action come to is
 * learned from lines read as text.
 */
import type { LineParser, LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { marksOf, type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { isWordAt } from '../shared/bytes.ts';
import { isNameCode, NAME_LOOK, NAME_PREFIXES, SHORTEST_NAME } from './name.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const OPEN = 91;
const CLOSE = 93;
const UNDERSCORE = 95;
const DATA = ' [junos@';

const SCAN: PairScan = { separator: SPACE, marks: [], isQuoted: true };
const BARE_SCAN: PairScan = {
  separator: SPACE,
  marks: marksOf([' source-address="', ' destination-address="']),
  isQuoted: true,
};
/** How far the claim looks for the client. */
const ENDS_LOOK = 900;
/** An alert is told by them. */
const JUDGED = ['attack-name', 'threat-severity'] as const;
/** A client without a source makes no transaction. */
const UNPLAIN = ['client-ip'] as const;

export function createStructuredBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: JUDGED, unplain: UNPLAIN });
  return (bytes, start, end, out) => {
    if (bytes[end - 1] === DQUOTE) return readBare(bytes, start, end, windows, out);
    if (bytes[end - 1] !== CLOSE || bytes[end - 2] !== DQUOTE) return false;
    const name = nameEnd(bytes, start, Math.min(end, start + NAME_LOOK - DATA.length));
    if (name < 0 || !isWordAt(bytes, name, DATA)) return false;
    const pairs = behindId(bytes, name + DATA.length, end);
    if (pairs < 0) return false;
    windows.begin(out);
    return (
      out.addVerdict(bytes, start, name) &&
      scanPairs(bytes, pairs, end - 1, end, SCAN, windows, out) &&
      windows.finish(bytes, out) &&
      out.sourceEnd > 0
    );
  };
}

/** Pairs alone, as some relays hand them on: who reads them is told by the addresses among them, and by no name in front. */
function readBare(bytes: Uint8Array, start: number, end: number, windows: PairWindows, out: LineWindows): boolean {
  const first = bytes[start] ?? 0;
  const limit = Math.min(end, start + NAME_LOOK);
  if (first < 97 || first > 122 || mayHoldName(bytes, start, limit)) return false;
  windows.begin(out);
  return (
    out.addVerdict(bytes, start, start) &&
    scanPairs(bytes, start, end, start + ENDS_LOOK, BARE_SCAN, windows, out) &&
    windows.finish(bytes, out) &&
    out.sourceEnd > 0
  );
}

/** An underscore behind a capital letter, or what begins structured data, needs a closer look. */
function mayHoldName(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const before = bytes[at - 1] ?? 0;
    if (bytes[at] === OPEN || (bytes[at] === UNDERSCORE && at > start && before >= 65 && before <= 90)) return true;
  }
  return false;
}

/** Where the event's name ends; -1 when the line does not begin with one. */
function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isNameCode(bytes[at] ?? 0)) at++;
  if (at - start < SHORTEST_NAME) return -1;
  for (const prefix of NAME_PREFIXES) if (isWordAt(bytes, start, prefix)) return at;
  return -1;
}

/** Behind the number of the product and a space. */
function behindId(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = bytes[at];
    if (code === SPACE) return at + 1;
    if (code === COMMA || code === EQUALS) return -1;
  }
  return -1;
}
