/**
 * In: the pairs of one line as windows of its bytes, and what a format says about its keys (FieldSpec). Out: LineWindows, or "not plain".
 * Guarantee: as PairReader's for the same pairs. What is taken is read as DraftFiller reads it; where that could differ, or where a field
 * hangs on more than its own window, the line is not plain.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { clockOf, findHostIn, ipv4EndOf, isPlainHost, span, uintOf, untilByte } from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import {
  anyDayOf,
  anyTimeOf,
  byteTime,
  isAddress,
  isHostAt,
  isPlaceholderAt,
  NO_ZONE,
  settleBytes,
  UNPLAIN_ZONE,
  zoneHoursOf,
  zoneMinutesOf,
} from './byte-values.ts';
import { type FieldSpec, FieldTable, SLOTS, type Slot } from './field-table.ts';
import { isNumberedAddress } from './json-values.ts';
import { NotedWindows } from './noted-windows.ts';
import { ADDRESS_OR_NAME, BARE, fieldFor, NUMBERS, REQUEST, sumOf } from './pair-slots.ts';
import {
  ACTION,
  CLOCK,
  COUNT,
  DATE,
  DESTINATION,
  DESTINATION_END,
  DEVICE,
  HOST,
  PASSED,
  RECEIVED,
  SENT,
  SOURCE,
  SOURCE_END,
  settleTime,
  slotAt,
  TIME,
  TOTAL,
  URL,
  USER,
  ZONE,
} from './window-slots.ts';

const SPACE = 32;
const DQUOTE = 34;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const UNFILLED = 255;

const NOT_NOTED = -1;
/** Slots whose being filled a format's judgement may look at. */
const PRESENCE = [
  SOURCE,
  SOURCE_END,
  USER,
  DEVICE,
  DESTINATION,
  DESTINATION_END,
  HOST,
  URL,
  SENT,
  RECEIVED,
  TOTAL,
] as const;

export interface WindowFacts {
  readonly spec: FieldSpec;
  /** Keys whose values, with those of the action, decide what the format's judgement says of a line on import. */
  readonly judged: readonly string[];
  /** Keys that change a name by what they hold. */
  readonly unplain?: readonly string[];
  /** Keys by which another format may claim the line, whatever they hold. */
  readonly foreign?: readonly string[];
  /** A key whose value is a request line (`GET http://host/ HTTP/1.1`), and what stands between its blanks the URL. */
  readonly request?: string;
  /** A key whose value belongs to the user's name. Right behind the user, in quotes as the user is, it is part of the user's window. */
  readonly joinsUser?: string;
  /** Keys whose last value is kept as a window, by their place in this list: for what a format reads of them. */
  readonly noted?: readonly string[];
}

/** `" key="` between two quoted values. */
const JOINT = 4;

export class PairWindows {
  private readonly keys: ByteKeys;
  /** Keys of the last line, for whoever reads pairs one after the other. */
  readonly order = new KeyOrder();
  /** By key number: its slot, its rank there, whether it is judged by, whether it makes a line unplain. */
  private readonly slots: number[] = [PASSED];
  private readonly ranks: number[] = [UNFILLED];
  private readonly judged: boolean[] = [false];
  private readonly unplain: boolean[] = [false];
  private readonly foreign: boolean[] = [false];
  /** By key number: its place in the list of noted keys, NOT_NOTED for others. */
  private readonly notes: number[] = [NOT_NOTED];
  readonly noted: NotedWindows;
  private readonly hasNotes: boolean;
  private readonly joint: string;
  private readonly jointKey: number;
  /** Where a value that belongs to the user's name ends. */
  private jointEnd = 0;
  private readonly filled = new Uint8Array(SLOTS.length);
  private readonly froms = new Int32Array(SLOTS.length);
  readonly tos = new Int32Array(SLOTS.length);
  readonly numbers = new Float64Array(SLOTS.length);
  /** And whether the host of the URL is an address, which a judgement sees in the address's place. */
  private readonly presence = new Uint8Array(PRESENCE.length + 1);
  /** Stands for a key in a verdict: which keys they are, for readers of one format may number theirs alike, and its number. */
  private readonly label = new Uint8Array(4);
  private timeIsLocal = false;
  /** Host behind the address, port and interface of an end. */
  private sourceName = 0;
  private sourceNameEnd = 0;
  private destinationName = 0;
  private destinationNameEnd = 0;

