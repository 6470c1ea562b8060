/**
 * In: bytes of CSV with a header, whose quoted fields may span lines. Out: each row on one line.
 *
 * Rows of table exports (a SIEM's, a log service's) become JSON objects under their columns' names, without the empty ones: there are
 * a hundred columns and more, in any order, and a row alone would say nothing. Rows of a device's own CSV stay CSV.
 * Guarantee: holds one row at a time; a quote that is never closed costs the row it stands in.
 */

import { CONTINUED_MARK } from '../normalize/record-marks.ts';
import { KEPT_LINE_BYTES } from '../read/long-lines.ts';
import { ByteSink, RecordLines, type Unfolder } from './record-lines.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const DQUOTE = 34;
const BACKSLASH = 92;

/** A row of more lines than this has lost a quote. */
const MAX_ROW_LINES = 2000;
const MAX_COLUMNS = 4096;
const HEX = '0123456789abcdef';

export interface CsvOptions {
  readonly separator: number;
  readonly asJson: boolean;
  /** Lines in front of the column names that are none of the table. */
  readonly preamble?: number;
}

export class CsvUnfolder implements Unfolder {
  private readonly separator: number;
  private readonly asJson: boolean;
  private preamble: number;
  private readonly lines = new RecordLines();
  /** The row as it stands in the input. */
  private readonly row = new ByteSink();
  private readonly json = new ByteSink();
  private names: readonly string[] | null = null;
  private startLine = 0;
  private quoted = false;
  private quoteSeen = false;
  private atFieldStart = true;
  private tooLong = false;

  constructor(options: CsvOptions) {
    this.separator = options.separator;
    this.asJson = options.asJson;
    this.preamble = options.preamble ?? 0;
  }

  push(chunk: Buffer): Buffer {
    for (let at = 0; at < chunk.length; ) at = this.quoted ? this.passQuoted(chunk, at) : this.passPlain(chunk, at);
    return this.lines.take();
  }

  end(cut: boolean): Buffer {
    if (this.row.length > 0 && !cut) {
      if (this.quoted && !this.quoteSeen) this.giveUp();
      else this.endRow();
    }
    this.lines.padTo(this.lines.line);
    return this.lines.take();
  }

