/**
 * In: the columns of a line from a file without `#Fields`, as windows of its bytes. Out: the layout that guess.ts finds for the same columns, or
 * that the line is a visit to a web server, or neither. A client's address may name a zone (`fe80::1%3`).
 */
import { isAddress } from '../keyed/byte-values.ts';
import type { ByteColumns } from '../shared/byte-columns.ts';
import { findWordAt, isWordAt, uintOf, untilByte } from '../shared/bytes.ts';
import {
  BLUECOAT_MAIN,
  BLUECOAT_OLD,
  BLUECOAT_OLD_COUNT,
  BLUECOAT_PORT,
  FILTER_RESULTS,
  ISA_CSV,
  ISA_FEWEST,
  ISA_SERVICE,
  ISA_SERVICES,
  planOf,
} from './guess.ts';
import { type BytePlan, bytePlanOf } from './read-bytes.ts';

const PERCENT = 37;
const ASTERISK = 42;
const SLASH = 47;
const ZERO = 48;
/** As in guess.ts. */
const FEWEST = 10;
const LAST_METHOD = 6;
const LONGEST_METHOD = 20;
/** What Application Request Routing puts into the query of a request that it passes on. */
const PASSED_ON = 'X-ARR-LOG-ID=';

const plans = new Map<string, BytePlan | undefined>();

function bytePlan(layout: string): BytePlan | undefined {
  if (!plans.has(layout)) plans.set(layout, bytePlanOf(planOf(layout)));
  return plans.get(layout);
}

/** Of a main log of Blue Coat's. */
export function blueCoatPlan(bytes: Uint8Array, columns: ByteColumns): BytePlan | undefined {
  if (columns.count < FEWEST || !isNumber(bytes, columns, 2)) return undefined;
  if (!isAddress(bytes, columns.from(3), columns.to(3))) return undefined;
  if (isStatus(bytes, columns, 4) && isAction(bytes, columns, 5)) {
    if (columns.count < BLUECOAT_OLD_COUNT) return undefined;
    return bytePlan(isNumber(bytes, columns, 11) ? BLUECOAT_PORT : BLUECOAT_OLD);
  }
  const found = BLUECOAT_MAIN.find(
    ({ filter, status, fewest }) =>
      columns.count >= fewest &&
      FILTER_RESULTS.some((word) => is(bytes, columns, filter, word)) &&
      isStatus(bytes, columns, status) &&
      isAction(bytes, columns, status + 1),
  );
  return found === undefined ? undefined : bytePlan(found.layout);
}

/** Of ISA Server's own format. */
export function isaPlan(bytes: Uint8Array, columns: ByteColumns): BytePlan | undefined {
  if (columns.count < ISA_FEWEST || !isClient(bytes, columns, 0)) return undefined;
  return ISA_SERVICES.some((service) => is(bytes, columns, ISA_SERVICE, service)) ? bytePlan(ISA_CSV) : undefined;
}

/** A line of IIS about a request for a path of its own. */
export function isIisVisit(bytes: Uint8Array, columns: ByteColumns): boolean {
  if (columns.count < FEWEST || isNumber(bytes, columns, 2)) return false;
  let method = 2;
  while (method < LAST_METHOD && !isMethod(bytes, columns, method)) method++;
  // What looks like a method may be a name: the reader of text looks closer.
  if (method >= LAST_METHOD || !isNumber(bytes, columns, method + 3)) return false;
  const client = method + 5;
  if (!isClient(bytes, columns, client) || (method === 5 && !isClient(bytes, columns, method - 1))) return false;
  const stem = bytes[columns.from(method + 1)];
  const query = method + 2;
  const isPassedOn = findWordAt(bytes, PASSED_ON, columns.from(query), columns.to(query)) >= 0;
  if ((stem !== SLASH && stem !== ASTERISK) || isPassedOn) return false;
  const agent = isWordAt(bytes, columns.from(client + 1), 'HTTP/') ? client + 2 : client + 1;
  for (let status = agent + 1; status < agent + 5; status++) if (isStatusGroup(bytes, columns, status)) return true;
  return false;
}

/** An address, perhaps with its zone. */
function isClient(bytes: Uint8Array, columns: ByteColumns, column: number): boolean {
  const from = columns.from(column);
  return isAddress(bytes, from, untilByte(bytes, PERCENT, from, columns.to(column)));
}

function isStatusGroup(bytes: Uint8Array, columns: ByteColumns, column: number): boolean {
  return (
    column + 2 < columns.count &&
    isStatus(bytes, columns, column) &&
    isNumber(bytes, columns, column + 1) &&
    isNumber(bytes, columns, column + 2)
  );
}

function is(bytes: Uint8Array, columns: ByteColumns, column: number, word: string): boolean {
  const from = columns.from(column);
  return columns.to(column) - from === word.length && isWordAt(bytes, from, word);
}

function isNumber(bytes: Uint8Array, columns: ByteColumns, column: number): boolean {
  return column < columns.count && uintOf(bytes, columns.from(column), columns.to(column)) >= 0;
}

function isStatus(bytes: Uint8Array, columns: ByteColumns, column: number): boolean {
  const width = columns.to(column) - columns.from(column);
  return isNumber(bytes, columns, column) && (width === 3 || (width === 1 && bytes[columns.from(column)] === ZERO));
}

/** Capitals and underscores. */
function isAction(bytes: Uint8Array, columns: ByteColumns, column: number): boolean {
  return columns.to(column) - columns.from(column) >= 3 && isCapitals(bytes, columns, column, 95);
}

function isMethod(bytes: Uint8Array, columns: ByteColumns, column: number): boolean {
  const width = columns.to(column) - columns.from(column);
  return width >= 2 && width <= LONGEST_METHOD && isCapitals(bytes, columns, column, 45);
}

/** @param mark what may stand among the letters besides underscores */
function isCapitals(bytes: Uint8Array, columns: ByteColumns, column: number, mark: number): boolean {
  for (let at = columns.from(column); at < columns.to(column); at++) {
    const code = bytes[at] ?? 0;
    if (!((code >= 65 && code <= 90) || code === 95 || code === mark)) return false;
  }
  return true;
}
