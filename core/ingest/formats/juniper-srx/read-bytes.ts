/**
 * In: a Junos security event as bytes: `RT_FLOW_SESSION_CLOSE [junos@2636… source-address="…" …]`. Out: its figures and where its names
 * stand, or "not plain".
 * Plain: one name in front of one bracket, perhaps with the device's own time and name in front, or none of all that; every value in quotes (see
 * scan-pairs.ts), a client's address. What name and action come to is learned from lines read as text.
 */
import type { LineParser, LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { marksOf, type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { clearWindows, isHostByte, isWordAt, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { takePassed } from '../shared/visit-bytes.ts';
import { isNameCode, NAME_LOOK, NAME_PREFIXES, SHORTEST_NAME } from './name.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const UPPER_T = 84;
const OPEN = 91;
const CLOSE = 93;
const UNDERSCORE = 95;
const DATA = ' [junos@';
/** Between the program and the event. */
const GAP = ' - ';
/** Of `yyyy-MM-dd`. */
const DAY = 10;

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
/** Without one an event is no transaction, whoever else it names. */
const SOURCE = 'source-address';
/** How the names of what a virus scanner says begin: the host is that of the file, and none of them counts unless it says what was done. */
const SCANNER = 'AV_';

export function createStructuredBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: JUDGED, noted: [SOURCE] });
  return (bytes, start, end, out) => {
    if (bytes[end - 1] === DQUOTE) return readBare(bytes, start, end, windows, out);
    if (bytes[end - 1] !== CLOSE || bytes[end - 2] !== DQUOTE) return false;
    const limit = Math.min(end, start + NAME_LOOK - DATA.length);
    const behind = isDigit(bytes[start]) ? untilByte(bytes, OPEN, start, limit + 2) - 1 : nameEnd(bytes, start, limit);
    const name = behind > start && behind < limit ? nameStart(bytes, start, behind) : -1;
    if (name < 0 || !isWordAt(bytes, behind, DATA)) return false;
    if (name > start && !readStamp(bytes, start, name)) return false;
    const { ms, isLocal } = byteTime;
    const pairs = behindId(bytes, behind + DATA.length, end);
    if (pairs < 0) return false;
    windows.begin(out);
    if (!out.addVerdict(bytes, name, behind) || !scanPairs(bytes, pairs, end - 1, end, SCAN, windows, out))
      return false;
    const isScanner = isWordAt(bytes, name, SCANNER);
    if (isScanner && windows.isFilled('action')) return false;
    if (isScanner || !hasSource(windows)) {
      clearWindows(out);
      return takePassed(out);
    }
    if (!windows.finish(bytes, out) || out.sourceEnd === 0) return false;
    if (name > start && Number.isNaN(out.timeMs)) {
      out.timeMs = ms;
      out.timeIsLocal = isLocal;
    }
    return true;
  };
}

function hasSource({ noted }: PairWindows): boolean {
  return noted.to(0) > noted.from(0);
}

/** The device's own time and name behind a relay's header: `2025-01-01T00:00:00.803Z srx1 RT_FLOW - `. Left in `byteTime`. */
function readStamp(bytes: Uint8Array, start: number, name: number): boolean {
  const stop = untilByte(bytes, SPACE, start, name);
  const host = untilByte(bytes, SPACE, stop + 1, name);
  const program = untilByte(bytes, SPACE, host + 1, name);
  if (bytes[start + DAY] !== UPPER_T || name - program !== GAP.length || !isWordAt(bytes, program, GAP)) return false;
  // Anything else may belong to another header.
  for (let at = host + 1; at < program; at++) if (!isNameCode(bytes[at] ?? 0)) return false;
  for (let at = stop + 1; at < host; at++) if (!isHostByte((bytes[at] ?? 0) | 32)) return false;
  return anyTimeOf(bytes, start, stop);
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
    hasSource(windows) &&
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
  return at > start ? at : -1;
}

/** Where the event's name begins that ends here; -1 when none does. */
function nameStart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isNameCode(bytes[at - 1] ?? 0)) at--;
  if (end - at < SHORTEST_NAME) return -1;
  return NAME_PREFIXES.some((prefix) => isWordAt(bytes, at, prefix)) ? at : -1;
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
