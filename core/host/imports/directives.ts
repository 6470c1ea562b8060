/**
 * Follows the directive lines (`#Fields: …`) of a file as its bytes go by, so that a slice in the middle knows the ones in force.
 * The file's first line goes along too: it may be a column header.
 */
import { Directives, directiveName } from '../../ingest/slice/directives.ts';

const LF = 10;
const HASH = 35;
/** A header line longer than this is no header. */
const MAX_LINE = 64 * 1024;

export class DirectiveTracker {
  private first: string | null = null;
  private readonly directives = new Directives('');
  private carry: Buffer = Buffer.alloc(0);
  private atLineStart = true;

  feed(chunk: Buffer): void {
    if (chunk.length === 0) {
      return;
    }
    let bytes = chunk;
    if (this.carry.length > 0) {
      bytes = Buffer.concat([this.carry, chunk]);
      this.carry = Buffer.alloc(0);
    }
    let pos = 0;
    if (this.first === null) {
      const end = bytes.indexOf(LF);
      if (end < 0) {
        this.hold(bytes, 0);
        if (this.carry.length === 0 && bytes.length > 0) {
          this.first = '';
        }
        return;
      }
      this.first = end <= MAX_LINE ? bytes.toString('latin1', 0, end) : '';
    }
    // Lines that do not start with `#` are passed over as a whole: only a `#` behind a line end matters.
    for (;;) {
      if (!this.atLineStart) {
        const newline = nextHashLine(bytes, pos);
        if (newline < 0) {
          this.atLineStart = bytes.length > 0 && bytes[bytes.length - 1] === LF;
          return;
        }
        pos = newline;
      }
      if (pos >= bytes.length) {
        this.atLineStart = true;
        return;
      }
      if (bytes[pos] !== HASH) {
        this.atLineStart = false;
        continue;
      }
      const end = bytes.indexOf(LF, pos);
      if (end < 0) {
        this.hold(bytes, pos);
        return;
      }
      this.directives.note(bytes.toString('latin1', pos, Math.min(end, pos + MAX_LINE)));
      pos = end + 1;
      this.atLineStart = true;
    }
  }

  private hold(bytes: Buffer, from: number): void {
    this.carry = bytes.length - from <= MAX_LINE ? Buffer.from(bytes.subarray(from)) : Buffer.alloc(0);
    this.atLineStart = this.carry.length > 0;
  }

  /** Lines to read before a slice that starts here, each with a line end. */
  prelude(): string {
    const isNoted = this.first === null || directiveName(this.first) !== undefined;
    const header = isNoted ? '' : `${this.first}\n`;
    return header + this.directives.text();
  }
}

/** Start of the next line that begins with `#`, at or after the line end that follows `from`; -1 when there is none. */
function nextHashLine(bytes: Buffer, from: number): number {
  const at = bytes.indexOf('\n#', from, 'latin1');
  return at < 0 ? -1 : at + 1;
}
