/**
 * In: a row of the report that Forcepoint Web Security Cloud exports for a SIEM, as it is left when its header row was taken off:
 * `"31/12/2025","23:59:59",user,workstation,categories,action,risk classes,policy,url,connection address,destination,source,threat type,
 * threat name,user agent,status,method`, all of them in quotes. Out: the draft.
 */
import { type EventDraft, PARSED, type Verdict } from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { looksLikeIp } from '../kv/window.ts';
import { actionOf } from '../shared/action-word.ts';
import { readDayMonthTime } from '../shared/day-month-time.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { clockMs } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import {
  ACTION,
  CLOCK,
  COLUMNS,
  CONNECTION,
  DATE,
  DESTINATION,
  SOURCE,
  URL,
  USER,
  WORKSTATION,
} from './bare-columns.ts';

const SLASH = 47;
const DQUOTE = 34;

/** Columns that only a single line is asked for. */
const CATEGORY = 4;
const AGENT = 14;
const STATUS = 15;
const METHOD = 16;
/** Words for what the report does not know. */
const UNKNOWN = new Set(['Not available', 'None', 'anonymous', 'Unknown']);

const columns = new CsvFields(COLUMNS + 1);

/** True for a row of these columns. Their number, the date's and the clock's form and two addresses tell. */
export function isBareRow(text: string, start: number, end: number): boolean {
  const isStamped =
    text.charCodeAt(start) === DQUOTE &&
    isDigit(text.charCodeAt(start + 1)) &&
    text.charCodeAt(start + 3) === SLASH &&
    text.startsWith('","', start + 11) &&
    clockMs(text, start + 14, end) >= 0;
  return isStamped && columns.scan(text, start, end) === COLUMNS && isIp(text, CONNECTION) && isIp(text, DESTINATION);
}

/** Reads the row that `isBareRow` was asked about last. */
export function readBareRow(text: string, out: EventDraft): Verdict {
  out.reset();
  const stamp = `${columns.get(DATE)} ${columns.get(CLOCK)}`;
  readDayMonthTime(stamp, 0, stamp.length, out, 'day-first');
  // Roaming users' own address is not known; the one their connection came from is.
  const source = isIp(text, SOURCE) ? SOURCE : CONNECTION;
  setSource(text, columns.start(source), columns.end(source), out);
  out.sourceUser = known(USER);
  out.sourceHost = known(WORKSTATION);
  setDestinationFromUrl(text, columns.start(URL), columns.end(URL), out);
  out.destinationIp = columns.get(DESTINATION);
  out.action = actionOf(text, columns.start(ACTION), columns.end(ACTION));
  if (out.wantDetail) {
    out.url = columns.get(URL);
    out.method = columns.get(METHOD).toUpperCase();
    out.status = parseUint(text, columns.start(STATUS), columns.end(STATUS));
    out.userAgent = known(AGENT);
    out.vendorCategory = known(CATEGORY);
  }
  return PARSED;
}

function known(column: number): string {
  const value = columns.get(column);
  return UNKNOWN.has(value) ? '' : value;
}

function isIp(text: string, column: number): boolean {
  return looksLikeIp(text, columns.start(column), columns.end(column));
}
