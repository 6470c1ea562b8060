/**
 * In: an event of a Windows provider as event XML, as bytes. Out: its figures and where its names stand, or "not plain", as WindowsEventParser
 * reads the same text. Its id and the value that says in which direction a connection went are part of the verdict.
 * Plain: no tag within a tag, one id in front of the data, and each name in quotes that its tag closes behind.
 */
import type { LineWindows } from '../api.ts';
import { bytesOf, findWordAt, isWordAt, untilByte } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import type { FieldSpec } from './field-table.ts';
import { PairWindows } from './pair-windows.ts';

const DQUOTE = 34;
const QUOTE = 39;
const SLASH = 47;
const LESS = 60;
const GREATER = 62;

const EVENT = '<Event';
const ID = 'EventID';
const DATA = 'Data Name=';
const CREATED = 'TimeCreated SystemTime=';
const COMPUTER = 'Computer';
const CREATED_KEY = bytesOf('TimeCreated');
const COMPUTER_KEY = bytesOf('Computer');

/** What counts of a WindowsEvents. */
export interface XmlEvents {
  readonly spec: FieldSpec;
  readonly direction: string;
  readonly timesAreUtc?: true;
  /** By whose name the claim is certain. */
  readonly provider: string;
}

/** Reads events of one provider. @param look how far into a line its name is looked for */
export class EventXmlBytes {
  private readonly windows: PairWindows;
  private readonly events: XmlEvents;
  private readonly look: number;
  /** Of the elements that count once: whether the line at hand had them. */
  private hasId = false;
  private hasTime = false;
  private hasComputer = false;

  constructor(events: XmlEvents, look: number) {
    this.events = events;
    this.look = look;
    this.windows = new PairWindows({ spec: events.spec, judged: [events.direction] });
  }

  read(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const { windows, events } = this;
    if (!isWordAt(bytes, start, EVENT)) return false;
    if (findWordAt(bytes, events.provider, start, Math.min(end, start + this.look)) < 0) return false;
    windows.begin(out);
    this.hasId = false;
    this.hasTime = false;
    this.hasComputer = false;
    const words = wordsOf(bytes);
    for (let tag = start; tag < end; ) {
      const close = untilCode(words, GREATER, tag, end);
      const next = untilCode(words, LESS, tag + 1, end);
      // One that is not closed, a tag within it, or a line cut short.
      if (close >= end || close > next || (next === end && bytes[tag + 1] !== SLASH)) return false;
      if (!this.takeTag(bytes, tag + 1, close, next, out)) return false;
      tag = next;
    }
    if (!this.hasId || !windows.finish(bytes, out)) return false;
    if (events.timesAreUtc === true) {
      if (Number.isNaN(out.timeMs)) return false;
      out.timeIsLocal = false;
    }
    return true;
  }

  /** @param at behind the bracket that opens the tag @param next where the next tag begins */
  private takeTag(bytes: Uint8Array, at: number, close: number, next: number, out: LineWindows): boolean {
    if (isWordAt(bytes, at, DATA)) return this.hasId && this.takeData(bytes, at + DATA.length, close, next, out);
    if (isWordAt(bytes, at, ID)) {
      if (this.hasId) return true;
      this.hasId = at + ID.length === close;
      return this.hasId && out.addVerdict(bytes, close + 1, next);
    }
    if (isWordAt(bytes, at, CREATED)) return this.hasTime || this.takeCreated(bytes, at + CREATED.length, close, out);
    if (this.hasComputer || !isWordAt(bytes, at, COMPUTER) || at + COMPUTER.length !== close) return true;
    this.hasComputer = true;
    return this.put(COMPUTER_KEY, bytes, close + 1, next, out);
  }

  /** `<Data Name='SourceAddress'>10.0.0.3</Data>` @param at where the name's quote stands */
  private takeData(bytes: Uint8Array, at: number, close: number, next: number, out: LineWindows): boolean {
    const isEmpty = bytes[close - 1] === SLASH;
    const nameEnd = isEmpty ? close - 2 : close - 1;
    if (!isQuoted(bytes, at, nameEnd)) return false;
    const { direction } = this.events;
    const isDirection = isWordAt(bytes, at + 1, direction);
    if (isDirection && (isEmpty || nameEnd - at - 1 !== direction.length)) return false;
    return isEmpty || this.windows.take(bytes, at + 1, nameEnd, close + 1, next, out);
  }

  /** `<TimeCreated SystemTime='2025-01-01T00:00:00.1234567Z'/>` @param at where the value's quote stands */
  private takeCreated(bytes: Uint8Array, at: number, close: number, out: LineWindows): boolean {
    this.hasTime = true;
    const to = close - 2;
    return bytes[close - 1] === SLASH && isQuoted(bytes, at, to) && this.put(CREATED_KEY, bytes, at + 1, to, out);
  }

  private put(key: Uint8Array, bytes: Uint8Array, from: number, to: number, out: LineWindows): boolean {
    const { windows } = this;
    return windows.takeKey(windows.keyOf(key, 0, key.length), bytes, from, to, out);
  }
}

/** Quotes of one kind stand in both places, and none of that kind between them. */
function isQuoted(bytes: Uint8Array, open: number, close: number): boolean {
  const quote = bytes[open];
  return (
    (quote === QUOTE || quote === DQUOTE) && close > open && untilByte(bytes, quote, open + 1, close + 1) === close
  );
}
