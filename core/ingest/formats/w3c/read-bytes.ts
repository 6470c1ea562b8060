/**
 * In: the columns of a W3C line as windows of its bytes, and the plan that says what they hold. Out: its figures and where its names stand,
 * or "not plain". As `assemble.ts` reads the same columns.
 * Plain lines have a time of their own, an address as client and a host, a URL or an address as destination. What the columns that judge a
 * request mean is learned from lines read as text (`LineWindows.verdict`), and so is which lines of ISA's firewall tell of no transfer. A web
 * server's lines are visits, whatever else they say, unless it passes the request on.
 */
import type { LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { isSpelledHost, jsonTime, jsonTimeOf } from '../keyed/json-values.ts';
import type { ByteColumns } from '../shared/byte-columns.ts';
import {
  clearWindows,
  clockOf,
  dayOf,
  findHostIn,
  findWordAt,
  ipv4EndOf,
  isDay,
  isWordAt,
  span,
  uintOf,
  untilByte,
} from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { type ColumnPlan, SLOT } from './columns.ts';

const PERCENT = 37;
const ASTERISK = 42;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const DAY_BYTES = 10;
const CLOCK_BYTES = 8;
const YEAR_BYTES = 4;
const FIRST_YEAR = 1990;
const DAY_MS = 86_400_000;

const VERDICT = [
  SLOT.proxyAction,
  SLOT.filterResult,
  SLOT.action,
  SLOT.decision,
  SLOT.blockType,
  SLOT.exception,
  SLOT.resultStatus,
  SLOT.direction,
] as const;
/** Of a layout that names ISA's services, whose codes judge as well. */
const ISA_VERDICT = [SLOT.service, SLOT.status] as const;

/** A layout whose lines can be read from bytes. */
export interface BytePlan {
  readonly plan: ColumnPlan;
  /** Columns that decide on what became of the request. */
  readonly verdict: readonly number[];
}

/**
 * Undefined where lines of the layout name no time or no destination.
 * @param isRelayed lines that name no time have the header's
 */
export function bytePlanOf(plan: ColumnPlan | undefined, isRelayed = false): BytePlan | undefined {
  if (plan === undefined) return undefined;
  const has = (slot: number): boolean => (plan.indexOf[slot] ?? -1) >= 0;
  const isTimed = (has(SLOT.time) && has(SLOT.date)) || (has(SLOT.dateTime) && !has(SLOT.time));
  const isUntimed = !has(SLOT.time) && !has(SLOT.dateTime);
  if (!(isTimed || (isRelayed && isUntimed)) || ![SLOT.host, SLOT.url, SLOT.remoteIp, SLOT.stem].some(has))
    return undefined;
  const slots = has(SLOT.service) ? [...VERDICT, ...ISA_VERDICT] : VERDICT;
  return { plan, verdict: slots.filter(has).map((slot) => plan.indexOf[slot] ?? -1) };
}

/** What Application Request Routing puts into the query of a request that it passes on. */
const PASSED_ON = 'X-ARR-LOG-ID=';
/** ISA's firewall services tell of sessions and of calls, not of requests: what they did says whether it is traffic. */
const FIREWALL = ['fwsrv', 'wspsrv'] as const;

/** Reads the columns of one line. */
class Columns {
  private bytes: Uint8Array = new Uint8Array(0);
  private froms: Int32Array = new Int32Array(0);
  private tos: Int32Array = new Int32Array(0);
  private indexOf: Int16Array = new Int16Array(0);

  read(bytes: Uint8Array, columns: ByteColumns, { plan, verdict }: BytePlan, isLocal: boolean, out: LineWindows) {
    this.bytes = bytes;
    this.froms = columns.froms;
    this.tos = columns.tos;
    this.indexOf = plan.indexOf;
    clearWindows(out);
    if (!this.takeTime(isLocal, out) || !this.takeClient(out) || this.has(SLOT.sourceEndpoint)) return false;
    if (this.isServer()) {
      if (!this.isPassedOn()) return out.sourceEnd > 0 && takeVisit(out);
      // Without a host's name it is a visit after all.
      if (!this.has(SLOT.host) || !isSpelledHost(bytes, this.from(SLOT.host), this.to(SLOT.host))) return false;
    }
    if (!this.takeDestination(out) || !this.takeMeasures(out)) return false;
    if (this.has(SLOT.user)) {
      out.userStart = this.from(SLOT.user);
      out.userEnd = this.to(SLOT.user);
    }
    if (this.has(SLOT.clientHost)) {
      out.deviceStart = this.from(SLOT.clientHost);
      out.deviceEnd = this.to(SLOT.clientHost);
    }
    for (const column of verdict) if (!out.addVerdict(bytes, columns.from(column), columns.to(column))) return false;
    return !this.isFirewall() || out.addVerdict(bytes, this.from(SLOT.operation), this.to(SLOT.operation));
  }

  private index(slot: number): number {
    return this.indexOf[slot] ?? -1;
  }

  /** Neither missing nor empty nor `-`. */
  private has(slot: number): boolean {
    const index = this.indexOf[slot] ?? -1;
    if (index < 0) return false;
    const from = this.froms[index] ?? 0;
    const width = (this.tos[index] ?? 0) - from;
    return width > 1 || (width === 1 && this.bytes[from] !== DASH);
  }

  private from(slot: number): number {
    return this.froms[this.index(slot)] ?? 0;
  }

  private to(slot: number): number {
    return this.tos[this.index(slot)] ?? 0;
  }

  private width(slot: number): number {
    return this.to(slot) - this.from(slot);
  }

  /** Times are UTC unless a directive says otherwise. */
  private takeTime(isLocal: boolean, out: LineWindows): boolean {
    const { bytes } = this;
    if (this.index(SLOT.time) < 0) {
      // Only layouts whose time is the header's are like that.
      if (this.index(SLOT.dateTime) < 0) return true;
      if (!this.has(SLOT.dateTime) || !jsonTimeOf(bytes, this.from(SLOT.dateTime), this.to(SLOT.dateTime)))
        return false;
      out.timeMs = jsonTime.ms;
      out.timeIsLocal = isLocal && jsonTime.isLocal;
      return true;
    }
    if (this.index(SLOT.date) < 0) return false;
    const from = this.from(SLOT.date);
    const day = this.width(SLOT.date) === DAY_BYTES ? dayOf(bytes, from) : -1;
    if (day < 0) return this.takeSlashedTime(out);
    const clock = this.width(SLOT.time) === CLOCK_BYTES ? clockOf(bytes, this.from(SLOT.time)) : -1;
    out.timeMs = day + clock;
    out.timeIsLocal = isLocal;
    return clock >= 0;
  }

  /** ISA's own layout writes `M/D/YYYY` and `H:mm:ss` in the server's zone. */
  private takeSlashedTime(out: LineWindows): boolean {
    const day = slashedDayOf(this.bytes, this.from(SLOT.date), this.to(SLOT.date));
    const clock = shortClockOf(this.bytes, this.from(SLOT.time), this.to(SLOT.time));
    out.timeMs = day + clock;
    out.timeIsLocal = true;
    return day >= 0 && clock >= 0;
  }

  private takeClient(out: LineWindows): boolean {
    if (!this.has(SLOT.clientIp)) return !this.has(SLOT.forwardedFor) && !this.has(SLOT.sourceEndpoint);
    out.sourceStart = this.from(SLOT.clientIp);
    out.sourceEnd = this.to(SLOT.clientIp);
    return isAddress(this.bytes, out.sourceStart, untilByte(this.bytes, PERCENT, out.sourceStart, out.sourceEnd));
  }

  private isFirewall(): boolean {
    return this.has(SLOT.service) && FIREWALL.some((word) => this.is(SLOT.service, word));
  }

  private is(slot: number, word: string): boolean {
    return this.width(slot) === word.length && isWordAt(this.bytes, this.from(slot), word);
  }

  private isServer(): boolean {
    const path = this.isOfSystem() ? SLOT.url : SLOT.stem;
    if (!this.has(path) || this.has(SLOT.filterResult) || this.has(SLOT.proxyAction)) return false;
    const first = this.bytes[this.from(path)];
    return first === SLASH || first === ASTERISK;
  }

  private isOfSystem(): boolean {
    return this.has(SLOT.url) && this.has(SLOT.serverIp) && this.has(SLOT.serverPort) && !this.has(SLOT.host);
  }

  /** By Application Request Routing. */
  private isPassedOn(): boolean {
    if (!this.has(SLOT.query)) return false;
    return findWordAt(this.bytes, PASSED_ON, this.from(SLOT.query), this.to(SLOT.query)) >= 0;
  }

  /** The host, else that of the URL, else the address that was connected to. */
  private takeDestination(out: LineWindows): boolean {
    const { bytes } = this;
    if (this.has(SLOT.host)) {
      out.destStart = this.from(SLOT.host);
      out.destEnd = this.to(SLOT.host);
      return isHost(bytes, out.destStart, out.destEnd);
    }
    if (this.has(SLOT.url)) {
      if (!findHostIn(bytes, this.from(SLOT.url), this.to(SLOT.url))) return false;
      out.destStart = span.start;
      out.destEnd = span.end;
      return isHost(bytes, span.start, span.end);
    }
    if (this.has(SLOT.stem) || this.has(SLOT.destinationEndpoint) || !this.has(SLOT.remoteIp)) return false;
    out.destStart = this.from(SLOT.remoteIp);
    out.destEnd = this.to(SLOT.remoteIp);
    return isAddress(bytes, out.destStart, out.destEnd);
  }

  private takeMeasures(out: LineWindows): boolean {
    out.bytesSent = this.number(SLOT.bytesFromClient);
    out.bytesReceived = this.number(SLOT.bytesToClient);
    return (
      (out.bytesSent >= 0 || !this.has(SLOT.bytesFromClient)) &&
      (out.bytesReceived >= 0 || !this.has(SLOT.bytesToClient))
    );
  }

  private number(slot: number): number {
    return this.has(slot) ? uintOf(this.bytes, this.from(slot), this.to(slot)) : -1;
  }
}

/** A name or an address that counts whatever stands beside it. */
function isHost(bytes: Uint8Array, start: number, end: number): boolean {
  return isSpelledHost(bytes, start, end) || ipv4EndOf(bytes, start, end) === end;
}

/** Milliseconds of the day `M/D/YYYY`, -1 when it is none. */
function slashedDayOf(bytes: Uint8Array, start: number, end: number): number {
  const month = untilByte(bytes, SLASH, start, end);
  const day = untilByte(bytes, SLASH, month + 1, end);
  if (day >= end || end - day !== YEAR_BYTES + 1) return -1;
  const year = uintOf(bytes, day + 1, end);
  const [m, d] = [uintOf(bytes, start, month), uintOf(bytes, month + 1, day)];
  return year < FIRST_YEAR || !isDay(m, d) ? -1 : daysFromCivil(year, m, d) * DAY_MS;
}

/** Milliseconds of `HH:mm:ss` or `H:mm:ss`, -1 for anything else. */
function shortClockOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start === CLOCK_BYTES) return clockOf(bytes, start);
  if (end - start !== CLOCK_BYTES - 1 || bytes[start + 1] !== COLON || bytes[start + 4] !== COLON) return -1;
  const hours = uintOf(bytes, start, start + 1);
  const minutes = uintOf(bytes, start + 2, start + 4);
  const seconds = uintOf(bytes, start + 5, end);
  if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

const reader = new Columns();

/** @param timesAreLocal as a directive says */
export function readW3cBytes(
  bytes: Uint8Array,
  columns: ByteColumns,
  plan: BytePlan,
  timesAreLocal: boolean,
  out: LineWindows,
): boolean {
  return reader.read(bytes, columns, plan, timesAreLocal, out);
}

/** A visit to a web server whose first columns are date and time. */
export function readVisitBytes(
  bytes: Uint8Array,
  columns: ByteColumns,
  timesAreLocal: boolean,
  out: LineWindows,
): boolean {
  if (columns.to(0) - columns.from(0) !== DAY_BYTES || columns.to(1) - columns.from(1) !== CLOCK_BYTES) return false;
  const day = dayOf(bytes, columns.from(0));
  const clock = clockOf(bytes, columns.from(1));
  if (day < 0 || clock < 0) return false;
  clearWindows(out);
  out.timeMs = day + clock;
  out.timeIsLocal = timesAreLocal;
  return takeVisit(out);
}
