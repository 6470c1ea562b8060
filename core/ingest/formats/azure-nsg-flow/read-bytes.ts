/**
 * In: a record of one flow as bytes, of a layout that was read as text before. Out: its figures and where its names stand, or "not plain".
 * Plain: the flow as text without escapes, an epoch of seconds or milliseconds, and two addresses.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { LayoutPlans } from '../keyed/json-bytes.ts';
import { type JsonLayout, PLAIN, type ValueUse, valueEnds, valueEscapes, valueStarts } from '../keyed/json-layout.ts';
import type { JsonPaths } from '../keyed/json-paths.ts';
import type { Step } from '../keyed/path-tree.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { clearWindows, uintOf } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { takePassed, takeVisit } from '../shared/visit-bytes.ts';

const COMMA = 44;
const DQUOTE = 34;
const BEGUN = 66;
const DENIED = 68;
const INBOUND = 73;
const SECONDS = 10;
const MILLISECONDS = 13;

const SOURCE = 1;
const DESTINATION = 2;
const PROTOCOL = 5;
const DIRECTION = 6;
const DECISION = 7;
const STATE = 8;
const SENT = 10;
const RECEIVED = 12;
const MOST = 13;

const columns = new ByteColumns(MOST);

export class FlowBytes {
  /** Place of the flow among the values of a layout. */
  private readonly places: LayoutPlans<Readonly<Step>, { readonly flow: number }>;

  /** @param paths whose watched ones lead to the flow, the first of them that a line has */
  constructor(paths: JsonPaths) {
    this.places = new LayoutPlans((layout) => paths.usesOf(layout), placeOf);
  }

  read(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const place = this.places.of(bytes, start, end);
    if (place === null || valueEscapes[place.flow] !== PLAIN) return false;
    const from = valueStarts[place.flow] ?? 0;
    const isSplit = columns.splitCsv(bytes, from, valueEnds[place.flow] ?? 0, COMMA);
    if (!isSplit || columns.count < STATE || bytes[from] === DQUOTE) return false;
    clearWindows(out);
    out.timeMs = timeOf(bytes, from, columns.to(0));
    out.sourceStart = columns.from(SOURCE);
    out.sourceEnd = columns.to(SOURCE);
    out.destStart = columns.from(DESTINATION);
    out.destEnd = columns.to(DESTINATION);
    if (out.timeMs < 0 || !isAddress(bytes, out.sourceStart, out.sourceEnd)) return false;
    if (!isAddress(bytes, out.destStart, out.destEnd)) return false;
    const isDenied = isLetter(bytes, DECISION, DENIED);
    // As in format.ts: security groups name the protocol by a letter and their decision next.
    const state = isDigit(bytes[columns.from(PROTOCOL)]) ? DECISION : STATE;
    if (!isDenied && isLetter(bytes, state, BEGUN)) return takePassed(out);
    out.action = isDenied ? ACTION_BLOCKED : ACTION_ALLOWED;
    if (columns.count > SENT && !takeBytes(bytes, out)) return false;
    return !isLetter(bytes, DIRECTION, INBOUND) || takeVisit(out);
  }
}

/** Null where a path leads to anything but text. */
function placeOf(layout: JsonLayout, uses: readonly ValueUse<Readonly<Step>>[]): { readonly flow: number } | null {
  const watched = uses.filter(({ known }) => known.watch >= 0);
  if (watched.some(({ value }) => layout.isText[value] !== true)) return null;
  // Of several flows in one list the first is read.
  const [first] = watched.toSorted((one, other) => one.known.watch - other.known.watch || one.value - other.value);
  return first === undefined ? null : { flow: first.value };
}

/** Of a flow that has begun none are known. @returns false for anything but figures */
function takeBytes(bytes: Uint8Array, out: LineWindows): boolean {
  out.bytesSent = uintOf(bytes, columns.from(SENT), columns.to(SENT));
  out.bytesReceived = uintOf(bytes, columns.from(RECEIVED), columns.to(RECEIVED));
  return (out.bytesSent >= 0 || columns.isEmpty(SENT)) && (out.bytesReceived >= 0 || columns.isEmpty(RECEIVED));
}

function timeOf(bytes: Uint8Array, from: number, to: number): number {
  const width = to - from;
  const value = width === SECONDS || width === MILLISECONDS ? uintOf(bytes, from, to) : -1;
  return width === SECONDS && value >= 0 ? value * 1000 : value;
}

function isLetter(bytes: Uint8Array, column: number, letter: number): boolean {
  const from = columns.from(column);
  return columns.to(column) - from === 1 && bytes[from] === letter;
}
