/**
 * In: a line of the activity log as bytes, behind its syslog header. Out: its figures and where its names stand, or "not plain".
 * Plain: as PairWindows has it. What the word in front of the columns means is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { tableOf } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { findWordAt, isWordAt, monthAt, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const LESS = 60;
const EQUALS = 61;
const PIPE = 124;
/** As the format's claim has it. */
const NAMED = 'type=';
const PROTOCOL = '|proto=';
const PROTOCOL_LOOK = 60;

export interface ActivityWords {
  /** Names of the columns in their order, for lines that do not name them. */
  readonly columns: readonly string[];
  /** What the columns begin with. */
  readonly types: readonly string[];
  /** How far into a line they are looked for. */
  readonly look: number;
  readonly capacity: number;
}

/** Reads plain lines of these fields from bytes. */
export function createActivityBytes(
  spec: FieldSpec,
  words: ActivityWords,
): (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean {
  const windows = new PairWindows({ spec, judged: [] });
  const table = tableOf(spec);
  const entries = words.columns.map((name) => table.find(name, 0, name.length));
  const fields = new ByteColumns(words.capacity);

  const take = (bytes: Uint8Array, column: number, out: LineWindows): boolean => {
    const [from, to] = [fields.from(column), fields.to(column)];
    const equals = untilByte(bytes, EQUALS, from, to);
    if (equals < to) return windows.take(bytes, from, equals, equals + 1, to, out);
    const entry = entries[column] ?? -1;
    return entry < 0 || windows.takeEntry(entry, bytes, from, to, out);
  };

  return (bytes, start, end, out) => {
    // A header in front has the time, and is taken off first; a digit begins a time of the line's own.
    if (bytes[start] === LESS || isDigit(bytes[start]) || monthAt(bytes, start) > 0) return false;
    const bar = untilByte(bytes, PIPE, start, Math.min(end, start + words.look));
    if (bytes[bar] !== PIPE || bar - start >= words.look) return false;
    let at = bar;
    while (at > start && bytes[at - 1] !== SPACE) at--;
    if (!words.types.some((type) => isWordAt(bytes, at, type))) return false;
    // Without it the format does not claim a line of named columns.
    if (isWordAt(bytes, at, NAMED) && findWordAt(bytes, PROTOCOL, at, Math.min(end, at + PROTOCOL_LOOK)) < 0)
      return false;
    if (!fields.splitCsv(bytes, at, end, PIPE)) return false;
    windows.begin(out);
    let verb = Math.max(start, at - 1);
    while (verb > start && bytes[verb - 1] !== SPACE) verb--;
    if (!out.addVerdict(bytes, verb, at)) return false;
    for (let column = 0; column < fields.count; column++) if (!take(bytes, column, out)) return false;
    return windows.isFilled('sourceIp') && windows.isFilled('destinationIp') && windows.finish(bytes, out);
  };
}