  constructor({ spec, judged, unplain = [], foreign = [], joinsUser = '', request = '', noted = [] }: WindowFacts) {
    const further = [joinsUser, request, ...noted].filter((key) => key !== '');
    this.noted = new NotedWindows(noted.length);
    this.hasNotes = noted.length > 0;
    const table = new FieldTable(spec, [...judged, ...unplain, ...foreign, ...further]);
    this.joint = joinsUser;
    this.jointKey = joinsUser === '' ? -1 : table.find(joinsUser, 0, joinsUser.length) + 1;
    this.keys = new ByteKeys(
      table.allKeys().map((key, entry) => [key, entry + 1]),
      false,
    );
    const sum = sumOf(table.allKeys().join(' '));
    this.label[0] = sum >> 8;
    this.label[1] = sum & 255;
    for (const [entry, key] of table.allKeys().entries()) {
      const slot = table.slotOf(entry);
      this.slots.push(key === request ? REQUEST : slot === undefined ? PASSED : fieldFor(slot));
      this.ranks.push(Math.min(table.rankOf(entry), UNFILLED - 1));
      this.judged.push(judged.includes(key) || slot === 'action');
      this.unplain.push(unplain.includes(key));
      this.foreign.push(foreign.includes(key));
      this.notes.push(noted.indexOf(key));
    }
  }

  /** The URL of the line that `finish` was called for names an address instead of a host. */
  isUrlAddress = false;

  begin(out: LineWindows): void {
    this.isUrlAddress = false;
    this.filled.fill(UNFILLED);
    this.froms.fill(0);
    this.tos.fill(0);
    if (this.hasNotes) this.noted.begin();
    this.sourceNameEnd = 0;
    this.destinationNameEnd = 0;
    this.jointEnd = 0;
    out.beginVerdict();
  }

  /** The key counts, so that its value must hold no escapes. Of a URL only the host does, and none stands in a plain one. */
  isExact(bytes: Uint8Array, keyStart: number, keyEnd: number): boolean {
    const key = this.keys.find(bytes, keyStart, keyEnd);
    return key > 0 && this.slots[key] !== URL;
  }

  /** Takes a pair; the value has no escapes. @returns false when the line is not plain */
  take(bytes: Uint8Array, keyStart: number, keyEnd: number, from: number, to: number, out: LineWindows): boolean {
    return this.takeKey(this.keys.find(bytes, keyStart, keyEnd), bytes, from, to, out);
  }

  /** Number of a key, 0 for those that nothing hangs on. */
  keyOf(bytes: Uint8Array, start: number, end: number): number {
    return this.keys.find(bytes, start, end);
  }

  /** As `take`, of a key whose number is known. */
  takeKey(key: number, bytes: Uint8Array, from: number, to: number, out: LineWindows): boolean {
    if (key === 0) return true;
    if (this.judged[key] === true) {
      const { label } = this;
      label[2] = key >> 8;
      label[3] = key & 255;
      if (!out.addVerdict(label, 0, label.length) || !out.addVerdict(bytes, from, to)) return false;
    }
    const note = this.hasNotes ? (this.notes[key] ?? NOT_NOTED) : NOT_NOTED;
    if (note !== NOT_NOTED) this.noted.take(note, from, to);
    return this.takeValue(key, bytes, from, to);
  }

  /** Some figure, name or judgement hangs on the value of this entry. */
  needs(entry: number): boolean {
    const key = entry + 1;
    return (this.slots[key] ?? PASSED) !== PASSED || this.judged[key] === true || this.unplain[key] === true;
  }

  /** As `take`, of a key that FieldTable knows by this entry. */
  takeEntry(entry: number, bytes: Uint8Array, from: number, to: number, out: LineWindows): boolean {
    return this.takeKey(entry + 1, bytes, from, to, out);
  }

