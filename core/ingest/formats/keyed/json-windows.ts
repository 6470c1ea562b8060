/**
 * In: the values of an object whose layout is known, as windows of its bytes, and what a format says of them. Out: LineWindows, or
 * "not plain".
 * Guarantee: what is taken is read as DraftFiller reads it; where that could differ, or where a field hangs on more than its own window,
 * the line is not plain.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { clockOf, dayOf, findHostIn, ipv4EndOf, isSameBytes, span, uintOf } from '../shared/bytes.ts';
import { isAddress, isPlaceholderAt, NO_ZONE, settleBytes, UNPLAIN_ZONE, zoneMinutesOf } from './byte-values.ts';
import { type FieldTable, SLOTS } from './field-table.ts';
import { PLAIN, valueEnds, valueEscapes, valueStarts } from './json-layout.ts';
import { isNullAt, isNumberedAddress, isSpelledHost, jsonTime, jsonTimeOf, namesNoPlaceholder } from './json-values.ts';
import {
  CLOCK,
  COUNT,
  DATE,
  DESTINATION,
  DESTINATION_ANY,
  DESTINATION_END,
  DEVICE,
  HOST,
  PASSED,
  RECEIVED,
  SENT,
  SOURCE,
  SOURCE_ANY,
  SOURCE_END,
  settleTime,
  slotAt,
  TIME,
  TOTAL,
  URL,
  USER,
  ZONE,
} from './window-slots.ts';

const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const UNFILLED = 255;

const SLOT_COUNT = SLOTS.length;
const READ = new Set([
  ...[TIME, DATE, CLOCK, ZONE, SOURCE, SOURCE_END, SOURCE_ANY, USER, DEVICE, DESTINATION, DESTINATION_END],
  ...[DESTINATION_ANY, HOST, URL, SENT, RECEIVED, TOTAL, COUNT],
]);

/** Slots that hold an address, or one of several things. */
const MANIFOLD = new Set([SOURCE_ANY, SOURCE_END, DESTINATION_ANY, DESTINATION_END]);

/** What a value of a layout is to a format. */
export interface WindowUse {
  /** Place in valueStarts. */
  readonly value: number;
  readonly isText: boolean;
  readonly slot: number;
  /** 0 is believed before all others of its slot. */
  readonly rank: number;
  /** A number above 0 where the format's judgement hangs on the value. */
  readonly label: number;
  /** Its name says that the time is in UTC. */
  readonly isUtc: boolean;
}

/** The slot of a table's entry as uses have it: -1 for details. */
export function windowSlot(table: FieldTable, entry: number): number {
  const slot = entry < 0 ? undefined : table.slotOf(entry);
  const index = slot === undefined ? PASSED : slotAt(slot);
  return READ.has(index) ? index : PASSED;
}

/** The rank of a table's entry as uses have it. */
export function windowRank(table: FieldTable, entry: number): number {
  return entry < 0 ? UNFILLED : Math.min(table.rankOf(entry), UNFILLED - 1);
}

/**
 * What judgements hang on comes in the order of the line, which they may hang on as well. What fills slots comes behind it, what is believed
 * before all others first: where that says something, the others need not be plain, nor be looked at.
 */
export function bestFirst(uses: readonly WindowUse[]): readonly WindowUse[] {
  const judged = uses.filter(({ label: number }) => number > 0).map((use) => ({ ...use, slot: PASSED }));
  const filling = uses.filter(({ slot }) => slot !== PASSED).map((use) => ({ ...use, label: 0 }));
  return [...judged, ...filling.toSorted((one, other) => one.rank - other.rank)];
}

const filled = new Uint8Array(SLOT_COUNT);
const froms = new Int32Array(SLOT_COUNT);
const tos = new Int32Array(SLOT_COUNT);
const numbers = new Float64Array(SLOT_COUNT);
const slots = { tos, numbers };
/** Stands for a name that is no part of the line, and for which slots were filled. */
const label = new Uint8Array(2);
let timeIsLocal = false;
let isUtc = false;
let isDateUtc = false;
/** The URL taken holds escapes. */
let isUrlEscaped = false;

