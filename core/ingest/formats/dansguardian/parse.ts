/**
 * In: DansGuardian's and e2guardian's access log, as Smoothwall and IPCop write it too: `yyyy.M.d H:m:s user client url [*VERDICT* why] METHOD
 * size weight …`, or the same columns in quotes behind commas. Out: a verdict and the draft. Their Squid layout is read as Squid's.
 * Source: "logfileformat" in dansguardian.conf, the project's configuration guide.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft, type LineParser, PARSED, type Verdict } from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { dateMs } from '../shared/calendar.ts';
import { findWord, isBlank, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { COLUMN, COLUMNS, DENIED, LONGEST_REST, LONGEST_STAMP, METHODS } from './layout.ts';
import { readDansguardianBytes } from './read-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const STAMP = /^(\d{4})\.(\d\d?)\.(\d\d?) (\d\d?):(\d\d?):(\d\d?)$/;
/** A method, the answer's size and its weight; a category, how many filters and the status may follow. */
const REST = new RegExp(`(?:^| )(${METHODS.join('|')}) (\\d+)(?: -?\\d+ (.*?) ?\\d+ (\\d{3}) (\\S+)| |$)`);

/** Milliseconds of a stamp that fills the window, NaN for anything else. Parts have no zeros in front. */
function stampMs(text: string, start: number, end: number): number {
  const parts = end - start > LONGEST_STAMP ? null : STAMP.exec(text.substring(start, end));
  if (parts === null) return Number.NaN;
  const [, year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
  const isClock = hours < 24 && minutes < 60 && seconds < 60;
  return isClock ? dateMs(year, month, day) + ((hours * 60 + minutes) * 60 + seconds) * 1000 : Number.NaN;
}

/** Behind the stamp of a line without quotes, -1 when none begins here. */
function behindStamp(text: string, start: number, end: number): number {
  const day = untilCode(text, SPACE, start, Math.min(end, start + LONGEST_STAMP));
  const stop = untilCode(text, SPACE, day + 1, Math.min(end, start + LONGEST_STAMP + 1));
  return Number.isNaN(stampMs(text, start, stop)) ? -1 : stop;
}

/** The line has a stamp, an account, a client and a URL. */
export function isAccess(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start) === DQUOTE) {
    const close = untilCode(text, DQUOTE, start + 1, Math.min(end, start + LONGEST_STAMP + 3));
    return !Number.isNaN(stampMs(text, start + 1, close)) && text.startsWith('","', close);
  }
  const stop = behindStamp(text, start, end);
  return stop > 0 && findWord(text, '://', stop, Math.min(end, stop + 400)) > 0;
}

export class DansguardianParser implements LineParser {
  private readonly columns = new CsvFields(COLUMNS);
  readonly readBytes = readDansguardianBytes;

  parse(text: string, start: number, end: number, out: EventDraft): Verdict {
    if (!isAccess(text, start, end)) return reject(out, 'shape');
    out.timeIsLocal = true;
    return text.charCodeAt(start) === DQUOTE
      ? this.readQuoted(text, start, end, out)
      : readPlain(text, start, end, out);
  }

  private readQuoted(text: string, start: number, end: number, out: EventDraft): Verdict {
    const { columns } = this;
    if (columns.scan(text, start, end) <= COLUMN.method) return reject(out, 'columns');
    out.timeMs = stampMs(text, columns.start(COLUMN.time), columns.end(COLUMN.time));
    settle(columns.get(COLUMN.user), columns.get(COLUMN.client), columns.get(COLUMN.url), columns.get(COLUMN.why), out);
    out.method = columns.get(COLUMN.method);
    out.bytesReceived = parseUint(text, columns.start(COLUMN.size), columns.end(COLUMN.size));
    out.vendorCategory = columns.get(COLUMN.category);
    out.status = parseUint(text, columns.start(COLUMN.status), columns.end(COLUMN.status));
    out.contentType = columns.get(COLUMN.type);
    if (out.sourceHost === '' && columns.get(COLUMN.host) !== '-') out.sourceHost = columns.get(COLUMN.host);
    return out.destinationHost === '' && out.destinationIp === '' ? reject(out, 'destination') : PARSED;
  }
}

function readPlain(text: string, start: number, end: number, out: EventDraft): Verdict {
  const stop = behindStamp(text, start, end);
  out.timeMs = stampMs(text, start, stop);
  const user = skipSpaces(text, stop, end);
  const userEnd = untilCode(text, SPACE, user, end);
  const client = skipSpaces(text, userEnd, end);
  const clientEnd = untilCode(text, SPACE, client, end);
  const url = skipSpaces(text, clientEnd, end);
  const urlEnd = untilCode(text, SPACE, url, end);
  const rest = text.substring(urlEnd, Math.min(end, urlEnd + LONGEST_REST));
  const name = isBlank(text, user, userEnd) ? '' : text.substring(user, userEnd);
  settle(name, text.substring(client, clientEnd), text.substring(url, urlEnd), rest, out);
  const found = REST.exec(rest);
  if (found !== null) {
    const [, method = '', size = '', category = '', status = '', type = ''] = found;
    out.method = method;
    out.bytesReceived = Number(size);
    out.vendorCategory = category;
    if (status !== '') out.status = Number(status);
    if (type !== '-') out.contentType = type;
  }
  return out.destinationHost === '' && out.destinationIp === '' ? reject(out, 'destination') : PARSED;
}

function settle(user: string, client: string, url: string, why: string, out: EventDraft): void {
  out.sourceUser = user === '-' ? '' : user;
  setSource(client, 0, client.length, out);
  out.url = url;
  setDestinationFromUrl(url, 0, url.length, out);
  out.action = why.includes(DENIED) ? ACTION_BLOCKED : ACTION_ALLOWED;
}
