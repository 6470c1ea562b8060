/**
 * In: the bytes of one TCP connection, cut anywhere. Out: its messages, one line each.
 * Guarantee: told apart by itself are octet counting (RFC 6587 §3.4.1) and lines that end in LF or NUL, message by message, as relays
 * pass both on in one connection; a message is at most
 * MAX_LINE bytes, longer ones are counted and read past; memory per connection is bounded by that, and its work by its bytes, however
 * small the pieces are that they come in.
 */
import { type DropReason, MAX_LINE } from '../line-sink.ts';
import { HeldBytes } from './held-bytes.ts';

const LF = 10;
const CR = 13;
const NUL = 0;
const SPACE = 32;
const LESS = 60;
/** Digits of the largest count that is believed: 10 MB are no syslog message. */
const MAX_DIGITS = 8;
const NOTHING = Buffer.alloc(0);

type Mode = 'unknown' | 'octets' | 'lines';

export class StreamFramer {
  private mode: Mode = 'unknown';
  private readonly held = new HeldBytes();
  /** Bytes from the start of the held ones that its message, as far as it says, takes. */
  private wanted = 0;
  /** The line before began with a priority: where counts come in between, so do the messages behind them. */
  private hadPriority = false;
  /** The next NUL of the bytes at hand, looked for once and not again at each change of the framing; -1 when there is none. */
  private nul = -1;
  /** Octets of an oversized message still to be read past. */
  private skip = 0;
  /** The rest of an oversized line is read past up to its end. */
  private isDiscarding = false;
  private readonly emit: (line: Buffer) => void;
  private readonly drop: (reason: DropReason, lines: number) => void;

  constructor(emit: (line: Buffer) => void, drop: (reason: DropReason, lines: number) => void) {
    this.emit = emit;
    this.drop = drop;
  }

  feed(chunk: Buffer): void {
    let rest = chunk;
    if (this.skip > 0) {
      const over = Math.min(this.skip, rest.length);
      this.skip -= over;
      rest = rest.subarray(over);
    }
    if (rest.length === 0) {
      return;
    }
    if (this.held.length === 0) {
      this.held.keep(this.read(rest));
      return;
    }
    this.held.append(rest);
    if (!this.isUnfinished(rest)) this.held.keep(this.read(this.held.content));
  }

  /** Bytes that wait for the rest of their message. */
  get heldBytes(): number {
    return this.held.length;
  }

  /** Gives the message up of which the beginning is held, for want of room: it is counted, and its rest read past. */
  giveUp(): void {
    if (this.held.length === 0 || this.mode === 'unknown') return;
    if (this.mode === 'octets') this.skip = Math.max(0, this.wanted - this.held.length);
    else this.isDiscarding = true;
    this.held.keep(NOTHING);
    this.drop('oversized', 1);
  }

  /** Whether what is held with these new bytes at its end is no whole message yet: then there is nothing to look for in all of it. */
  private isUnfinished(added: Buffer): boolean {
    const { length } = this.held;
    if (this.mode === 'octets') return length < this.wanted;
    if (this.mode !== 'lines' || length > MAX_LINE) return false;
    return !isDigit(this.held.content[0]) && added.indexOf(LF) < 0 && added.indexOf(NUL) < 0;
  }

  /** The connection ended. @param isClean the sender closed it, so that what is left is a whole line without its end */
  end(isClean: boolean): void {
    const held = this.held.content;
    this.held.keep(NOTHING);
    if (this.skip > 0 || this.isDiscarding || held.length === 0) {
      return;
    }
    if (this.mode !== 'octets' && isClean) {
      this.line(held);
    } else {
      this.drop('incomplete', 1);
    }
  }

  /** @returns the bytes that are no whole message yet */
  private read(bytes: Buffer): Buffer {
    if (this.mode === 'unknown') {
      const guess = guessMode(bytes);
      if (guess === null) {
        return bytes;
      }
      this.mode = guess;
    }
    this.nul = bytes.indexOf(NUL);
    for (let at = 0; ; ) {
      const mode: Mode = this.mode;
      at = mode === 'octets' ? this.readOctets(bytes, at) : this.readLines(bytes, at);
      if (this.mode === mode) return bytes.subarray(at);
    }
  }

