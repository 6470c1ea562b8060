/**
 * In: bytes of JSON in which records do not stand one on a line: an array (on one line or printed over many), objects one after
 * the other, an object that holds its records in an array (`Records`, `value`, `hits.hits`, `tables[].rows`, …).
 * Out: each record on a line of its own, without the blanks between its parts; a table's rows under its columns' names; of a record
 * that lists flows (`flowTuples`) one line a flow.
 * Guarantee: holds one record at a time, and of an over-long one its beginning; no nesting is too deep; damage ends with the record.
 */
import { KEPT_LINE_BYTES } from '../read/long-lines.ts';
import { arrayKind, LIST, ROWS, TUPLES } from './envelope-keys.ts';
import { ByteSink, RecordLines, type Unfolder } from './record-lines.ts';
import { columnNames } from './table-columns.ts';

const TAB = 9;
const LF = 10;
const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Nesting that is remembered; deeper brackets are only counted. */
const MAX_LEVELS = 256;

/** Between records, inside one, in a line that is no JSON, or looking for the next record behind a damaged one. */
const OUTSIDE = 0;
const RECORD = 1;
const TEXT = 2;
const RESYNC = 3;

export class JsonUnfolder implements Unfolder {
  /** Some record came out of an array or a table: the input is more than lines of JSON. */
  flattened = false;

  private readonly lines = new RecordLines();
  private readonly record = new ByteSink();
  private state = OUTSIDE;
  private inString = false;
  private escaped = false;
  /** Brackets open in the whole input; records stand where it equals the last of `arrays`, or 0. */
  private depth = 0;
  private readonly arrays: number[] = [];
  /** The record at hand: its line, its depth, its column (-1: not first on its line), and whether it is too long to keep. */
  private startLine = 0;
  private base = 0;
  private indent = -1;
  private discarding = false;
  /** By depth within the record: where in it the bracket's content begins, and whether flows came out of it. */
  private readonly opens = new Int32Array(MAX_LEVELS);
  private readonly gaveFlows = new Uint8Array(MAX_LEVELS);
  private tuples = -1;
  /** An array has just been opened whose first element decides what it is. */
  private candidate = 0;
  /** Column names of the table whose rows are at hand, as JSON strings; null outside of one. */
  private columns: readonly string[] | null = null;
  private rowsDepth = -1;
  private column = 0;
  private blanks = 0;
  private lineIsBlank = true;
  private lineHasBytes = false;

  push(chunk: Buffer): Buffer {
    for (let at = 0; at < chunk.length; ) {
      if (this.state === TEXT) at = this.passText(chunk, at);
      else if (this.inString) at = this.passString(chunk, at);
      else {
        this.take(chunk[at] ?? 0);
        at++;
      }
    }
    if (this.state === OUTSIDE || this.state === RESYNC || this.discarding) this.lines.padTo(this.lines.line);
    return this.lines.take();
  }

  end(cut: boolean): Buffer {
    if (!cut && (this.state === RECORD || this.state === TEXT) && this.record.length > 0 && !this.discarding) {
      if (this.state === TEXT) this.lines.record(this.startLine, this.record.bytes, this.record.length);
      else if (!this.gave(0)) this.lines.broken(this.startLine, this.record.bytes, this.record.length);
    }
    this.lines.padTo(this.lines.line + (this.lineHasBytes && !cut ? 1 : 0));
    this.state = OUTSIDE;
    return this.lines.take();
  }

