/**
 * In: the event of a Windows provider as its message, as bytes. Out: its figures and where its names stand, or "not plain", as event-message.ts
 * reads the same text. Its id and the value that says in which direction a connection went are part of the verdict.
 * Plain: what Snare, OSSEC or Splunk put in front (event-front.ts), and one message behind it.
 */
import type { LineWindows } from '../api.ts';
import { ByteWords } from '../shared/byte-words.ts';
import { bytesOf, dayOf } from '../shared/bytes.ts';
import { EventFrontBytes, type EventSource } from './event-front.ts';
import { EVENT_LOOK, type EventMessage } from './event-message.ts';
import type { FieldSpec } from './field-table.ts';
import { PairWindows } from './pair-windows.ts';

const TAB = 9;
const SPACE = 32;
const DASH = 45;
const SLASH = 47;
const DAY_LENGTH = 'yyyy-MM-dd'.length;
const UNPLAIN = -1;

/** What counts of a WindowsEvents. */
export interface MessageEvents extends EventSource {
  readonly spec: FieldSpec;
  readonly direction: string;
  readonly timesAreUtc?: true;
  readonly message: EventMessage;
}

export class EventMessageBytes {
  private readonly front: EventFrontBytes;
  private readonly begins: ByteWords;
  /** Labels with their colons, and what messages begin with behind them. */
  private readonly words: ByteWords;
  private readonly ids: readonly Uint8Array[];
  private readonly widths: readonly number[];
  private readonly keys: readonly number[];
  private readonly windows: PairWindows;
  private readonly isUtc: boolean;

  constructor(events: MessageEvents) {
    const { begins, labels } = events.message;
    const starts = begins.map(([text]) => text);
    const names = labels.map(([label]) => `${label}:`);
    this.front = new EventFrontBytes(events);
    this.begins = new ByteWords(starts);
    this.words = new ByteWords([...names, ...starts]);
    this.ids = begins.map(([, id]) => bytesOf(id));
    this.widths = names.map((name) => name.length);
    this.windows = new PairWindows({ spec: events.spec, judged: [events.direction] });
    this.keys = labels.map(([, name]) => this.windows.keyOf(bytesOf(name), 0, name.length));
    this.isUtc = events.timesAreUtc === true;
  }

  read(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const { front, begins, words, windows, keys, widths } = this;
    const behind = front.end(bytes, start, end);
    if (behind < 0) return false;
    const begin = begins.first(bytes, behind, Math.min(end, start + EVENT_LOOK));
    const id = this.ids[begin];
    if (id === undefined) return false;
    const at = begins.places[begin] ?? 0;
    words.find(bytes, at, end);
    // The reader of text takes the first of the list, wherever it stands.
    for (let other = 0; other < begin; other++) if ((words.places[keys.length + other] ?? -1) >= 0) return false;
    windows.begin(out);
    if (!out.addVerdict(id, 0, id.length)) return false;
    let isData = false;
    for (let label = 0; label < keys.length; label++) {
      const place = words.places[label] ?? -1;
      if (place < 0) continue;
      isData = true;
      const from = skipBlanks(bytes, place + (widths[label] ?? 0), end);
      const to = valueEnd(bytes, from, end);
      if (to === UNPLAIN) return false;
      if (to > from && !windows.takeKey(keys[label] ?? 0, bytes, from, to, out)) return false;
    }
    // Without data it may be another's.
    if (!isData || !windows.finish(bytes, out)) return false;
    if (Number.isNaN(out.timeMs)) {
      out.timeMs = front.timeMs;
      out.timeIsLocal = true;
    }
    if (this.isUtc) out.timeIsLocal = false;
    return true;
  }
}

function isBlank(code: number | undefined): boolean {
  return code === SPACE || code === TAB;
}

function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

/** Behind the word at `start`, and behind the clock that follows a day; UNPLAIN for a day that needs a closer look. */
function valueEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(bytes[at])) at++;
  const mark = bytes[start + 4];
  if (at - start !== DAY_LENGTH || (mark !== DASH && mark !== SLASH) || bytes[start + 7] !== mark) return at;
  if (dayOf(bytes, start) < 0) return UNPLAIN;
  return at + 1 < end ? valueEnd(bytes, at + 1, end) : at;
}
