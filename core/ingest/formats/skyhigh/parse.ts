/**
 * McAfee / Trellix / Skyhigh secure web gateway.
 * - the classic access log: `[time] "user" client status "METHOD url HTTP/x" "category" "reputation" "media" bytes "agent" …`, whose first
 *   line names its columns (`#time_stamp "auth_user" src_ip …`);
 * - key=value as the appliances' log handlers send it (`source_ip=… url_categories="…"`, `srcip="…" mtd="GET" bytes="a/b/c/d"`);
 * - key=value and CSV of the cloud service (`user_id=… requested_host=…`).
 * Source: https://success.skyhighsecurity.com/ (web gateway log formats, SSE reporting API fields)
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { CsvRows, type RowsOptions } from '../csv-header/rows.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';
import { type AccessColumns, DEFAULT_COLUMNS, readAccessLine, readColumnNames } from './access.ts';

const HASH = 35;
const OPEN_BRACKET = 91;
const SLASH = 47;
const LOOK = 1500;

const SPEC: FieldSpec = {
  time: ['request_timestamp_epoch', 'request_timestamp', 'date', 'time_stamp', 'timestamp'],
  sourceIp: ['client_ip', 'source_ip', 'srcip', 'src_ip'],
  sourceUser: ['username', 'user_name', 'auth_user', 'user'],
  sourceHost: ['client_system_name', 'client_host_name'],
  destinationIp: ['destination_ip', 'destip', 'dst_ip', 'server_ip'],
  destinationHost: ['requested_host', 'destination_host', 'dhost', 'host'],
  destinationPort: ['destination_port', 'urlp', 'server_port'],
  url: ['url', 'requested_url', 'requested_path'],
  method: ['http_action', 'mtd', 'method'],
  status: ['http_status_code', 'status_code'],
  action: ['result', 'action'],
  bytesSent: ['client_to_server_bytes', 'source_bytes', 'bytes_from_client'],
  bytesReceived: ['server_to_client_bytes', 'destination_bytes', 'bytes_to_client'],
  userAgent: ['user_agent_comment', 'user_agent', 'ua'],
  contentType: ['media_type', 'mt'],
  vendorCategory: ['category', 'url_categories', 'urlc', 'categories'],
  vendorApp: ['application_type', 'application_name', 'app'],
};

const NOTED = ['block_id', 'block_reason', 'status', 'bytes', 'http_request_first_line', 'uri_scheme', 'rule'] as const;
const BLOCK_ID = 0;
const STATUS = 2;
const BYTES = 3;
const FIRST_LINE = 4;
const SCHEME = 5;

export const SKYHIGH_ROWS: RowsOptions = {
  marks: [
    ['requestedhost', 'clienttoserverbytes'],
    ['requestedhost', 'httpaction'],
  ],
  spec: {
    sourceIp: ['clientip', 'sourceip'],
    destinationHost: ['requestedhost'],
    url: ['requestedpath'],
    method: ['httpaction'],
    userAgent: ['useragentcomment'],
  },
  judge(row, out) {
    completeUrl(row.get('urischeme'), out);
    return PARSED;
  },
};

/** Which layout the line has. */
export type Shape = 'appliance' | 'handler' | 'cloud' | 'access' | 'names' | '';

export function shapeOf(text: string, start: number, end: number): Shape {
  if (start >= end) return '';
  const first = text.charCodeAt(start);
  const limit = Math.min(end, start + LOOK);
  if (first === HASH) return findWord(text, '#time_stamp ', start, limit) === start ? 'names' : '';
  if (first === OPEN_BRACKET) return isAccessLine(text, start, end) ? 'access' : '';
  if (findWord(text, 'requested_host=', start, limit) >= 0 && findWord(text, 'http_action=', start, limit) >= 0)
    return 'cloud';
  if (
    findWord(text, ' source_ip=', start, limit) >= 0 &&
    findWord(text, 'http_request_first_line=', start, limit) >= 0
  ) {
    return 'appliance';
  }
  return findWord(text, 'srcip="', start, limit) >= 0 && findWord(text, ' mtd="', start, limit) >= 0 ? 'handler' : '';
}

/** `[01/Jan/2025:00:00:00 +0000] "` and an address behind the quoted user. */
function isAccessLine(text: string, start: number, end: number): boolean {
  return readAccessLine(text, start, end, DEFAULT_COLUMNS, undefined);
}

export function createSkyhighParser(): LineParser {
  return new SkyhighParser();
}

