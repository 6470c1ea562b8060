/**
 * In: an export of SmartView Tracker, SmartLog or `fw log`: a header line that names the columns and lines of columns, separated by
 * `;`, or quoted with a blank between; or what `fw log` prints (plain.ts).
 * Out: a verdict and the draft. A file without the header is read by the columns that the tools write when nobody chose others.
 */
import type { EventDraft, LineParser, SyslogHeader, Verdict } from '../api.ts';
import { CHECKPOINT_ACTIONS, CHECKPOINT_SPEC, judgeCheckpoint } from '../checkpoint/fields.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { clockMs } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readCompactDate } from './date.ts';
import { isPlainRow, readPlainRow } from './plain.ts';

const CAPACITY = 256;
const SPACE = 32;
const DQUOTE = 34;
const SEMICOLON = 59;
const STATE_SEPARATOR = '\u0001';

const DEFAULT = [
  'Number',
  'Date',
  'Time',
  'Interface',
  'Origin',
  'Type',
  'Action',
  'Service',
  'Source Port',
  'Source',
  'Destination',
  'Protocol',
  'Rule',
] as const;

/** The header of `fw log` begins in small letters. */
export function isHeader(text: string, start: number, end: number): boolean {
  const at = start < end && text.charCodeAt(start) === DQUOTE ? start + 1 : start;
  const isNumbered = text.startsWith('Number', at) || text.startsWith('num;', at) || text.startsWith('"num"', start);
  return isNumbered && at + 6 < end && /^.{3,9}[; ]"?date/i.test(text.substring(start, Math.min(end, start + 24)));
}

/** A quoted number and a quoted day, or the same between semicolons. */
export function isRow(text: string, start: number, end: number): boolean {
  return ROW.test(text.substring(start, Math.min(end, start + 32)));
}
const ROW = /^(?:"\d+" "|"?\d+"?;"?) ?\d{1,2}[A-Z][a-z]{2}\d{4}"?[ ;]/;

/** Keys of `time` and `date` columns are the export's own; the record's `time` would be read as a whole time. */
const { time: _time, ...SPEC } = CHECKPOINT_SPEC;

export class CheckpointExportParser implements LineParser {
  private columns: readonly string[] = DEFAULT;
  private entries: readonly number[] = [];
  private dateColumn = 1;
  private timeColumn = 2;
  private readonly reader = new PairReader(SPEC, [], { actions: CHECKPOINT_ACTIONS });
  private readonly bySemicolon = new CsvFields(CAPACITY, SEMICOLON);
  private readonly byBlank = new CsvFields(CAPACITY, SPACE);
  private named = false;

  constructor() {
    this.setColumns(DEFAULT);
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (start >= end) return reject(out, 'shape');
    if (isPlainRow(text, start, end)) return readPlainRow(text, start, end, this.reader, out, header);
    const fields = this.scan(text, start, end);
    if (isHeader(text, start, end)) {
      this.setColumns(Array.from({ length: fields.count }, (_, column) => fields.get(column)));
      this.named = true;
      return skip(out, 'header');
    }
    if (!isRow(text, start, end)) return reject(out, 'shape');
    this.reader.begin();
    for (let column = 0; column < fields.count; column++) {
      const entry = this.entries[column] ?? -1;
      if (entry >= 0) this.reader.take(entry, text, fields.start(column), fields.end(column), out);
    }
    const day = readCompactDate(text, fields.start(this.dateColumn), fields.end(this.dateColumn));
    const clock = clockMs(text, fields.start(this.timeColumn), fields.end(this.timeColumn));
    if (!Number.isNaN(day) && clock >= 0) {
      out.timeMs = day + clock;
      out.timeIsLocal = true;
    }
    this.reader.finish(out, header);
    return judgeCheckpoint(out);
  }

  saveState(): string {
    return this.named ? this.columns.join(STATE_SEPARATOR) : '';
  }

  restoreState(state: string): void {
    this.named = state !== '';
    this.setColumns(this.named ? state.split(STATE_SEPARATOR) : DEFAULT);
  }

  private scan(text: string, start: number, end: number): CsvFields {
    const first = text.charCodeAt(start) === DQUOTE ? text.indexOf('"', start + 1) + 1 : start;
    const fields = first > 0 && first < end && text.charCodeAt(first) === SPACE ? this.byBlank : this.bySemicolon;
    fields.scan(text, start, end);
    return fields;
  }

  private setColumns(columns: readonly string[]): void {
    this.columns = columns;
    this.entries = columns.map((name) => this.reader.entry(name, 0, name.length));
    this.dateColumn = columns.findIndex((name) => name.toLowerCase() === 'date');
    this.timeColumn = columns.findIndex((name) => name.toLowerCase() === 'time');
  }
}
