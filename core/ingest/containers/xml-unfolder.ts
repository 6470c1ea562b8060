/**
 * In: bytes of XML that holds records as elements of one name (`<log>`, `<Event>`). Out: each element on a line of its own, line ends
 * within it as blanks, blanks between its tags dropped.
 * Guarantee: no entity is expanded and no document type is read; holds one record at a time, and of an over-long one its beginning.
 */
import { KEPT_LINE_BYTES } from '../read/long-lines.ts';
import { ByteSink, RecordLines, type Unfolder } from './record-lines.ts';

const LF = 10;
const SPACE = 32;
const GREATER = 62;
const SLASH = 47;

/** Names of elements that are records, lower case. */
const RECORD_TAGS: ReadonlySet<string> = new Set([
  'log',
  'event',
  'record',
  'row',
  'entry',
  'logentry',
  'item',
  'transaction',
]);

/** The first element that is a record, as the document spells it; null when the text is no such document. */
export function firstTag(text: string): string | null {
  for (const [, name] of text.matchAll(/<([A-Za-z][\w.-]{0,40})(?=[\s>/])/g)) {
    if (name !== undefined && RECORD_TAGS.has(name.toLowerCase())) return name;
  }
  return null;
}

export class XmlUnfolder implements Unfolder {
  private readonly open: Buffer;
  private readonly close: Buffer;
  private readonly lines = new RecordLines();
  private readonly record = new ByteSink();
  private inRecord = false;
  private startLine = 0;
  private discarding = false;
  /** What may be the beginning of the next tag, held until it is known. */
  private carry = Buffer.alloc(0);

  constructor(tag: string) {
    this.open = Buffer.from(`<${tag}`);
    this.close = Buffer.from(`</${tag}>`);
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]);
    this.carry = Buffer.alloc(0);
    for (let at = 0; at < bytes.length && this.carry.length === 0; ) {
      at = this.inRecord ? this.passRecord(bytes, at) : this.findRecord(bytes, at);
    }
    if (!this.inRecord || this.discarding) this.lines.padTo(this.lines.line);
    return this.lines.take();
  }

  end(cut: boolean): Buffer {
    if (this.inRecord && !cut && !this.discarding) {
      this.keep(this.carry, 0, this.carry.length);
      this.lines.broken(this.startLine, this.record.bytes, this.record.length);
    }
    this.lines.padTo(this.lines.line + (cut || this.carry.length === 0 ? 0 : 1));
    return this.lines.take();
  }

  private findRecord(bytes: Buffer, from: number): number {
    const found = bytes.indexOf(this.open, from);
    const after = found + this.open.length;
    if (found < 0 || after >= bytes.length) {
      const held = found >= 0 ? found : Math.max(from, bytes.length - this.open.length);
      this.countLines(bytes, from, held);
      this.carry = Buffer.from(bytes.subarray(held));
      return bytes.length;
    }
    this.countLines(bytes, from, found);
    const next = bytes[after] ?? 0;
    if (next !== GREATER && next !== SLASH && next > SPACE) return after;
    this.inRecord = true;
    this.discarding = false;
    this.startLine = this.lines.line;
    this.record.length = 0;
    return found;
  }

  private passRecord(bytes: Buffer, from: number): number {
    const found = bytes.indexOf(this.close, from);
    if (found < 0) {
      const held = Math.max(from, bytes.length - this.close.length);
      this.keep(bytes, from, held);
      this.carry = Buffer.from(bytes.subarray(held));
      return bytes.length;
    }
    const end = found + this.close.length;
    this.keep(bytes, from, end);
    if (!this.discarding) this.lines.record(this.startLine, this.record.bytes, this.record.length);
    this.inRecord = false;
    return end;
  }

  /** Line ends become blanks; blanks behind a tag are dropped. */
  private keep(bytes: Buffer, start: number, end: number): void {
    this.countLines(bytes, start, end);
    if (this.discarding) return;
    const { record } = this;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte > SPACE) record.put(byte);
      else if (record.length > 0) {
        const last = record.bytes[record.length - 1];
        if (last !== GREATER && last !== SPACE) record.put(SPACE);
      }
      if (record.length > KEPT_LINE_BYTES) {
        this.lines.record(this.startLine, record.bytes, record.length);
        this.discarding = true;
        return;
      }
    }
  }

  private countLines(bytes: Buffer, start: number, end: number): void {
    for (let at = bytes.indexOf(LF, start); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) this.lines.line++;
  }
}