class SkyhighParser implements LineParser {
  private readonly pairs = new PairReader(SPEC, NOTED);
  private readonly quoted = new KvFields();
  private readonly spaced = new SpacedFields();
  private readonly rows = new CsvRows(SKYHIGH_ROWS);
  private names = '';
  private columns: AccessColumns = DEFAULT_COLUMNS;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    switch (shapeOf(text, start, end)) {
      case 'names':
        this.setNames(text.substring(start, end));
        return skip(out, 'header');
      case 'access':
        return readAccessLine(text, start, end, this.columns, out) ? PARSED : reject(out, 'columns');
      case 'cloud':
        return this.readCloud(text, start, end, out, header);
      case 'appliance':
      case 'handler':
        return this.readQuoted(text, start, end, out, header);
      default:
        if (this.names !== '' && text.charCodeAt(start) === OPEN_BRACKET) {
          return readAccessLine(text, start, end, this.columns, out) ? PARSED : reject(out, 'columns');
        }
        return this.rows.parse(text, start, end, out, header);
    }
  }

  saveState(): string {
    return this.names === '' ? this.rows.save() : this.names;
  }

  restoreState(state: string): void {
    const isNames = state.startsWith('#');
    this.setNames(isNames ? state : '');
    this.rows.restore(isNames ? '' : state);
  }

  private setNames(names: string): void {
    this.names = names;
    this.columns = names === '' ? DEFAULT_COLUMNS : readColumnNames(names);
  }

  private readCloud(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { pairs, spaced } = this;
    pairs.begin();
    spaced.reset(text, start, end);
    while (spaced.next()) {
      const entry = pairs.entry(text, spaced.keyStart, spaced.keyEnd);
      if (entry >= 0) pairs.take(entry, text, spaced.valueStart, spaced.valueEnd, out);
    }
    pairs.finish(out, header);
    completeUrl(pairs.note(SCHEME), out);
    return this.judge(out);
  }

  private readQuoted(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { pairs, quoted } = this;
    pairs.begin();
    quoted.reset(text, start, end);
    pairs.takeAll(quoted, text, out);
    this.readRequest(out);
    pairs.finish(out, header);
    this.readSlashed(out);
    return this.judge(out);
  }

  /** `http_request_first_line="GET http://… HTTP/1.1"` */
  private readRequest(out: EventDraft): void {
    const line = this.pairs.note(FIRST_LINE);
    if (line === '') return;
    const methodEnd = untilCode(line, 32, 0, line.length);
    const urlEnd = untilCode(line, 32, methodEnd + 1, line.length);
    if (out.wantDetail) out.method = line.substring(0, methodEnd);
    if (out.url === '') out.url = line.substring(methodEnd + 1, urlEnd);
    if (out.destinationHost === '') setDestinationFromUrl(line, methodEnd + 1, urlEnd, out);
  }

  /** `status="403/80"` and `bytes="from client/to server/from server/to client"`. */
  private readSlashed(out: EventDraft): void {
    const status = this.pairs.note(STATUS);
    if (status !== '') {
      const blocked = status.indexOf('/');
      out.status = parseUint(status, 0, blocked < 0 ? status.length : blocked);
      // Behind the slash stands the id of the rule that refused; 0 when none did.
      if (blocked > 0) out.action = status.slice(blocked + 1) === '0' ? ACTION_ALLOWED : ACTION_BLOCKED;
    }
    const bytes = this.pairs.note(BYTES);
    const first = untilCode(bytes, SLASH, 0, bytes.length);
    if (first >= bytes.length) return;
    out.bytesSent = parseUint(bytes, 0, first);
    out.bytesReceived = parseUint(bytes, bytes.lastIndexOf('/') + 1, bytes.length);
  }

  private judge(out: EventDraft): Verdict {
    if (out.action === ACTION_UNKNOWN) out.action = actionOfBlock(this.pairs.note(BLOCK_ID));
    const nowhere = out.destinationHost === '' && out.destinationIp === '' && out.url === '';
    return nowhere ? skip(out, 'message-type') : PARSED;
  }
}

/** 0 is the block id of what was let through. */
function actionOfBlock(id: string): ActionCode {
  if (id === '') return ACTION_UNKNOWN;
  return id === '0' ? ACTION_ALLOWED : ACTION_BLOCKED;
}

/** The cloud service gives scheme, host and path apart. */
function completeUrl(scheme: string, out: EventDraft): void {
  if (!out.wantDetail || out.destinationHost === '' || !out.url.startsWith('/')) return;
  const name = scheme === '' ? '' : `${scheme.toLowerCase()}://`;
  out.url = `${name}${out.destinationHost}${out.url}`;
}
