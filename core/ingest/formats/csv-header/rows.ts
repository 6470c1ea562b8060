/**
 * In: header rows and the rows behind them, of one vendor's exports or of any.
 * Out: the draft. The header in force is the reader's state; it travels with slices of a file as the header's own text.
 * Guarantee: a row that does not fit the header (other number of columns, no time where the time should be) is left to other formats.
 */
import { type ActionCode, type EventDraft, type LineWindows, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { type FieldSpec, type FieldTable, tableOf } from '../keyed/field-table.ts';
import { withVocabulary } from '../named/vocabulary.ts';
import { reject, skip } from '../shared/verdict.ts';
import { type HeaderPlan, HeaderReader } from './header.ts';
import { RowWindows } from './row-windows.ts';

const DQUOTE = 34;
export const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

const NO_WORDS: FieldSpec = {};

export interface RowsOptions {
  /** The vendor's own names, normalised, before the general ones. */
  readonly spec?: FieldSpec;
  readonly actions?: ReadonlyMap<string, ActionCode>;
  /** Normalised names that only this vendor's header has; all must be there. None: any header will do. */
  readonly marks?: readonly (readonly string[])[];
  /** Last word on a filled draft: other fields, a reason to skip it ('inbound' leaves it parsed). */
  judge?(row: RowView, out: EventDraft): Verdict;
  /** `judge` hangs on the columns of the action only, and on which fields a row fills. */
  readonly isJudgedByAction?: true;
}

/** Values of a row by the header's names. */
export interface RowView {
  has(name: string): boolean;
  get(name: string): string;
}

export class CsvRows implements RowView {
  private readonly table: FieldTable;
  private readonly reader: HeaderReader;
  private readonly filler: DraftFiller;
  private readonly options: RowsOptions;
  /** Null where rows are judged by more than byte readers may hang on. */
  private readonly windows: RowWindows | null;
  private plan: HeaderPlan | undefined;
  /** Columns that fill something. */
  private read: readonly number[] = [];
  private header = '';

  constructor(options: RowsOptions = {}) {
    this.options = options;
    const spec = withVocabulary(options.spec ?? NO_WORDS);
    this.table = tableOf(spec);
    this.windows = options.judge === undefined || options.isJudgedByAction ? new RowWindows(spec) : null;
    this.reader = new HeaderReader(this.table);
    this.filler = new DraftFiller(this.table, options.actions === undefined ? {} : { actions: options.actions });
  }

  /** How sure we are that the line is a header row of this kind: 0, 0.7 for any, 1 for one with the vendor's own names. */
  claim(text: string, start: number, end: number): number {
    const plan = this.planOf(text, start, end);
    if (plan === undefined) return 0;
    return this.options.marks === undefined ? 0.7 : 1;
  }

  /** True when a header is in force. */
  get isOpen(): boolean {
    return this.plan !== undefined;
  }

  /** Takes the line as a header, or reads it as a row of the header in force. */
  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const plan = this.planOf(text, start, end);
    if (plan !== undefined) {
      this.open(plan, text.substring(start, end));
      return skip(out, 'header');
    }
    return this.plan === undefined ? reject(out, 'shape') : this.readRow(this.plan, text, start, end, out, header);
  }

  get hasByteReader(): boolean {
    return this.windows !== null;
  }

  /** Reads a plain row of the header in force from its bytes. @returns false for any other line */
  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return this.plan !== undefined && this.windows?.read(this.plan, bytes, start, end, out) === true;
  }

  save(): string {
    return this.header;
  }

  restore(header: string): void {
    this.plan = undefined;
    this.header = '';
    const plan = header === '' ? undefined : this.planOf(header, 0, header.length);
    if (plan !== undefined) this.open(plan, header);
  }

  has(name: string): boolean {
    return this.plan?.names.includes(name) ?? false;
  }

  get(name: string): string {
    const { plan } = this;
    if (plan === undefined) return '';
    const column = plan.names.indexOf(name);
    return column < 0 ? '' : this.reader.columns(plan.separator).get(column);
  }

  private planOf(text: string, start: number, end: number): HeaderPlan | undefined {
    const from = text.startsWith(BYTE_ORDER_MARK, start) ? start + BYTE_ORDER_MARK.length : start;
    const plan = this.reader.read(text, from, end);
    if (plan === undefined) return undefined;
    const { marks } = this.options;
    return marks === undefined || marks.some((all) => all.every((name) => plan.names.includes(name)))
      ? plan
      : undefined;
  }

  private open(plan: HeaderPlan, header: string): void {
    this.plan = plan;
    this.header = header;
    this.read = Array.from(plan.entries.keys()).filter((column) => (plan.entries[column] ?? -1) >= 0);
  }

  private readRow(
    plan: HeaderPlan,
    text: string,
    start: number,
    end: number,
    out: EventDraft,
    header: SyslogHeader,
  ): Verdict {
    const fields = this.reader.columns(plan.separator);
    const count = fields.scan(text, start, end);
    const width = plan.entries.length;
    // A separator at the end of each row is common; anything else is a row of something else.
    if (count !== width && !(count === width + 1 && fields.end(width) === fields.start(width))) {
      return reject(out, 'columns');
    }
    this.filler.begin();
    for (const column of this.read) {
      const from = fields.start(column);
      const entry = plan.entries[column] ?? -1;
      if (from > start && text.charCodeAt(from - 1) === DQUOTE && hasDoubledQuote(text, from, fields.end(column))) {
        const value = fields.get(column);
        this.filler.put(entry, value, 0, value.length, out);
      } else this.filler.put(entry, text, from, fields.end(column), out);
    }
    this.filler.finish(out, header);
    if (plan.hasTime && Number.isNaN(out.timeMs)) return reject(out, 'time');
    if (plan.isUtc) out.timeIsLocal = false;
    if (out.destinationHost === '' && out.destinationIp === '' && out.url === '') return skip(out, 'message-type');
    return this.options.judge?.(this, out) ?? PARSED;
  }
}

function hasDoubledQuote(text: string, start: number, end: number): boolean {
  for (let at = start; at + 1 < end; at++) {
    if (text.charCodeAt(at) === DQUOTE && text.charCodeAt(at + 1) === DQUOTE) return true;
  }
  return false;
}
