/**
 * In: a line that may be the header row of an export. Out: what its columns hold.
 * Guarantee: a row of values is no header: no column may look like a number, an address or a URL.
 */
import { CsvFields } from '../csv-fields/csv-fields.ts';
import type { FieldTable, Slot } from '../keyed/field-table.ts';
import { CLOCK, normalName } from '../named/vocabulary.ts';

const TAB = 9;
const COMMA = 44;
const SEMICOLON = 59;
const PIPE = 124;

/** More columns than exports have; a header with more is read as far as this. */
export const MAX_COLUMNS = 512;
const FEWEST = 4;
/** A header names itself early: what is none of this within the first characters is values. */
export const NAME_LOOK = 96;
const LONGEST = 32_768;

export interface HeaderPlan {
  readonly separator: number;
  /** Entry of the table per column, -1 where the format does not read it. */
  readonly entries: Int32Array;
  /** Normalised names. */
  readonly names: readonly string[];
  /** Some column holds a time. */
  readonly hasTime: boolean;
  /** The header says that its times are UTC. */
  readonly isUtc: boolean;
}

/** Cheap: only letters, digits, blanks and what header names hold, and a separator. @returns the separator, 0 when it is no header */
export function headerSeparator(text: string, start: number, end: number): number {
  if (end - start < 8 || end - start > LONGEST) return 0;
  const first = text.charCodeAt(start);
  const begins =
    (first >= 65 && first <= 90) || (first >= 97 && first <= 122) || first === 34 || first === 95 || first === 64;
  if (!begins) return 0;
  const limit = Math.min(end, start + NAME_LOOK);
  let separator = 0;
  let letters = 0;
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) {
      letters++;
      continue;
    }
    if (code === COMMA || code === TAB || code === SEMICOLON || code === PIPE) {
      // A tab or a semicolon beside a comma: the first one parts the columns, the other stands in a name.
      if (separator === 0) separator = code;
      continue;
    }
    if (!isNameCode(code)) return 0;
  }
  return letters * 2 >= limit - start ? separator : 0;
}

/** Digits, blank, quote, `_`, `-`, `.`, `/`, `#`, `@`, `%`, `&` and brackets. */
function isNameCode(code: number): boolean {
  if ((code >= 48 && code <= 57) || code === 32 || code === 34) return true;
  return (
    (code >= 45 && code <= 47) ||
    (code >= 35 && code <= 41 && code !== 36) ||
    code === 95 ||
    code === 91 ||
    code === 93 ||
    code === 64
  );
}

const DESTINATIONS: ReadonlySet<Slot> = new Set<Slot>([
  'destinationIp',
  'destinationEndpoint',
  'destination',
  'destinationHost',
  'url',
]);
const SOURCES: ReadonlySet<Slot> = new Set<Slot>(['sourceIp', 'sourceEndpoint', 'source', 'sourceUser', 'sourceHost']);

/** Reads header rows for one table of names. */
export class HeaderReader {
  private readonly fields = new Map<number, CsvFields>();
  private readonly table: FieldTable;

  constructor(table: FieldTable) {
    this.table = table;
  }

  /** Columns of a line by this plan's separator. */
  columns(separator: number): CsvFields {
    let fields = this.fields.get(separator);
    if (fields === undefined) {
      fields = new CsvFields(MAX_COLUMNS, separator);
      this.fields.set(separator, fields);
    }
    return fields;
  }

  /** @returns undefined when the line is no header, or names neither who nor where */
  read(text: string, start: number, end: number): HeaderPlan | undefined {
    const separator = headerSeparator(text, start, end);
    if (separator === 0) return undefined;
    const fields = this.columns(separator);
    const count = fields.scan(text, start, end);
    if (count < FEWEST) return undefined;
    const names: string[] = [];
    let isUtc = false;
    for (let column = 0; column < count; column++) {
      const raw = fields.get(column);
      if (raw.length > 80 || isValue(raw)) return undefined;
      if (/\[UTC\]|\((?:UTC|GMT)\)/i.test(raw)) isUtc = true;
      // A size in other units than bytes is no number of bytes.
      names.push(/\((?:KB|MB|GB|KiB|MiB)\)/i.test(raw) ? '' : normalName(raw));
    }
    return this.plan(separator, names, isUtc);
  }

  private plan(separator: number, names: readonly string[], isUtc: boolean): HeaderPlan | undefined {
    const words = clockWords(names);
    const entries = Int32Array.from(words, (word) => this.table.find(word, 0, word.length));
    const slots = new Set(Array.from(entries, (entry) => this.table.slotOf(entry)));
    const has = (some: ReadonlySet<Slot>): boolean => [...slots].some((slot) => slot !== undefined && some.has(slot));
    if (!has(DESTINATIONS) || !has(SOURCES) || slots.size < FEWEST) return undefined;
    const hasTime = slots.has('time') || (slots.has('date') && slots.has('clock'));
    return { separator, entries, names, hasTime, isUtc };
  }
}

/** Beside a date, `time` is a clock; alone, `date` is the whole time. */
function clockWords(names: readonly string[]): readonly string[] {
  const hasDate = names.includes('date');
  const hasClock = names.includes('time');
  if (hasDate && hasClock) return names.map((name) => (name === 'time' ? CLOCK : name));
  return hasDate ? names.map((name) => (name === 'date' ? 'datetime' : name)) : names;
}

/** Numbers, addresses, URLs and times are values. */
function isValue(name: string): boolean {
  return /^[\d.:\-/ ]+$/.test(name.trim()) && name.trim() !== ''
    ? true
    : name.includes('://') || /\d{1,3}\.\d{1,3}\.\d/.test(name);
}
