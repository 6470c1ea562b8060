/**
 * In: a space-separated W3C line as bytes, under a `#Fields` layout of a proxy or a web server. Out: its figures and where its names stand,
 * or "not plain".
 * Plain layouts begin with date and time and name a host; plain lines have an IPv4 client and a host of small letters. What the columns
 * that judge a request mean is learned from lines read as text (`LineWindows.verdict`). A web server's lines are visits, whatever they say.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { bytesOf, clearWindows, clockOf, dayOf, findWordAt, ipv4EndOf, isHostByte, uintOf } from '../shared/bytes.ts';
import { type ColumnPlan, SLOT } from './columns.ts';

const SPACE = 32;
const DQUOTE = 34;
const PERCENT = 37;
const ASTERISK = 42;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const UPPER_C = 67;
const UPPER_L = 76;
const OPEN = 91;
const MAX_COLUMNS = 128;

/** Columns that decide on what `assemble.ts` makes of a line in ways that this does not follow. */
const UNPLAIN = [
  SLOT.dateTime,
  SLOT.forwardedFor,
  SLOT.stem,
  SLOT.url,
  SLOT.sourceEndpoint,
  SLOT.destinationEndpoint,
  SLOT.operation,
  SLOT.siteName,
  SLOT.direction,
  SLOT.service,
  SLOT.resultStatus,
] as const;

const VERDICT = [
  SLOT.proxyAction,
  SLOT.filterResult,
  SLOT.action,
  SLOT.decision,
  SLOT.blockType,
  SLOT.exception,
] as const;

/** Of a web server's layout: columns by which it may be another's. */
const UNPLAIN_VISIT = [
  SLOT.dateTime,
  SLOT.filterResult,
  SLOT.proxyAction,
  SLOT.service,
  SLOT.direction,
  SLOT.sourceEndpoint,
] as const;

/** A layout whose lines can be read from bytes. */
export interface BytePlan {
  readonly count: number;
  /** Column of the path that a web server was asked for; -1 in a proxy's layout. */
  readonly stem: number;
  readonly query: number;
  readonly client: number;
  readonly user: number;
  readonly device: number;
  readonly host: number;
  readonly sent: number;
  readonly received: number;
  readonly verdict: readonly number[];
}

export function bytePlanOf(plan: ColumnPlan | undefined): BytePlan | undefined {
  if (plan === undefined || plan.count > MAX_COLUMNS) return undefined;
  const at = (slot: number): number => plan.indexOf[slot] ?? -1;
  const begins = at(SLOT.date) === 0 && at(SLOT.time) === 1 && plan.count > 4;
  const isVisit = at(SLOT.stem) >= 0 && at(SLOT.clientIp) >= 0 && !UNPLAIN_VISIT.some((slot) => at(slot) >= 0);
  const isProxy = at(SLOT.host) >= 0 && !UNPLAIN.some((slot) => at(slot) >= 0);
  if (!begins || (!isVisit && !isProxy)) return undefined;
  return {
    count: plan.count,
    stem: isVisit ? at(SLOT.stem) : -1,
    query: at(SLOT.query),
    client: at(SLOT.clientIp),
    user: at(SLOT.user),
    device: at(SLOT.clientHost),
    host: at(SLOT.host),
    sent: at(SLOT.bytesFromClient),
    received: at(SLOT.bytesToClient),
    verdict: VERDICT.map(at).filter((index) => index >= 0),
  };
}

const starts = new Int32Array(MAX_COLUMNS + 1);
const ends = new Int32Array(MAX_COLUMNS + 1);

/** Splits at runs of spaces; columns may stand in double quotes. @returns their number, -1 when a column needs a closer look */
function split(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  let at = start;
  while (at < end) {
    const first = bytes[at];
    if (first === SPACE) {
      at++;
      continue;
    }
    if (count >= MAX_COLUMNS || first === OPEN) return -1;
    if (first === DQUOTE) {
      let stop = at + 1;
      while (stop < end && (bytes[stop] !== DQUOTE || (stop + 1 < end && bytes[stop + 1] !== SPACE))) stop++;
      if (stop >= end) return -1;
      starts[count] = at + 1;
      ends[count] = stop;
      at = stop + 1;
    } else {
      starts[count] = at;
      while (at < end && bytes[at] !== SPACE) at++;
      ends[count] = at;
    }
    count++;
  }
  return count;
}