/** Reads the line whose values were found last. @returns false when it is not plain */
export function readWindows(uses: readonly WindowUse[], bytes: Uint8Array, out: LineWindows): boolean {
  filled.fill(UNFILLED);
  tos.fill(0);
  timeIsLocal = false;
  isUtc = false;
  isDateUtc = false;
  out.beginVerdict();
  for (const use of uses) if (!take(use, bytes, out)) return false;
  settleTime(slots, timeIsLocal && !isUtc, !isDateUtc, out);
  if (!settleSource(bytes, out) || !settleDestination(bytes, out)) return false;
  settleBytes(out, numberOf(SENT), numberOf(RECEIVED), numberOf(TOTAL));
  out.action = ACTION_UNKNOWN;
  out.userStart = froms[USER] ?? 0;
  out.userEnd = tos[USER] ?? 0;
  out.deviceStart = froms[DEVICE] ?? 0;
  out.deviceEnd = tos[DEVICE] ?? 0;
  if (out.userEnd === 0) out.userStart = 0;
  if (out.deviceEnd === 0) out.deviceStart = 0;
  return addPresence(out);
}

/** The line names a client and a destination. */
export function hasBothEnds(out: LineWindows): boolean {
  return (out.sourceEnd > 0 || out.userEnd > 0 || out.deviceEnd > 0) && out.destEnd > 0;
}

function take(use: WindowUse, bytes: Uint8Array, out: LineWindows): boolean {
  const from = valueStarts[use.value] ?? 0;
  const to = valueEnds[use.value] ?? 0;
  if (!use.isText && isNullAt(bytes, from, to)) return true;
  if (use.label > 0) {
    label[0] = use.label >> 8;
    label[1] = use.label & 255;
    if (!out.addVerdict(label, 0, 2) || !out.addVerdict(bytes, from, to)) return false;
  }
  const { slot, rank } = use;
  if (slot === PASSED) return true;
  const isEscaped = valueEscapes[use.value] !== PLAIN;
  // What escapes mean is part of what a name means, where they surely are of a name. Whether a URL counts is not known yet.
  const mayBeEscaped = slot === URL || ((slot === USER || slot === DEVICE) && namesNoPlaceholder(bytes, from, to));
  if (isEscaped && !mayBeEscaped) return false;
  // A measure below 0 is none.
  const isNone = bytes[from] === MINUS && (slot === SENT || slot === RECEIVED || slot === TOTAL);
  if (isNone || isPlaceholderAt(bytes, from, to)) return true;
  // What stands where an address is expected may name more than one, even if a better value does.
  if (rank >= (filled[slot] ?? 0)) return !MANIFOLD.has(slot) || read(use, bytes, from, to);
  if (!read(use, bytes, from, to)) return false;
  if (slot === URL) isUrlEscaped = isEscaped;
  filled[slot] = rank;
  froms[slot] = from;
  // No port is part of an address.
  tos[slot] = slot === SOURCE_END || slot === DESTINATION_END ? ipv4EndOf(bytes, from, to) : to;
  return true;
}

/** Takes the value for its slot. @returns false when it is not plain */
function read(use: WindowUse, bytes: Uint8Array, from: number, to: number): boolean {
  const { slot } = use;
  switch (slot) {
    case USER:
    case DEVICE:
    case URL:
      return true;
    case SENT:
    case RECEIVED:
    case TOTAL: {
      const value = uintOf(bytes, from, to);
      numbers[slot] = value;
      return value >= 0;
    }
    case TIME:
      if (!jsonTimeOf(bytes, from, to)) return false;
      if (filled[TIME] === UNFILLED || numbers[TIME] !== jsonTime.ms) isUtc = use.isUtc;
      numbers[TIME] = jsonTime.ms;
      timeIsLocal = jsonTime.isLocal;
      return true;
    case SOURCE:
    case DESTINATION:
      return isAddress(bytes, from, to) || isNumberedAddress(bytes, from, to);
    case SOURCE_ANY:
    case DESTINATION_ANY:
      return isAddress(bytes, from, to);
    case SOURCE_END:
    case DESTINATION_END:
      return isEndpoint(bytes, from, to);
    case HOST:
      return isSpelledHost(bytes, from, to);
    case COUNT:
      return to - from === 1 && bytes[from] === 49;
    case DATE:
      isDateUtc = use.isUtc;
      numbers[DATE] = to - from === 10 ? dayOf(bytes, from) : -1;
      return (numbers[DATE] ?? -1) >= 0;
    case CLOCK:
      numbers[CLOCK] = to - from === 8 ? clockOf(bytes, from) : -1;
      return (numbers[CLOCK] ?? -1) >= 0;
    case ZONE: {
      const zone = zoneMinutesOf(bytes, from, to);
      numbers[ZONE] = zone;
      return zone !== NO_ZONE && zone !== UNPLAIN_ZONE;
    }
    default:
      return false;
  }
}