  private takeValue(key: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (this.foreign[key] === true) return false;
    if (from === to) return true;
    if (this.unplain[key] === true) return false;
    if (key === this.jointKey) return this.join(bytes, from, to);
    const slot = this.slots[key] ?? PASSED;
    if (slot === PASSED) return true;
    if (slot === ADDRESS_OR_NAME) return false;
    if (slot === REQUEST) return this.takeRequest(bytes, from, to);
    if (isPlaceholderAt(bytes, from, to)) return true;
    const rank = this.ranks[key] ?? UNFILLED;
    if (rank >= (this.filled[slot] ?? 0)) return true;
    return this.fill(bytes, slot, rank, from, to);
  }

  private takeRequest(bytes: Uint8Array, from: number, to: number): boolean {
    const first = untilByte(bytes, SPACE, from, to);
    let last = to - 1;
    while (last > first && bytes[last] !== SPACE) last--;
    // Two of them, or one beside a URL, are left to the reader of text.
    if (first === from || last <= first + 1 || this.filled[URL] !== UNFILLED) return false;
    this.filled[URL] = 0;
    this.froms[URL] = first + 1;
    this.tos[URL] = last;
    return true;
  }

  private join(bytes: Uint8Array, from: number, to: number): boolean {
    const gap = from - (this.tos[USER] ?? 0);
    const isBehindUser = this.has(USER) && gap === this.joint.length + JOINT && bytes[from - 1] === DQUOTE;
    // Without a user it belongs to nobody, unless one comes later.
    if (isBehindUser) this.tos[USER] = to;
    else if (this.has(USER)) return false;
    this.jointEnd = to;
    return true;
  }

  private fill(bytes: Uint8Array, slot: number, rank: number, from: number, to: number): boolean {
    if (slot === ZONE) {
      const zone = to - from === 3 ? zoneHoursOf(bytes, from, to) : zoneMinutesOf(bytes, from, to);
      if (zone === NO_ZONE) return true;
      if (zone === UNPLAIN_ZONE) return false;
      this.numbers[ZONE] = zone;
    } else if (NUMBERS.has(slot)) {
      const value = uintOf(bytes, from, to);
      if (value < 0) return false;
      this.numbers[slot] = value;
    } else if (!BARE.has(slot) && !this.read(bytes, slot, from, to)) return false;
    this.filled[slot] = rank;
    const isEnd = slot === SOURCE_END || slot === DESTINATION_END;
    const isBracketed = isEnd && bytes[from] === OPEN;
    const quad = isEnd ? ipv4EndOf(bytes, from, to) : -1;
    this.froms[slot] = isBracketed ? from + 1 : from;
    this.tos[slot] = isBracketed ? untilByte(bytes, CLOSE, from, to) : quad < 0 ? to : quad;
    return true;
  }

  private read(bytes: Uint8Array, slot: number, from: number, to: number): boolean {
    switch (slot) {
      case TIME:
        if (!anyTimeOf(bytes, from, to)) return false;
        this.numbers[TIME] = byteTime.ms;
        this.timeIsLocal = byteTime.isLocal;
        return true;
      case DATE:
        this.numbers[DATE] = to - from === 10 ? anyDayOf(bytes, from) : -1;
        return (this.numbers[DATE] ?? -1) >= 0;
      case CLOCK:
        this.numbers[CLOCK] = to - from === 8 ? clockOf(bytes, from) : -1;
        return (this.numbers[CLOCK] ?? -1) >= 0;
      case SOURCE:
      case DESTINATION:
        return isAddress(bytes, from, to) || isNumberedAddress(bytes, from, to);
      case SOURCE_END:
      case DESTINATION_END:
        return this.readEnd(bytes, slot === SOURCE_END, from, to);
      case HOST:
        return isHostAt(bytes, from, to);
      case COUNT:
        this.numbers[COUNT] = uintOf(bytes, from, to);
        return (this.numbers[COUNT] ?? -1) >= 0;
      default:
        // An action's words are in the verdict.
        return slot === ACTION;
    }
  }

