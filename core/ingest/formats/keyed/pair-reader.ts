/**
 * In: the pairs of one line, one after another, whatever scanner finds them.
 * Out: the draft, and the values by which the format tells what kind of line it is.
 * Guarantee: as DraftFiller's; nothing is kept from one line to the next.
 */
import type { EventDraft, SyslogHeader } from '../api.ts';
import type { KvFields } from '../kv/kv-fields.ts';
import { DraftFiller, type FillerOptions } from './draft-filler.ts';
import { type FieldSpec, FieldTable } from './field-table.ts';

export class PairReader {
  readonly table: FieldTable;
  private readonly filler: DraftFiller;
  private readonly texts: string[];
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;

  /** @param noted keys to remember, named by their place in this list */
  constructor(spec: FieldSpec, noted: readonly string[] = [], options: FillerOptions = {}) {
    this.table = new FieldTable(spec, noted);
    this.filler = new DraftFiller(this.table, options);
    this.texts = noted.map(() => '');
    this.starts = new Int32Array(noted.length);
    this.ends = new Int32Array(noted.length);
  }

  begin(): void {
    this.filler.begin();
    this.starts.fill(0);
    this.ends.fill(0);
  }

  /** Entry of the key in the window; -1 when the value need not be looked for. */
  entry(text: string, start: number, end: number): number {
    return this.table.find(text, start, end);
  }

  /** True for keys that no figure needs. */
  isDetail(entry: number): boolean {
    return this.table.isDetail(entry);
  }

  /** Takes one value, escapes undone. */
  take(entry: number, text: string, start: number, end: number, out: EventDraft): void {
    const note = this.table.noteOf(entry);
    if (note >= 0) {
      this.texts[note] = text;
      this.starts[note] = start;
      this.ends[note] = end;
    }
    this.filler.put(entry, text, start, end, out);
  }

  /** Takes every pair of a line of `key=value`. */
  takeAll(fields: KvFields, text: string, out: EventDraft): void {
    while (fields.next()) {
      const entry = this.table.find(text, fields.keyStart, fields.keyEnd);
      if (entry < 0) continue;
      if (fields.escaped) {
        const value = fields.value();
        this.take(entry, value, 0, value.length, out);
      } else this.take(entry, text, fields.valueStart, fields.valueEnd, out);
    }
  }

  finish(out: EventDraft, header: SyslogHeader): void {
    this.filler.finish(out, header);
  }

  /** A noted value, '' when the line has none. */
  note(index: number): string {
    return (this.texts[index] ?? '').substring(this.starts[index] ?? 0, this.ends[index] ?? 0);
  }

  /** A noted value that began with a quote which pairs do not know: what stands between it and the next one. */
  noteWithin(index: number, quote: string): string {
    const start = (this.starts[index] ?? 0) + 1;
    const text = this.texts[index] ?? '';
    const close = text.indexOf(quote, start);
    return close < 0 ? '' : text.slice(start, close);
  }

  /** True when the noted value is exactly `word`. */
  noteIs(index: number, word: string): boolean {
    const start = this.starts[index] ?? 0;
    return (this.ends[index] ?? 0) - start === word.length && (this.texts[index] ?? '').startsWith(word, start);
  }

  noteBegins(index: number, word: string): boolean {
    const start = this.starts[index] ?? 0;
    return (this.ends[index] ?? 0) - start >= word.length && (this.texts[index] ?? '').startsWith(word, start);
  }

  /** Where the noted value ends in the line it was taken from; 0 when the line has none. */
  noteEnd(index: number): number {
    return this.ends[index] ?? 0;
  }

  hasNote(index: number): boolean {
    return (this.ends[index] ?? 0) > (this.starts[index] ?? 0);
  }
}
