/**
 * In: a line that an appliance's log handler wrote without keys: `time "appliance" "user" client server "host" status "media"
 * bytes-from-client bytes-to-client "METHOD url HTTP/x" "categories" "reputation" score "rule" block-id "reason" …`.
 * Out: the draft filled. Its last columns are an application, a referer and the agent.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft, PARSED, type Verdict } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, untilCode } from '../shared/fields.ts';
import { readIsoTime } from '../shared/time.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { SEPARATOR, Tokens } from '../w3c/tokens.ts';

const SPACE = 32;
const DQUOTE = 34;
const UPPER_T = 84;
/** Letters of the date. */
export const STAMP = 10;

/** Which column says what. */
export const ROW_COLUMN = {
  user: 2,
  client: 3,
  server: 4,
  host: 5,
  status: 6,
  media: 7,
  sent: 8,
  received: 9,
  request: 10,
  categories: 11,
  blockId: 15,
} as const;
/** The fewest of a line. */
export const ROW_COLUMNS = 24;

const tokens = new Tokens();

export function isApplianceRow(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start + STAMP) !== UPPER_T) return false;
  const name = untilCode(text, SPACE, start, end) + 1;
  if (text.charCodeAt(name) !== DQUOTE || tokens.split(text, start, end, SEPARATOR.space) < ROW_COLUMNS) return false;
  const hasEnds = [ROW_COLUMN.client, ROW_COLUMN.server].every((column) =>
    looksLikeIp(text, tokens.start(column), tokens.end(column)),
  );
  return (
    hasEnds &&
    [ROW_COLUMN.status, ROW_COLUMN.sent, ROW_COLUMN.received, ROW_COLUMN.blockId].every(
      (column) => tokens.uint(text, column) >= 0,
    )
  );
}

/** Reads the line of which `isApplianceRow` said yes just now. */
export function readApplianceRow(text: string, start: number, end: number, out: EventDraft): Verdict {
  if (readIsoTime(text, start, end, out) < 0) return reject(out, 'time');
  out.sourceUser = tokens.text(text, ROW_COLUMN.user);
  out.sourceIp = tokens.text(text, ROW_COLUMN.client);
  // `CONNECT host:port HTTP/1.1`
  const url = untilCode(text, SPACE, tokens.start(ROW_COLUMN.request), tokens.end(ROW_COLUMN.request)) + 1;
  const urlEnd = Math.max(url, findLastCode(text, SPACE, url, tokens.end(ROW_COLUMN.request)));
  setDestinationFromUrl(text, url, urlEnd, out);
  const host = tokens.text(text, ROW_COLUMN.host);
  if (host !== '') out.destinationHost = host;
  out.destinationIp = tokens.text(text, ROW_COLUMN.server);
  out.bytesSent = tokens.uint(text, ROW_COLUMN.sent);
  out.bytesReceived = tokens.uint(text, ROW_COLUMN.received);
  out.action = tokens.uint(text, ROW_COLUMN.blockId) === 0 ? ACTION_ALLOWED : ACTION_BLOCKED;
  if (!out.wantDetail) return PARSED;
  out.status = tokens.uint(text, ROW_COLUMN.status);
  out.method = text.substring(tokens.start(ROW_COLUMN.request), url - 1);
  out.url = text.substring(url, urlEnd);
  out.contentType = tokens.text(text, ROW_COLUMN.media);
  out.vendorCategory = tokens.text(text, ROW_COLUMN.categories);
  out.userAgent = tokens.text(text, tokens.count - 1);
  return PARSED;
}
