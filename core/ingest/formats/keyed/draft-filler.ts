/**
 * In: the pairs of one line (key=value, JSON, CSV columns, CEF or LEEF extension), each with the entry of its key.
 * Out: a filled draft. Where several keys may fill a field, the best of those that hold a usable value does, whatever their order.
 * Guarantee: never throws; a placeholder (`-`, `N/A`, `null`) or a value of the wrong kind fills nothing.
 */

import { ipKind, ipOfNumber, ipv4End } from '../../../kit/ip.ts';
import { ACTION_UNKNOWN, type ActionCode, type EventDraft, type SyslogHeader } from '../api.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp } from '../kv/window.ts';
import { readDayMonthTime } from '../shared/day-month-time.ts';
import { findCode, findLastCode, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { LONGEST_PLACEHOLDER, PLACEHOLDERS } from '../shared/placeholders.ts';
import { clockMs, readAnyTime, readIsoDate, type TimeTarget } from '../shared/time.ts';
import { type FieldTable, SLOTS, type Slot } from './field-table.ts';
import { readZoneMinutes } from './zone-minutes.ts';

const UNFILLED = 255;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COLON = 58;
const SLASH = 47;
const MINUTE_MS = 60_000;
const MAX_PORT = 65_535;
const LONGEST_ACTION = 64;

const SLOT_INDEX: ReadonlyMap<Slot, number> = new Map(SLOTS.map((slot, index) => [slot, index]));

export interface FillerOptions {
  /** The format's own verdict words, lower case, asked before the general ones. */
  readonly actions?: ReadonlyMap<string, ActionCode>;
}

/** Where `dayIn` reads a day in digits of another order. */
const midnight: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

/** Milliseconds of a day alone: `yyyy-MM-dd`, or with the day or the month in front (`16/12/2022`, `16.12.2022`). NaN when it is none. */
function dayIn(text: string, start: number, end: number): number {
  const day = readIsoDate(text, start, end);
  if (!Number.isNaN(day)) return day;
  const whole = `${text.substring(start, end)} 00:00:00`;
  return readDayMonthTime(whole, 0, whole.length, midnight) < 0 ? Number.NaN : midnight.timeMs;
}

/** Serves many lines: `begin`, `put` for each pair, `finish`. */
export class DraftFiller {
  private readonly table: FieldTable;
  private readonly actions: ReadonlyMap<string, ActionCode> | undefined;
  private readonly ranks = new Uint8Array(SLOTS.length).fill(UNFILLED);
  private dayMs = Number.NaN;
  private clock = -1;
  private zoneMinutes = Number.NaN;

  constructor(table: FieldTable, options: FillerOptions = {}) {
    this.table = table;
    this.actions = options.actions;
  }

  begin(): void {
    this.ranks.fill(UNFILLED);
    this.dayMs = Number.NaN;
    this.clock = -1;
    this.zoneMinutes = Number.NaN;
  }

  /** Takes the value in [start, end), escapes already undone. `entry` is what the table found for its key. */
  put(entry: number, text: string, start: number, end: number, out: EventDraft): void {
    const slot = this.table.slotOf(entry);
    if (slot === undefined || (!out.wantDetail && this.table.isDetail(entry)) || isPlaceholder(text, start, end))
      return;
    const index = SLOT_INDEX.get(slot) ?? 0;
    const rank = Math.min(this.table.rankOf(entry), UNFILLED - 1);
    if (rank >= (this.ranks[index] ?? 0)) return;
    if (this.fill(slot, text, start, end, out)) this.ranks[index] = rank;
  }

  /** Settles what hangs together: time, the bytes of one direction from the total, the host from the URL. */
  finish(out: EventDraft, header: SyslogHeader): void {
    this.settleTime(out, header);
    settleBytes(out);
    if (out.destinationHost === '') setHostFromUrl(out);
  }

  /** @returns false when the value is of no use, so that a lesser key may still fill the slot */
  private fill(slot: Slot, text: string, start: number, end: number, out: EventDraft): boolean {
    switch (slot) {
      case 'time':
        return readAnyTime(text, start, end, out) >= 0;
      case 'date':
        this.dayMs = dayIn(text, start, end);
        return !Number.isNaN(this.dayMs);
      case 'clock':
        this.clock = clockMs(text, start, end);
        return this.clock >= 0;
      case 'zone':
        this.zoneMinutes = readZoneMinutes(text, start, end);
        return !Number.isNaN(this.zoneMinutes);
      case 'sourceIp':
        out.sourceIp = addressIn(text, start, end) || out.sourceIp;
        return out.sourceIp !== '';
      case 'source':
        if (looksLikeIp(text, start, end)) out.sourceIp = text.substring(start, end);
        // Some write the port behind it.
        else if (!this.fillEndpoint(text, start, end, out, true) && out.sourceHost === '') {
          out.sourceHost = text.substring(start, end);
        }
        return true;
      case 'sourceEndpoint':
        return this.fillEndpoint(text, start, end, out, true);
      case 'destinationIp':
        out.destinationIp = addressIn(text, start, end) || out.destinationIp;
        return out.destinationIp !== '';
      case 'destination':
        if (looksLikeIp(text, start, end)) out.destinationIp = text.substring(start, end);
        else if (!this.fillEndpoint(text, start, end, out, false) && out.destinationHost === '') {
          out.destinationHost = text.substring(start, end);
        }
        return true;
      case 'destinationEndpoint':
        return this.fillEndpoint(text, start, end, out, false);
      case 'destinationHost':
        out.destinationHost = text.substring(start, end);
        return true;
      case 'action':
        out.action = this.actionOf(text, start, end);
        return out.action !== ACTION_UNKNOWN;
      case 'sourceUser':
      case 'sourceHost':
      case 'url':
      case 'method':
      case 'userAgent':
      case 'contentType':
      case 'vendorCategory':
      case 'vendorApp':
        out[slot] = text.substring(start, end);
        return true;
      case 'destinationPort': {
        const port = parseUint(text, start, end);
        if (port < 0 || port > MAX_PORT) return false;
        out.destinationPort = port;
        return true;
      }
      case 'status':
      case 'bytesSent':
      case 'bytesReceived':
      case 'bytesTotal':
      case 'count': {
        const number = parseUint(text, start, end);
        if (number < 0) return false;
        out[slot] = number;
        return true;
      }
    }
  }

  private fillEndpoint(text: string, start: number, end: number, out: EventDraft, isSource: boolean): boolean {
    const quad = ipv4End(text, start, end);
    if (quad > 0 && quad < end && text.charCodeAt(quad) === COLON)
      return fillLong(text, start, quad, end, out, isSource);
    const long = quad > 0 ? -1 : longIpv6End(text, start, end);
    if (long > 0) return fillLong(text, start, long, end, out, isSource);
    let from = start;
    let stop = end;
    let portStart = end;
    if (text.charCodeAt(start) === OPEN_BRACKET) {
      from = start + 1;
      stop = findCode(text, CLOSE_BRACKET, from, end);
      if (stop < 0) return false;
      portStart = stop + 2;
    } else {
      const slash = findCode(text, SLASH, start, end);
      const colon = findLastCode(text, COLON, start, end);
      if (slash > start) stop = slash;
      // A lone colon parts address and port; several belong to an IPv6 address, of which nine groups are one too many.
      else if (colon > start && ipKind(text, start, end) === 0) stop = colon;
      portStart = stop + 1;
    }
    if (!looksLikeIp(text, from, stop)) return false;
    if (isSource) out.sourceIp = text.substring(from, stop);
    else {
      out.destinationIp = text.substring(from, stop);
      const port = portStart < end ? parseUint(text, portStart, end) : -1;
      if (port >= 0 && port <= MAX_PORT && out.destinationPort < 0) out.destinationPort = port;
    }
    return true;
  }

  private actionOf(text: string, start: number, end: number): ActionCode {
    if (end - start > LONGEST_ACTION) return ACTION_UNKNOWN;
    const word = text.substring(start, end);
    return this.actions?.get(word.toLowerCase()) ?? actionOfWord(word);
  }

  /** A time of the line, else its date and clock, else the header's. A zone beside them counts for all but the header's. */
  private settleTime(out: EventDraft, header: SyslogHeader): void {
    if (!Number.isNaN(out.timeMs)) {
      if (!out.timeIsLocal || Number.isNaN(this.zoneMinutes)) return;
      out.timeMs -= this.zoneMinutes * MINUTE_MS;
      out.timeIsLocal = false;
      return;
    }
    if (!Number.isNaN(this.dayMs) && this.clock >= 0) {
      const isLocal = Number.isNaN(this.zoneMinutes);
      out.timeMs = this.dayMs + this.clock - (isLocal ? 0 : this.zoneMinutes * MINUTE_MS);
      out.timeIsLocal = isLocal;
      return;
    }
    takeHeaderTime(out, header);
  }
}

/** A port, an interface whose name is no group of hex digits, and perhaps a host, behind an address of IPv6. */
const LONG_IPV6 = /^([\da-f]{0,4}(?::[\da-f]{0,4}){2,8}):\d{1,5}:(?![\da-f]{0,4}(?::|$))[^:]+(?::[^:]*)?$/i;
/** Longest address, port, interface and host name. */
const LONGEST_END = 400;

/** Where the address ends in `2001:db8::1:443:X1[:host]`, -1 where the window is something else. */
function longIpv6End(text: string, start: number, end: number): number {
  if (end - start > LONGEST_END || findCode(text, COLON, start, end) < 0) return -1;
  const match = LONG_IPV6.exec(text.substring(start, end));
  const stop = start + (match?.[1]?.length ?? 0);
  return match !== null && ipKind(text, start, stop) === 6 ? stop : -1;
}

/** `address:port[:interface[:host]]`, with parts left empty, as SonicWall writes an end of a connection. */
function fillLong(text: string, start: number, quad: number, end: number, out: EventDraft, isSource: boolean): boolean {
  const portEnd = untilCode(text, COLON, quad + 1, end);
  const interfaceEnd = portEnd < end ? untilCode(text, COLON, portEnd + 1, end) : end;
  const host = interfaceEnd + 1 < end ? text.substring(interfaceEnd + 1, end) : '';
  if (isSource) {
    out.sourceIp = text.substring(start, quad);
    if (out.sourceHost === '') out.sourceHost = host;
    return true;
  }
  out.destinationIp = text.substring(start, quad);
  if (out.destinationHost === '') out.destinationHost = host;
  const port = parseUint(text, quad + 1, portEnd);
  if (port >= 0 && port <= MAX_PORT && out.destinationPort < 0) out.destinationPort = port;
  return true;
}

/** Addresses below 16 million would be 0.x.y.z, which no host has; plain numbers in an address's place are larger. */
export const SMALLEST_NUMBER = 2 ** 24;
export const LARGEST_NUMBER = 2 ** 32 - 1;

/** The address in the window, '' for anything else. Some services write IPv4 addresses as one number. */
function addressIn(text: string, start: number, end: number): string {
  if (looksLikeIp(text, start, end)) return text.substring(start, end);
  const number = end - start > 10 ? -1 : parseUint(text, start, end);
  if (number < SMALLEST_NUMBER || number > LARGEST_NUMBER) return '';
  return ipOfNumber(number);
}

/** A total beside one direction gives the other; a total beside both says nothing new. */
function settleBytes(out: EventDraft): void {
  const { bytesSent, bytesReceived, bytesTotal } = out;
  if (bytesTotal < 0 || (bytesSent < 0 && bytesReceived < 0)) return;
  if (bytesReceived < 0 && bytesTotal >= bytesSent) out.bytesReceived = bytesTotal - bytesSent;
  else if (bytesSent < 0 && bytesTotal >= bytesReceived) out.bytesSent = bytesTotal - bytesReceived;
  out.bytesTotal = -1;
}

/** Empty, `-`, `N/A`, `null`, `(null)`, `(empty)`, `none`, `undefined`, `not available`. */
export function isPlaceholder(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length <= 0) return true;
  if (length > LONGEST_PLACEHOLDER) return false;
  const first = text.charCodeAt(start);
  if (length === 1) return first === 45;
  // Most values begin like none of these: "(", "N", "n", "-", "u".
  if (first !== 40 && (first | 32) !== 110 && first !== 45 && first !== 117) return false;
  return PLACEHOLDER_WORDS.has(text.substring(start, end).toLowerCase());
}

const PLACEHOLDER_WORDS: ReadonlySet<string> = new Set(PLACEHOLDERS);