  /** Inside a string: copies up to its end. Strings hold no line ends: one there means that the closing quote is missing. */
  private passString(chunk: Buffer, from: number): number {
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === DQUOTE) {
        this.inString = false;
        at++;
        break;
      }
      if (byte === LF) {
        this.keep(chunk, from, at);
        this.breakOff();
        return at;
      }
    }
    this.keep(chunk, from, at);
    if (this.inString || this.state !== RECORD) return at;
    if (this.depth === this.base) {
      this.keepByte(CLOSE_BRACE);
      this.closeRecord();
    } else if (this.tuples === this.depth) this.emitFlow();
    return at;
  }

  private passText(chunk: Buffer, from: number): number {
    const newline = chunk.indexOf(LF, from);
    const end = newline < 0 ? chunk.length : newline;
    if (this.record.length < KEPT_LINE_BYTES) this.record.copy(chunk, from, Math.min(end, from + KEPT_LINE_BYTES));
    this.lineHasBytes = true;
    if (newline >= 0) {
      this.lines.record(this.startLine, this.record.bytes, this.record.length);
      this.state = OUTSIDE;
    }
    return end;
  }

  /** One byte outside of strings. */
  private take(byte: number): void {
    if (byte === LF) {
      this.lines.line++;
      this.blanks = 0;
      this.lineIsBlank = true;
      this.lineHasBytes = false;
      return;
    }
    this.lineHasBytes = true;
    if (byte <= SPACE) {
      if (this.lineIsBlank) this.blanks += byte === TAB ? 8 : 1;
      return;
    }
    const isFirst = this.lineIsBlank;
    this.lineIsBlank = false;
    if (this.state === RESYNC) this.resync(byte, isFirst);
    else if (this.state === RECORD) this.takeInRecord(byte);
    else this.takeOutside(byte, isFirst);
  }

  private takeOutside(byte: number, isFirst: boolean): void {
    const atRecord = this.depth === (this.arrays.at(-1) ?? 0);
    if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      if (atRecord && this.arrays.length > 0) this.arrays.pop();
      if (this.depth === this.rowsDepth) this.rowsDepth = -1;
      if (this.depth > 0) this.depth--;
      return;
    }
    if (!atRecord) {
      // What stands beside the records in the object that holds them.
      if (byte === DQUOTE) this.inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth++;
      return;
    }
    // Bare numbers in an array are no records.
    const isValue = byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === DQUOTE;
    if (byte === COMMA || (this.depth > 0 && !isValue)) return;
    if (byte === OPEN_BRACKET && this.depth === 0) {
      this.depth = 1;
      this.arrays.push(1);
      this.flattened = true;
      return;
    }
    this.begin(byte, isFirst);
  }

  private begin(byte: number, isFirst: boolean): void {
    this.startLine = this.lines.line;
    this.record.length = 0;
    this.discarding = false;
    this.tuples = -1;
    this.candidate = 0;
    if (this.depth === 0 && byte !== OPEN_BRACE) {
      this.state = TEXT;
      this.record.put(byte);
      return;
    }
    this.state = RECORD;
    this.base = this.depth;
    this.indent = isFirst ? this.blanks : -1;
    this.column = 0;
    if (byte === OPEN_BRACE) this.openBracket(byte);
    else if (byte === OPEN_BRACKET && this.depth === this.rowsDepth && this.columns) {
      this.openBracket(OPEN_BRACE);
      this.nameColumn();
    } else if (byte === OPEN_BRACKET) this.openBracket(byte);
    else {
      // A bare string is a raw line.
      this.record.latin1('{"_raw":"');
      this.inString = true;
    }
  }

  private takeInRecord(byte: number): void {
    const { candidate } = this;
    this.candidate = 0;
    if (candidate !== 0 && this.unfold(candidate, byte)) return;
    switch (byte) {
      case DQUOTE:
        this.keepByte(byte);
        this.inString = true;
        return;
      case OPEN_BRACE:
        this.openBracket(byte);
        return;
      case OPEN_BRACKET:
        if (!this.discarding) this.candidate = arrayKind(this.record, this.depth - this.base);
        this.openBracket(byte);
        return;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        this.closeBracket(byte);
        return;
      case COMMA:
        this.comma();
        return;
      default:
        this.keepByte(byte);
    }
  }

  private comma(): void {
    const level = this.depth - this.base;
    if (this.tuples === this.depth) return;
    // The element before gave its flows: what follows stands in its place.
    if (this.gave(level) && this.record.bytes[(this.opens[level] ?? 0) - 1] === OPEN_BRACKET) {
      this.record.length = this.opens[level] ?? 0;
      return;
    }
    this.keepByte(COMMA);
    if (level === 1 && this.base === this.rowsDepth && this.columns) this.nameColumn();
  }

  private nameColumn(): void {
    this.record.latin1(`${this.columns?.[this.column] ?? `"column${this.column + 1}"`}:`);
    this.column++;
  }

  private openBracket(byte: number): void {
    this.keepByte(byte);
    this.depth++;
    const level = this.depth - this.base;
    if (level < MAX_LEVELS) {
      this.opens[level] = this.record.length;
      this.gaveFlows[level] = 0;
    }
  }

  private closeBracket(byte: number): void {
    const isRow = this.depth === this.base + 1 && this.base === this.rowsDepth && byte === CLOSE_BRACKET;
    this.keepByte(isRow && this.columns ? CLOSE_BRACE : byte);
    const level = this.depth - this.base;
    if (this.tuples === this.depth) this.tuples = -1;
    if (this.gave(level)) this.gaveFlows[Math.max(0, level - 1)] = 1;
    this.depth--;
    if (this.depth === this.base) this.closeRecord();
  }

  private gave(level: number): boolean {
    if (level >= MAX_LEVELS) return false;
    return this.gaveFlows[level] === 1;
  }

  private closeRecord(): void {
    if (!this.discarding && !this.gave(0)) {
      this.lines.record(this.startLine, this.record.bytes, this.record.length);
    }
    this.gaveFlows[0] = 0;
    this.state = OUTSIDE;
    this.discarding = false;
    this.record.length = 0;
  }

  /** The array just opened holds the records (or the rows, or the flows), if its first element is of the kind. */
  private unfold(kind: number, first: number): boolean {
    if (kind === TUPLES && first === DQUOTE) {
      this.tuples = this.depth;
      this.flattened = true;
      return false;
    }
    const isTable = kind === ROWS && first === OPEN_BRACKET;
    const isList = kind === LIST && first === OPEN_BRACE;
    if (!isTable && !isList && !(kind === ROWS && first === OPEN_BRACE)) return false;
    if (isTable) {
      this.columns = columnNames(this.record);
      this.rowsDepth = this.depth;
    }
    this.flattened = true;
    this.arrays.push(this.depth);
    this.state = OUTSIDE;
    this.record.length = 0;
    this.takeOutside(first, this.lineIsBlank);
    return true;
  }

  /** A flow is complete: a line of its own, the record around it closed again. */
  private emitFlow(): void {
    const { record } = this;
    const length = record.length;
    if (!this.discarding) {
      for (let level = this.depth - this.base; level > 0; level--) {
        const open = level < MAX_LEVELS ? record.bytes[(this.opens[level] ?? 0) - 1] : OPEN_BRACE;
        record.put(open === OPEN_BRACKET ? CLOSE_BRACKET : CLOSE_BRACE);
      }
      this.lines.record(this.lines.line, record.bytes, record.length);
      record.length = Math.min(length, this.opens[this.depth - this.base] ?? length);
    }
    const level = this.depth - this.base;
    if (level < MAX_LEVELS) this.gaveFlows[level] = 1;
  }

  private keepByte(byte: number): void {
    if (this.discarding || this.state !== RECORD) return;
    this.record.put(byte);
    if (this.record.length > KEPT_LINE_BYTES) this.discard();
  }

  private keep(chunk: Buffer, start: number, end: number): void {
    if (this.discarding || this.state !== RECORD) return;
    this.record.copy(chunk, start, Math.min(end, start + KEPT_LINE_BYTES));
    if (this.record.length > KEPT_LINE_BYTES) this.discard();
  }

  /** Too long to be kept: its beginning goes ahead as a line that is rejected for its length. */
  private discard(): void {
    this.lines.record(this.startLine, this.record.bytes, this.record.length);
    this.record.length = 0;
    this.discarding = true;
  }

  private breakOff(): void {
    this.inString = false;
    this.escaped = false;
    if (this.state !== RECORD) return;
    if (!this.discarding) this.lines.broken(this.startLine, this.record.bytes, this.record.length);
    this.discarding = false;
    this.record.length = 0;
    this.gaveFlows.fill(0);
    this.tuples = -1;
    this.depth = this.base;
    this.state = RESYNC;
  }

  /** The next record begins with a brace that is first on its line, as far in as the damaged one was. */
  private resync(byte: number, isFirst: boolean): void {
    if (!isFirst || byte !== OPEN_BRACE || (this.indent >= 0 && this.indent !== this.blanks)) return;
    this.state = OUTSIDE;
    this.takeOutside(byte, isFirst);
  }
}
