/**
 * In: lines of columns, with a header line, a `#Fields` directive, or names given in the definition.
 * Out: the columns that the mapping names. The header in force is state: it goes along when another thread reads on.
 */
import { encodeUtf8 } from '../../../kit/text.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { wordAt } from '../shared/fields.ts';
import { HEADER, type Layout, TAKEN, type Taken, UNFIT } from './layout.ts';
import type { Values } from './values.ts';

const SPACE = 32;
const HASH = 35;
const MAX_COLUMNS = 401;
const DIRECTIVE = '#Fields:';
/** A header that names fewer of the mapped columns than this is none: one word alone stands in many lines. */
const MIN_HEADER_COLUMNS = 2;

export interface ColumnOptions {
  readonly delimiter: string;
  /** '' when nothing is quoted. */
  readonly quote: string;
  readonly columns: readonly string[];
  /** How names come: from the first line, from `#Fields` lines, or only from `columns`. */
  readonly header: 'line' | 'directive' | 'none';
}

export class ColumnsLayout implements Layout {
  reason = '';
  private readonly fields: CsvFields;
  private readonly options: ColumnOptions;
  private readonly slots: readonly string[];
  /** Names that a header may begin with. */
  private known: ReadonlySet<string> = new Set();
  /** Slot of each column, -1 for columns that nothing maps. */
  private plan: Int16Array = new Int16Array(0);
  /** Columns that a line must have at least. */
  private needed = 0;
  private names: readonly string[] = [];
  /** The header line in force; '' while the definition's own names are. */
  private header = '';

  constructor(options: ColumnOptions, slots: readonly string[]) {
    this.options = options;
    this.slots = slots;
    const quote = options.quote === '' ? 0 : options.quote.charCodeAt(0);
    this.fields = new CsvFields(MAX_COLUMNS, encodeUtf8(options.delimiter).charCodeAt(0), quote);
    this.use(options.columns.map(encodeUtf8));
  }

  take(text: string, start: number, end: number, values: Values): Taken {
    if (this.options.header === 'directive' && start < end && text.charCodeAt(start) === HASH) {
      if (wordAt(text, start, end, DIRECTIVE)) this.restoreState(text.substring(start, end));
      return HEADER;
    }
    const count = this.scan(text, start, end);
    if (this.options.header === 'line' && this.isHeader(count)) {
      this.restoreState(text.substring(start, end));
      return HEADER;
    }
    if (this.needed === 0) return this.unfit('header-missing');
    if (count < this.needed || !this.fits(count)) return this.unfit('columns');
    const { fields, plan } = this;
    for (let column = 0; column < plan.length; column++) {
      const slot = plan[column] ?? -1;
      if (slot < 0) continue;
      const from = fields.start(column);
      const stop = fields.end(column);
      if (fields.holdsQuotes(column)) {
        const value = fields.get(column);
        values.set(slot, value, 0, value.length);
      } else values.set(slot, text, from, stop);
    }
    return TAKEN;
  }

  saveState(): string {
    return this.header;
  }

  restoreState(state: string): void {
    this.header = state;
    if (state === '') {
      this.use(this.options.columns.map(encodeUtf8));
      return;
    }
    const start = this.options.header === 'directive' ? DIRECTIVE.length : 0;
    const count = this.scan(state, start, state.length);
    const names: string[] = [];
    for (let column = 0; column < count; column++) names.push(this.fields.get(column).trim());
    this.use(names);
  }

  private unfit(reason: string): Taken {
    this.reason = reason;
    return UNFIT;
  }

  /** Runs of spaces count once: columns are aligned with them. */
  private scan(text: string, start: number, end: number): number {
    let from = start;
    if (this.options.delimiter === ' ') while (from < end && text.charCodeAt(from) === SPACE) from++;
    return this.fields.scan(text, from, end);
  }

  /** One more column than there are names is let pass only when it is empty (a separator at the end). */
  private fits(count: number): boolean {
    const known = this.names.length;
    if (known === 0 || count <= known) return true;
    return count === known + 1 && this.fields.start(known) >= this.fields.end(known);
  }

  /** The line's columns include every mapped name. */
  private isHeader(count: number): boolean {
    const { fields, slots } = this;
    if (slots.length < MIN_HEADER_COLUMNS || count < slots.length) return false;
    // Once names are known, only a line that begins with one of them can be another header.
    if (this.names.length > 0 && !this.known.has(folded(fields.get(0)))) return false;
    return this.namesAll(count);
  }

  private namesAll(count: number): boolean {
    const { fields, slots } = this;
    for (const slot of slots) {
      let found = false;
      for (let column = 0; column < count && !found; column++) {
        const length = fields.end(column) - fields.start(column);
        found = length >= slot.length && sameName(fields.get(column).trim(), slot);
      }
      if (!found) return false;
    }
    return true;
  }

  private use(names: readonly string[]): void {
    this.names = names;
    this.known = new Set([...names, ...this.slots].map(folded));
    const plan: number[] = [];
    this.needed = 0;
    this.slots.forEach((slot, index) => {
      let column = names.findIndex((name) => sameName(name, slot));
      if (column < 0 && /^\d{1,3}$/.test(slot)) column = Number(slot) - 1;
      if (column < 0) return;
      while (plan.length <= column) plan.push(-1);
      plan[column] = index;
      this.needed = Math.max(this.needed, column + 1);
    });
    this.plan = Int16Array.from(plan);
  }
}

function sameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && folded(a) === folded(b));
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