/** `A` or `A:port`. */
function isEndpoint(bytes: Uint8Array, from: number, to: number): boolean {
  const quad = ipv4EndOf(bytes, from, to);
  return quad === to || (quad > 0 && bytes[quad] === COLON && uintOf(bytes, quad + 1, to) >= 0);
}

function has(slot: number): boolean {
  return tos[slot] !== 0;
}

/** The slot of three that names an address; several that name the same one are as good as one, others are left to the reader of text. */
function addressSlot(bytes: Uint8Array, address: number, any: number, endpoint: number): number {
  const found = has(address) ? address : has(any) ? any : endpoint;
  const isOne = (found === any || !has(any) || isSame(bytes, found, any)) && isSameEnd(bytes, found, endpoint);
  return isOne ? found : -1;
}

function isSameEnd(bytes: Uint8Array, found: number, endpoint: number): boolean {
  return found === endpoint || !has(endpoint) || isSame(bytes, found, endpoint);
}

/** Two slots hold the same bytes. */
function isSame(bytes: Uint8Array, one: number, other: number): boolean {
  return isSameBytes(bytes, froms[one] ?? 0, tos[one] ?? 0, froms[other] ?? 0, tos[other] ?? 0);
}

function settleSource(bytes: Uint8Array, out: LineWindows): boolean {
  const slot = addressSlot(bytes, SOURCE, SOURCE_ANY, SOURCE_END);
  if (slot < 0) return false;
  out.sourceStart = has(slot) ? (froms[slot] ?? 0) : 0;
  out.sourceEnd = tos[slot] ?? 0;
  return true;
}

/** The host, else that of the URL, else the address. */
function settleDestination(bytes: Uint8Array, out: LineWindows): boolean {
  const address = addressSlot(bytes, DESTINATION, DESTINATION_ANY, DESTINATION_END);
  if (address < 0) return false;
  if (has(HOST)) {
    out.destStart = froms[HOST] ?? 0;
    out.destEnd = tos[HOST] ?? 0;
    return true;
  }
  out.destStart = has(address) ? (froms[address] ?? 0) : 0;
  out.destEnd = tos[address] ?? 0;
  if (has(URL) && isUrlEscaped) return false;
  return !has(URL) || settleUrl(bytes, froms[URL] ?? 0, tos[URL] ?? 0, out);
}

/** The host of the URL goes before the address. */
function settleUrl(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const isPath = bytes[start] === SLASH && bytes[start + 1] !== SLASH;
  if (isPath) return true;
  if (!findHostIn(bytes, start, end)) return false;
  const hasAddress = out.destEnd > 0;
  out.destStart = span.start;
  out.destEnd = span.end;
  // Formats differ in which of two addresses counts.
  return isSpelledHost(bytes, span.start, span.end) || (!hasAddress && isAddress(bytes, span.start, span.end));
}

function numberOf(slot: number): number {
  return has(slot) ? (numbers[slot] ?? -1) : -1;
}

const BITS = 64;

/** Which ends and figures the line names, which a format's judgement may look at. */
function addPresence(out: LineWindows): boolean {
  label[0] =
    BITS |
    (out.sourceEnd > 0 ? 1 : 0) |
    (has(USER) ? 2 : 0) |
    (has(DEVICE) ? 4 : 0) |
    (has(HOST) ? 8 : 0) |
    (has(URL) ? 16 : 0) |
    (has(DESTINATION) || has(DESTINATION_ANY) || has(DESTINATION_END) ? 32 : 0);
  // A URL may be a path, and name no destination.
  label[1] = BITS | (has(SENT) ? 1 : 0) | (has(RECEIVED) ? 2 : 0) | (has(TOTAL) ? 4 : 0) | (out.destEnd > 0 ? 8 : 0);
  return out.addVerdict(label, 0, 2);
}