export function readW3cBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  plan: BytePlan,
  timesAreLocal: boolean,
  out: LineWindows,
): boolean {
  if (split(bytes, start, end) !== plan.count || looksRelayed(bytes)) return false;
  const day = ends[0] === (starts[0] ?? 0) + 10 ? dayOf(bytes, starts[0] ?? 0) : -1;
  const clock = ends[1] === (starts[1] ?? 0) + 8 ? clockOf(bytes, starts[1] ?? 0) : -1;
  if (day < 0 || clock < 0) return false;
  if (plan.stem >= 0) {
    clearWindows(out);
    out.timeMs = day + clock;
    out.timeIsLocal = timesAreLocal;
    return isVisit(bytes, plan) && out.addVerdict(VISIT, 0, VISIT.length);
  }
  const host = starts[plan.host] ?? 0;
  const hostEnd = ends[plan.host] ?? 0;
  for (let at = host; at < hostEnd; at++) if (!isHostByte(bytes[at] ?? 0)) return false;
  if (isBlank(bytes, plan.host)) return false;
  out.sourceStart = 0;
  out.sourceEnd = 0;
  if (!isBlank(bytes, plan.client)) {
    out.sourceStart = starts[plan.client] ?? 0;
    out.sourceEnd = ends[plan.client] ?? 0;
    if (ipv4EndOf(bytes, out.sourceStart, out.sourceEnd) !== out.sourceEnd) return false;
  }
  const sent = isBlank(bytes, plan.sent) ? -1 : uintOf(bytes, starts[plan.sent] ?? 0, ends[plan.sent] ?? 0);
  const received = isBlank(bytes, plan.received)
    ? -1
    : uintOf(bytes, starts[plan.received] ?? 0, ends[plan.received] ?? 0);
  if ((sent < 0 && !isBlank(bytes, plan.sent)) || (received < 0 && !isBlank(bytes, plan.received))) return false;
  out.timeMs = day + clock;
  out.timeIsLocal = timesAreLocal;
  out.timeIsYearless = false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = sent;
  out.bytesReceived = received;
  out.bytesTotal = -1;
  out.destStart = host;
  out.destEnd = hostEnd;
  const hasUser = !isBlank(bytes, plan.user);
  out.userStart = hasUser ? (starts[plan.user] ?? 0) : 0;
  out.userEnd = hasUser ? (ends[plan.user] ?? 0) : 0;
  const hasDevice = !isBlank(bytes, plan.device);
  out.deviceStart = hasDevice ? (starts[plan.device] ?? 0) : 0;
  out.deviceEnd = hasDevice ? (ends[plan.device] ?? 0) : 0;
  out.beginVerdict();
  for (const index of plan.verdict) if (!out.addVerdict(bytes, starts[index] ?? 0, ends[index] ?? 0)) return false;
  return true;
}

const VISIT = bytesOf('visit');
/** What Application Request Routing puts into the query of a request that it passes on. */
const PASSED_ON = 'X-ARR-LOG-ID=';

/** Somebody with an address asked for a path. */
function isVisit(bytes: Uint8Array, plan: BytePlan): boolean {
  const { client, stem, query } = plan;
  const first = bytes[starts[stem] ?? 0];
  if ((first !== SLASH && first !== ASTERISK) || isBlank(bytes, stem)) return false;
  if (query >= 0 && findWordAt(bytes, PASSED_ON, starts[query] ?? 0, ends[query] ?? 0) >= 0) return false;
  return ipv4EndOf(bytes, starts[client] ?? 0, ends[client] ?? 0) === ends[client];
}

/** A date, a time and a host may be a relay's header in front of the line: a message's name or tag with a colon follows it then. */
function looksRelayed(bytes: Uint8Array): boolean {
  // Quotes belong to what a relay would take for the message.
  const message = starts[3] ?? 0;
  const first = bytes[message];
  if (first === PERCENT || first === UPPER_C || first === UPPER_L) return true;
  for (let at = message; at < (ends[3] ?? 0); at++) if (bytes[at] === COLON) return true;
  return false;
}

/** Missing, empty or `-`. */
function isBlank(bytes: Uint8Array, index: number): boolean {
  if (index < 0) return true;
  const start = starts[index] ?? 0;
  const length = (ends[index] ?? 0) - start;
  return length <= 0 || (length === 1 && bytes[start] === DASH);
}
