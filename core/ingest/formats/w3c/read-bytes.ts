/**
 * In: the columns of a W3C line as windows of its bytes, and the plan that says what they hold. Out: its figures and where its names stand,
 * or "not plain". As `assemble.ts` reads the same columns.
 * Plain lines have a time of their own, an address as client and a host, a URL or an address as destination. What the columns that judge a
 * request mean is learned from lines read as text (`LineWindows.verdict`). A web server's lines are visits, whatever else they say.
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
  isWordAt,
  span,
  uintOf,
} from '../shared/bytes.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { type ColumnPlan, SLOT } from './columns.ts';

const ASTERISK = 42;
const DASH = 45;
const SLASH = 47;
const DAY_BYTES = 10;
const CLOCK_BYTES = 8;

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
/** ISA's firewall services tell sessions, not requests. */
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
    if (!this.takeTime(isLocal, out) || !this.takeClient(out) || this.isFirewall()) return false;
    if (this.isServer()) return this.isVisit() && out.sourceEnd > 0 && takeVisit(out);
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
    return true;
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
    if (this.width(SLOT.date) !== DAY_BYTES || this.width(SLOT.time) !== CLOCK_BYTES) return false;
    const day = dayOf(bytes, this.from(SLOT.date));
    const clock = clockOf(bytes, this.from(SLOT.time));
    out.timeMs = day + clock;
    out.timeIsLocal = isLocal;
    return day >= 0 && clock >= 0;
  }

  private takeClient(out: LineWindows): boolean {
    if (!this.has(SLOT.clientIp)) return !this.has(SLOT.forwardedFor) && !this.has(SLOT.sourceEndpoint);
    out.sourceStart = this.from(SLOT.clientIp);
    out.sourceEnd = this.to(SLOT.clientIp);
    return isAddress(this.bytes, out.sourceStart, out.sourceEnd);
  }

  private isFirewall(): boolean {
    if (this.has(SLOT.sourceEndpoint)) return true;
    return this.has(SLOT.service) && FIREWALL.some((word) => this.is(SLOT.service, word));
  }

  private is(slot: number, word: string): boolean {
    return this.width(slot) === word.length && isWordAt(this.bytes, this.from(slot), word);
  }

  private isServer(): boolean {
    if (!this.has(SLOT.stem) || this.has(SLOT.filterResult) || this.has(SLOT.proxyAction)) return false;
    const first = this.bytes[this.from(SLOT.stem)];
    return first === SLASH || first === ASTERISK;
  }

  private isVisit(): boolean {
    return !this.has(SLOT.query) || findWordAt(this.bytes, PASSED_ON, this.from(SLOT.query), this.to(SLOT.query)) < 0;
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
