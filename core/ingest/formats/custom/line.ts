/**
 * In: a definition and lines. Out: each line taken apart, read field by field, and a verdict: the one reading that parsing, detection
 * and the preview of a definition share.
 */
import type { CustomFormat, FormatLayout, MappedField } from '../../../contract/custom-format.ts';
import { encodeUtf8 } from '../../../kit/text.ts';
import { type EventDraft, PARSED, REJECTED, SKIPPED, type SyslogHeader, type Verdict } from '../api.ts';
import { findWord, wordAt } from '../shared/fields.ts';
import { ColumnsLayout } from './columns-layout.ts';
import { createFieldReaders, type FieldReader } from './field-readers.ts';
import { JsonLayout } from './json-layout.ts';
import { HEADER, type Layout, Slots, TAKEN } from './layout.ts';
import { PairsLayout } from './pairs-layout.ts';
import { RegexLayout } from './regex-layout.ts';
import { Values } from './values.ts';

export class CustomLine {
  readonly readers: readonly FieldReader[];
  readonly values: Values;
  readonly layout: Layout;
  /** Bit per reader whose value the last line had and which did not fit. */
  readonly misfits: boolean[];
  private readonly comment: string;
  private readonly contain: readonly string[];
  private readonly lack: readonly string[];
  private readonly needsTime: boolean;

  /** @throws AppError format.invalid */
  constructor(definition: CustomFormat) {
    const slots = new Slots();
    this.readers = createFieldReaders(definition.fields, slots);
    this.layout = createLayout(definition.layout, slots.names);
    this.values = new Values(slots.names.length);
    this.misfits = this.readers.map(() => false);
    this.comment = encodeUtf8(definition.lines.comment);
    this.contain = definition.lines.contain.map(encodeUtf8);
    this.lack = definition.lines.lack.map(encodeUtf8);
    this.needsTime = definition.fields.time !== undefined;
  }

  /** Reads text[start, end) into `out`, which is clean. */
  read(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const left = this.leftOut(text, start, end);
    if (left !== '') return fail(out, SKIPPED, left);
    const { layout, values, readers } = this;
    values.clear();
    const taken = layout.take(text, start, end, values);
    if (taken === HEADER) return fail(out, SKIPPED, 'header');
    if (taken !== TAKEN) return fail(out, REJECTED, layout.reason);
    for (let at = 0; at < readers.length; at++) {
      const reader = readers[at];
      if (reader === undefined || (reader.isDetail && !out.wantDetail)) continue;
      this.misfits[at] = !reader.read(values, out);
    }
    if (Number.isNaN(out.timeMs)) {
      if (this.needsTime) return fail(out, REJECTED, 'time');
      out.timeMs = header.timeMs;
      out.timeIsLocal = header.timeIsLocal;
      out.timeIsYearless = header.timeIsYearless;
    }
    if (out.destinationHost === '' && out.destinationIp === '') return fail(out, REJECTED, 'destination');
    return PARSED;
  }

  /** Why a line is none of traffic by the definition's own filter; '' when it may be. */
  leftOut(text: string, start: number, end: number): string {
    if (this.comment !== '' && wordAt(text, start, end, this.comment)) return 'comment';
    for (const word of this.contain) if (findWord(text, word, start, end) < 0) return 'filtered';
    for (const word of this.lack) if (findWord(text, word, start, end) >= 0) return 'filtered';
    return '';
  }

  /** Of the mapped fields that the last line had a value for and whose form says something, the share that fits. */
  fit(): number {
    let telling = 0;
    let fitting = 0;
    this.readers.forEach((reader, at) => {
      const slot = reader.slots[0] ?? 0;
      if (!reader.isTelling || this.values.isBlank(slot)) return;
      telling++;
      if (this.misfits[at] !== true) fitting++;
    });
    return telling === 0 ? 0 : fitting / telling;
  }

  /** The last line's value of a field as it was logged; '' when it had none. */
  raw(field: MappedField): string {
    const reader = this.readers.find((one) => one.field === field);
    return reader === undefined
      ? ''
      : reader.slots
          .map((slot) => this.values.get(slot))
          .join(' ')
          .trim();
  }
}

function fail(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}

function createLayout(layout: FormatLayout, slots: readonly string[]): Layout {
  switch (layout.kind) {
    case 'csv':
      return new ColumnsLayout({ ...layout, header: layout.header ? 'line' : 'none' }, slots);
    case 'w3c':
      return new ColumnsLayout({ ...layout, quote: '"', header: 'directive' }, slots);
    case 'keyvalue':
      return new PairsLayout(layout, slots);
    case 'json':
      return new JsonLayout(slots);
    case 'regex':
      return new RegexLayout(layout, slots);
  }
}