  /** @returns where it stopped: for more bytes, or for the other mode */
  private readOctets(bytes: Buffer, start: number): number {
    let at = start;
    this.wanted = 0;
    for (;;) {
      // Some senders end a counted message with a line end as well.
      while (at < bytes.length && isFiller(bytes[at])) at++;
      const stop = countEnd(bytes, at);
      if (stop === null) {
        return at;
      }
      if (stop < 0) {
        // No count: a line, the best that can be had where counts are lost.
        this.mode = 'lines';
        this.hadPriority = bytes[at] === LESS;
        return at;
      }
      const length = Number(bytes.toString('latin1', at, stop));
      const from = stop + 1;
      if (length > MAX_LINE) {
        this.drop('oversized', 1);
        const have = Math.min(length, bytes.length - from);
        this.skip = length - have;
        at = from + have;
        continue;
      }
      if (bytes.length - from < length) {
        this.wanted = from + length - at;
        return at;
      }
      this.line(bytes.subarray(from, from + length));
      at = from + length;
    }
  }

  private readLines(bytes: Buffer, start: number): number {
    let at = start;
    for (;;) {
      if (this.hadPriority && !this.isDiscarding && isDigit(bytes[at])) {
        const mode = guessMode(bytes.subarray(at));
        if (mode === 'octets') this.mode = mode;
        if (mode !== 'lines') return at;
      }
      if (this.nul >= 0 && this.nul < at) this.nul = bytes.indexOf(NUL, at);
      const { nul } = this;
      const lf = bytes.indexOf(LF, at);
      const end = lf < 0 ? nul : nul < 0 ? lf : Math.min(lf, nul);
      if (end < 0) {
        break;
      }
      if (this.isDiscarding) {
        this.isDiscarding = false;
      } else {
        this.hadPriority = bytes[at] === LESS;
        this.line(bytes.subarray(at, end));
      }
      at = end + 1;
    }
    if (this.isDiscarding) {
      return bytes.length;
    }
    if (bytes.length - at > MAX_LINE) {
      this.drop('oversized', 1);
      this.isDiscarding = true;
      return bytes.length;
    }
    return at;
  }

  private line(message: Buffer): void {
    if (message.length > MAX_LINE) {
      this.drop('oversized', 1);
      return;
    }
    const line = asLine(message);
    if (line.length > 0) {
      this.emit(line);
    }
  }
}

/** Octet counting begins `123 <`; anything else is lines. Null while too little has come to tell. */
function guessMode(bytes: Buffer): 'octets' | 'lines' | null {
  const stop = countEnd(bytes, 0);
  if (stop === null || (stop >= 0 && stop + 1 >= bytes.length)) {
    return null;
  }
  return stop > 0 && bytes[stop + 1] === LESS ? 'octets' : 'lines';
}

/** Position of the space behind a count at `at`; -1 when there is no count, null when more bytes are needed to tell. */
function countEnd(bytes: Buffer, at: number): number | null {
  let stop = at;
  while (stop < bytes.length && isDigit(bytes[stop])) stop++;
  if (stop - at > MAX_DIGITS) {
    return -1;
  }
  if (stop >= bytes.length) {
    return null;
  }
  return stop > at && bytes[at] !== 48 && bytes[stop] === SPACE ? stop : -1;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}

function isFiller(code: number | undefined): boolean {
  return code === LF || code === CR || code === NUL;
}

/**
 * One message as one line: line ends behind it go, those inside become `#012` (and `#015`), as relays write them. All other bytes
 * stay as they came.
 */
export function asLine(message: Buffer): Buffer {
  let end = message.length;
  while (end > 0 && isFiller(message[end - 1])) end--;
  const line = message.subarray(0, end);
  if (line.indexOf(LF) < 0) {
    return line;
  }
  return Buffer.from(line.toString('latin1').replaceAll('\r', '#015').replaceAll('\n', '#012'), 'latin1');
}