  /** `A`, `A:port`, `[v6]:port` or `A:port:interface[:host]`; better keys that come later are left to the reader of text. */
  private readEnd(bytes: Uint8Array, isSource: boolean, from: number, to: number): boolean {
    if (this.filled[isSource ? SOURCE_END : DESTINATION_END] !== UNFILLED) return false;
    const quad = ipv4EndOf(bytes, from, to);
    if (bytes[from] === OPEN) {
      const close = untilByte(bytes, CLOSE, from, to);
      return close < to && isAddress(bytes, from + 1, close);
    }
    // Several colons belong to an address of IPv6.
    if (quad < 0) return isAddress(bytes, from, to);
    if (quad === to) return true;
    if (bytes[quad] !== COLON) return false;
    let name = quad;
    for (let part = 0; part < 2 && name < to; part++) {
      name++;
      while (name < to && bytes[name] !== COLON) name++;
    }
    name++;
    if (name >= to) return true;
    if (isSource) {
      this.sourceName = name;
      this.sourceNameEnd = to;
      return true;
    }
    this.destinationName = name;
    this.destinationNameEnd = to;
    return isPlainHost(bytes, name, to);
  }

  /** Settles what hangs together. @returns false when the line is not plain */
  finish(bytes: Uint8Array, out: LineWindows): boolean {
    settleTime(this, this.timeIsLocal, true, out);
    if (!this.settleEnds(bytes, out)) return false;
    settleBytes(out, this.numberOf(SENT), this.numberOf(RECEIVED), this.numberOf(TOTAL));
    if (this.jointEnd > 0 && this.has(USER) && this.tos[USER] !== this.jointEnd) return false;
    out.action = ACTION_UNKNOWN;
    out.count = this.has(COUNT) ? Math.max(1, this.numbers[COUNT] ?? 1) : 1;
    out.userStart = this.froms[USER] ?? 0;
    out.userEnd = this.tos[USER] ?? 0;
    const hasDevice = this.has(DEVICE);
    out.deviceStart = hasDevice ? (this.froms[DEVICE] ?? 0) : this.sourceName;
    out.deviceEnd = hasDevice ? (this.tos[DEVICE] ?? 0) : this.sourceNameEnd;
    const { presence } = this;
    for (let at = 0; at < PRESENCE.length; at++) presence[at] = this.has(PRESENCE[at] ?? 0) ? 49 : 48;
    presence[PRESENCE.length] = this.isUrlAddress ? 49 : 48;
    return out.addVerdict(presence, 0, presence.length);
  }

  private has(slot: number): boolean {
    return this.tos[slot] !== 0;
  }

  private numberOf(slot: number): number {
    return this.has(slot) ? (this.numbers[slot] ?? -1) : -1;
  }

  /** Some key of the line at hand has filled the slot. */
  isFilled(slot: Slot): boolean {
    return this.has(slotAt(slot));
  }

  private settleEnds(bytes: Uint8Array, out: LineWindows): boolean {
    const isEnd = this.has(SOURCE_END);
    if (isEnd && this.has(SOURCE)) return false;
    out.sourceStart = this.froms[isEnd ? SOURCE_END : SOURCE] ?? 0;
    out.sourceEnd = this.tos[isEnd ? SOURCE_END : SOURCE] ?? 0;
    if (this.has(DESTINATION) && this.has(DESTINATION_END)) return false;
    if (this.has(HOST)) {
      out.destStart = this.froms[HOST] ?? 0;
      out.destEnd = this.tos[HOST] ?? 0;
      return true;
    }
    if (this.destinationNameEnd > 0) {
      out.destStart = this.destinationName;
      out.destEnd = this.destinationNameEnd;
      return true;
    }
    if (this.has(URL)) {
      const start = this.froms[URL] ?? 0;
      const end = this.tos[URL] ?? 0;
      if (!findHostIn(bytes, start, end)) return false;
      out.destStart = span.start;
      out.destEnd = span.end;
      if (isPlainHost(bytes, span.start, span.end)) return true;
      if (ipv4EndOf(bytes, span.start, span.end) !== span.end) return false;
      this.isUrlAddress = true;
      // The device knows better where its packets went.
      if (!this.has(DESTINATION) && !this.has(DESTINATION_END)) return true;
    }
    const address = this.has(DESTINATION) ? DESTINATION : DESTINATION_END;
    out.destStart = this.froms[address] ?? 0;
    out.destEnd = this.tos[address] ?? 0;
    // What a number stands for is not learned of destinations.
    return !this.has(address) || isAddress(bytes, out.destStart, out.destEnd);
  }
}
