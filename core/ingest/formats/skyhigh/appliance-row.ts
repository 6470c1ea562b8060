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
const STAMP = 10;

const USER = 2;
const CLIENT = 3;
const SERVER = 4;
const HOST = 5;
const STATUS = 6;
const MEDIA = 7;
const SENT = 8;
const RECEIVED = 9;
const REQUEST = 10;
const CATEGORIES = 11;
const BLOCK_ID = 15;
const COLUMNS = 24;

const tokens = new Tokens();

export function isApplianceRow(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start + STAMP) !== UPPER_T) return false;
  const name = untilCode(text, SPACE, start, end) + 1;
  if (text.charCodeAt(name) !== DQUOTE || tokens.split(text, start, end, SEPARATOR.space) < COLUMNS) return false;
  const hasEnds = [CLIENT, SERVER].every((column) => looksLikeIp(text, tokens.start(column), tokens.end(column)));
  return hasEnds && [STATUS, SENT, RECEIVED, BLOCK_ID].every((column) => tokens.uint(text, column) >= 0);
}

/** Reads the line of which `isApplianceRow` said yes just now. */
export function readApplianceRow(text: string, start: number, end: number, out: EventDraft): Verdict {
  if (readIsoTime(text, start, end, out) < 0) return reject(out, 'time');
  out.sourceUser = tokens.text(text, USER);
  out.sourceIp = tokens.text(text, CLIENT);
  // `CONNECT host:port HTTP/1.1`
  const url = untilCode(text, SPACE, tokens.start(REQUEST), tokens.end(REQUEST)) + 1;
  const urlEnd = Math.max(url, findLastCode(text, SPACE, url, tokens.end(REQUEST)));
  setDestinationFromUrl(text, url, urlEnd, out);
  const host = tokens.text(text, HOST);
  if (host !== '') out.destinationHost = host;
  out.destinationIp = tokens.text(text, SERVER);
  out.bytesSent = tokens.uint(text, SENT);
  out.bytesReceived = tokens.uint(text, RECEIVED);
  out.action = tokens.uint(text, BLOCK_ID) === 0 ? ACTION_ALLOWED : ACTION_BLOCKED;
  if (!out.wantDetail) return PARSED;
  out.status = tokens.uint(text, STATUS);
  out.method = text.substring(tokens.start(REQUEST), url - 1);
  out.url = text.substring(url, urlEnd);
  out.contentType = tokens.text(text, MEDIA);
  out.vendorCategory = tokens.text(text, CATEGORIES);
  out.userAgent = tokens.text(text, tokens.count - 1);
  return PARSED;
}
