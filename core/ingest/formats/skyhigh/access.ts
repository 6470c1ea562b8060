/**
 * In: a line of the gateway's classic access log and the names of its columns. Out: the draft.
 * The first line names the columns (`#time_stamp "auth_user" src_ip status_code "req_line" …`); without it the product's default holds.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readClfTime } from '../shared/time.ts';
import { setDestinationFromUrl, setSource, setUser } from '../shared/url.ts';
import { SEPARATOR, Tokens } from '../w3c/tokens.ts';

const SPACE = 32;
const FEWEST = 6;

/** Place of each column, -1 where the log has none. */
export interface AccessColumns {
  readonly count: number;
  readonly user: number;
  readonly client: number;
  readonly status: number;
  readonly request: number;
  readonly category: number;
  readonly mediaType: number;
  readonly received: number;
  readonly sent: number;
  readonly agent: number;
  readonly block: number;
  readonly app: number;
  readonly server: number;
}

const DEFAULT =
  '#time_stamp "auth_user" src_ip status_code "req_line" "categories" "rep_level" "media_type" bytes_to_client "user_agent" "virus_name" "block_res" "application_name"';

export const DEFAULT_COLUMNS: AccessColumns = readColumnNames(DEFAULT);

/** @param line `#time_stamp "auth_user" …` */
export function readColumnNames(line: string): AccessColumns {
  const names = line
    .slice(1)
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll('"', ''));
  const of = (...words: string[]): number => names.findIndex((name) => words.includes(name));
  return {
    count: names.length,
    user: of('auth_user', 'user_name', 'username'),
    client: of('src_ip', 'client_ip'),
    status: of('status_code'),
    request: of('req_line', 'request_line', 'url'),
    category: of('categories', 'url_categories'),
    mediaType: of('media_type'),
    received: of('bytes_to_client'),
    sent: of('bytes_from_client'),
    agent: of('user_agent'),
    block: of('block_res', 'block_reason'),
    app: of('application_name', 'app_name'),
    server: of('server_ip', 'dst_ip', 'dest_ip'),
  };
}

/** Of gateways that count what clients send as well. */
const BOTH_WAYS: AccessColumns = readColumnNames(
  DEFAULT.replace('bytes_to_client', 'bytes_to_client bytes_from_client'),
);

const tokens = new Tokens();

/** Without a header, a bare number where the agent would stand in quotes is what the client sent. */
function layoutOf(text: string, columns: AccessColumns): AccessColumns {
  if (columns !== DEFAULT_COLUMNS || columns.agent >= tokens.count) return columns;
  const from = tokens.start(columns.agent);
  const isBare = text.charCodeAt(from - 1) === SPACE && parseUint(text, from, tokens.end(columns.agent)) >= 0;
  return isBare ? BOTH_WAYS : columns;
}

/**
 * Reads a line; without a draft it only looks whether the line has the shape.
 * @param named by the line that names the columns
 * @returns false when it has not
 */
export function readAccessLine(
  text: string,
  start: number,
  end: number,
  named: AccessColumns,
  out: EventDraft | undefined,
): boolean {
  const count = tokens.split(text, start, end, SEPARATOR.space);
  // Older columns are fewer, and products append their own.
  if (count < FEWEST || count < Math.min(named.count, FEWEST)) return false;
  const columns = layoutOf(text, named);
  const client = columns.client;
  if (!looksLikeIp(text, tokens.start(client), tokens.end(client))) return false;
  const request = columns.request;
  const methodEnd = untilCode(text, SPACE, tokens.start(request), tokens.end(request));
  if (methodEnd >= tokens.end(request)) return false;
  if (out === undefined) return parseUint(text, tokens.start(columns.status), tokens.end(columns.status)) >= 0;
  // The bracket around the time is part of its column.
  if (readClfTime(text, tokens.start(0) + 1, tokens.end(0), out) < 0) return false;
  setSource(text, tokens.start(client), tokens.end(client), out);
  if (!tokens.isBlank(text, columns.user)) setUser(text, tokens.start(columns.user), tokens.end(columns.user), out);
  const last = findLastCode(text, SPACE, methodEnd + 1, tokens.end(request));
  const urlEnd = last < 0 ? tokens.end(request) : last;
  setDestinationFromUrl(text, methodEnd + 1, urlEnd, out);
  out.status = numberAt(text, columns.status);
  out.bytesReceived = numberAt(text, columns.received);
  out.bytesSent = numberAt(text, columns.sent);
  readServer(text, columns, out);
  readBlock(text, columns, out);
  if (out.wantDetail) {
    out.method = text.substring(tokens.start(request), methodEnd);
    out.url = text.substring(methodEnd + 1, urlEnd);
    out.userAgent = textAt(text, columns.agent);
    out.contentType = textAt(text, columns.mediaType);
    out.vendorCategory = textAt(text, columns.category);
    out.vendorApp = textAt(text, columns.app);
  }
  return true;
}

function readServer(text: string, columns: AccessColumns, out: EventDraft): void {
  const { server } = columns;
  if (server < 0 || tokens.isBlank(text, server)) return;
  if (looksLikeIp(text, tokens.start(server), tokens.end(server))) {
    out.destinationIp = text.substring(tokens.start(server), tokens.end(server));
  }
}

/** `0` or nothing for what was let through, else the id or the name of the refusal. */
function readBlock(text: string, columns: AccessColumns, out: EventDraft): void {
  const { block } = columns;
  if (block < 0 || block >= tokens.count) return;
  const isClear = tokens.isBlank(text, block) || textAt(text, block) === '0';
  out.action = isClear ? ACTION_ALLOWED : ACTION_BLOCKED;
}

function numberAt(text: string, column: number): number {
  return column < 0 || column >= tokens.count ? -1 : parseUint(text, tokens.start(column), tokens.end(column));
}

function textAt(text: string, column: number): string {
  return tokens.isBlank(text, column) ? '' : text.substring(tokens.start(column), tokens.end(column));
}