  private passPlain(chunk: Buffer, from: number): number {
    const { separator } = this;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === LF) {
        this.keep(chunk, from, at);
        this.endLine();
        return at + 1;
      }
      if (byte === separator) this.atFieldStart = true;
      else if (byte === DQUOTE && this.atFieldStart) {
        this.keep(chunk, from, at + 1);
        this.quoted = true;
        this.quoteSeen = false;
        this.atFieldStart = false;
        return at + 1;
      } else if (byte !== SPACE) this.atFieldStart = false;
    }
    this.keep(chunk, from, chunk.length);
    return chunk.length;
  }

  private passQuoted(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.quoteSeen) {
        this.quoteSeen = false;
        if (byte === DQUOTE) continue;
        if (byte === this.separator || byte === LF || byte === CR) {
          this.keep(chunk, from, at);
          this.quoted = false;
          return at;
        }
      }
      if (byte === DQUOTE) this.quoteSeen = true;
      else if (byte === LF) {
        this.keep(chunk, from, at + 1);
        this.lines.line++;
        if (this.lines.line - this.startLine > MAX_ROW_LINES || this.tooLong) this.giveUp();
        return at + 1;
      }
    }
    this.keep(chunk, from, chunk.length);
    return chunk.length;
  }

  private keep(chunk: Buffer, start: number, end: number): void {
    if (this.tooLong) return;
    this.row.copy(chunk, start, Math.min(end, start + KEPT_LINE_BYTES));
    this.tooLong = this.row.length > KEPT_LINE_BYTES;
  }

  private endLine(): void {
    this.endRow();
    this.lines.line++;
    this.reset();
  }

  private reset(): void {
    this.startLine = this.lines.line;
    this.row.length = 0;
    this.quoted = false;
    this.quoteSeen = false;
    this.atFieldStart = true;
    this.tooLong = false;
  }

  /** The row's first line lost a quote: it is reported, the lines behind it are read as they stand. */
  private giveUp(): void {
    const held = Buffer.from(this.row.bytes.subarray(0, this.row.length));
    const last = this.lines.line;
    const first = held.indexOf(LF);
    const firstEnd = first < 0 ? held.length : first;
    this.lines.broken(this.startLine, held, firstEnd);
    let line = this.startLine;
    for (let at = firstEnd + 1; at < held.length && line < last; ) {
      line++;
      const newline = held.indexOf(LF, at);
      const end = newline < 0 ? held.length : newline;
      this.startLine = line;
      this.row.length = 0;
      this.row.copy(held, at, end);
      if (this.row.length > 0) this.endRow();
      at = end + 1;
    }
    this.lines.padTo(last);
    this.reset();
  }

  private endRow(): void {
    const { row } = this;
    let length = row.length;
    while (length > 0 && row.bytes[length - 1] === CR) length--;
    if (length === 0) {
      this.lines.record(this.startLine, row.bytes, 0);
      return;
    }
    if (!this.asJson) {
      for (let at = 0; at < length; at++) if (row.bytes[at] === LF || row.bytes[at] === CR) row.bytes[at] = SPACE;
      this.lines.record(this.startLine, row.bytes, length);
      return;
    }
    if (this.names === null) {
      if (this.preamble === 0) this.names = this.readNames(length);
      else this.preamble--;
      this.lines.record(this.startLine, Buffer.of(CONTINUED_MARK), 1);
      return;
    }
    this.writeJson(length);
    this.lines.record(this.startLine, this.json.bytes, this.json.length);
  }

  private readNames(length: number): readonly string[] {
    const names: string[] = [];
    for (let at = 0; at <= length && names.length < MAX_COLUMNS; ) {
      const field = this.fieldAt(at, length);
      const raw = this.row.bytes.toString('latin1', field.start, field.end).trim();
      names.push(withoutZone(raw.replaceAll('""', '"')).replace(/["\\]/g, '\\$&'));
      at = field.next;
    }
    return names;
  }

  private writeJson(length: number): void {
    const { json } = this;
    json.length = 0;
    json.put(123);
    let column = 0;
    for (let at = 0; at <= length; column++) {
      const { start, end, next, quoted } = this.fieldAt(at, length);
      at = next;
      if (end <= start) continue;
      if (json.length > 1) json.put(44);
      json.put(DQUOTE);
      json.latin1(this.names?.[column] ?? `column${column + 1}`);
      json.latin1('":"');
      this.writeText(start, end, quoted);
      json.put(DQUOTE);
    }
    json.put(125);
  }

  private writeText(start: number, end: number, quoted: boolean): void {
    const { json, row } = this;
    for (let at = start; at < end; at++) {
      const byte = row.bytes[at] ?? 0;
      if (byte === DQUOTE) {
        if (quoted && row.bytes[at + 1] === DQUOTE) at++;
        json.put(BACKSLASH);
        json.put(DQUOTE);
      } else if (byte === BACKSLASH) {
        json.put(BACKSLASH);
        json.put(BACKSLASH);
      } else if (byte >= SPACE) json.put(byte);
      else if (byte === LF) json.latin1('\\n');
      else json.latin1(`\\u00${HEX[byte >> 4]}${HEX[byte & 15]}`);
    }
  }

  private fieldAt(from: number, length: number): { start: number; end: number; next: number; quoted: boolean } {
    const { bytes } = this.row;
    let at = from;
    while (at < length && bytes[at] === SPACE) at++;
    if (at < length && bytes[at] === DQUOTE) {
      const start = at + 1;
      for (at = start; at < length; at++) {
        if (bytes[at] !== DQUOTE) continue;
        if (bytes[at + 1] === DQUOTE && at + 1 < length) at++;
        else if (at + 1 >= length || bytes[at + 1] === this.separator) break;
      }
      return { start, end: Math.min(at, length), next: Math.min(at, length) + 2, quoted: true };
    }
    let end = from;
    while (end < length && bytes[end] !== this.separator) end++;
    return { start: from, end, next: end + 1, quoted: false };
  }
}

/**
 * `TimeGenerated [Eastern Time (US and Canada)]` is `TimeGenerated` by the clock of whoever exported the table: such times are local.
 * `[UTC]` says what the time is, and stays.
 */
function withoutZone(name: string): string {
  return / \[UTC\]$/i.test(name) ? name : name.replace(/ \[[^\]]*\]$/, '');
}
