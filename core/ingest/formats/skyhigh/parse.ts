/**
 * McAfee / Trellix / Skyhigh secure web gateway.
 * - the classic access log: `[time] "user" client status "METHOD url HTTP/x" "category" "reputation" "media" bytes "agent" …`, whose first
 *   line names its columns (`#time_stamp "auth_user" src_ip …`);
 * - key=value as the appliances' log handlers send it (`source_ip=… url_categories="…"`, `srcip="…" mtd="GET" bytes="a/b/c/d"`);
 * - the same without keys (appliance-row.ts);
 * - what the appliances send to McAfee's SIEM (`McAfeeWG|time_stamp=[…]|auth_user=…|src_ip=…`);
 * - key=value and CSV of the cloud service (`user_id=… requested_host=…`), the CSV with or without its row of names.
 * Source: https://success.skyhighsecurity.com/ (web gateway log formats, SSE reporting API fields)
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { CsvRows, type RowsOptions } from '../csv-header/rows.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';
import { type AccessColumns, DEFAULT_COLUMNS, readAccessLine, readColumnNames } from './access.ts';
import { createApplianceBytes, createHandlerBytes, createSiemBytes, readApplianceRowBytes } from './appliance-bytes.ts';
import { readApplianceRow } from './appliance-row.ts';
import { cloudColumns, createCloudBytes, readAccessBytes } from './read-bytes.ts';
import { isKeyCode, JUDGED, LOOK, shapeOf } from './shape.ts';

const OPEN_BRACKET = 91;
const SLASH = 47;
const DQUOTE = 34;
const EQUALS = 61;
const CLOSE_BRACKET = 93;
const PIPE = 124;
/** More than any release has. */
const MOST_COLUMNS = 80;

/** The columns of the cloud service's CSV in its order; releases of its log format add at the end. */
const CLOUD_COLUMNS =
  'user_id,username,source_ip,http_action,server_to_client_bytes,client_to_server_bytes,requested_host,requested_path,result,virus,request_timestamp_epoch,request_timestamp,uri_scheme,category,media_type,application_type,reputation,last_rule,http_status_code,client_ip,location,block_reason,user_agent_product,user_agent_version,user_agent_comment,process_name,destination_ip,destination_port,pop_country_code,referer,ssl_scanned,av_scanned_up,av_scanned_down,rbi,dlp,client_system_name,filename,pop_egress_ip,pop_ingress_ip,proxy_port'.split(
    ',',
  );
const SPEC: FieldSpec = {
  time: ['request_timestamp_epoch', 'request_timestamp', 'date', 'time_stamp', 'timestamp'],
  sourceIp: ['client_ip', 'source_ip', 'srcip', 'src_ip'],
  sourceUser: ['username', 'user_name', 'auth_user', 'user'],
  sourceHost: ['client_system_name', 'client_host_name'],
  destinationIp: ['destination_ip', 'destip', 'dst_ip', 'server_ip'],
  destinationHost: ['requested_host', 'destination_host', 'dhost', 'host'],
  destinationPort: ['destination_port', 'urlp', 'url_port', 'server_port'],
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

const NOTED = ['block_id', 'block_res', 'status', 'bytes', 'http_request_first_line', 'uri_scheme', 'rule'] as const;
const BLOCK_ID = 0;
const BLOCK_RESULT = 1;
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
  // It completes a URL, which no figure needs.
  isJudgedByAction: true,
};

export function createSkyhighParser(): LineParser {
  return new SkyhighParser();
}

class SkyhighParser implements LineParser {
  private readonly pairs = new PairReader(SPEC, NOTED);
  private readonly quoted = new KvFields();
  private readonly spaced = new SpacedFields();
  private readonly readCloudBytes = createCloudBytes(SPEC, {
    begins: 'user_id=',
    marks: ['requested_host=', 'http_action='],
    judged: JUDGED,
    look: LOOK,
  });
  private readonly readApplianceBytes = createApplianceBytes(SPEC);
  private readonly readHandlerBytes = createHandlerBytes(SPEC);
  private readonly readSiemBytes = createSiemBytes(SPEC);
  private readonly rows = new CsvRows(SKYHIGH_ROWS);
  /** Rows without a header. What it holds follows from each row's width, so that none of it is state. */
  private readonly bareRows = new CsvRows(SKYHIGH_ROWS);
  private bareColumns = 0;
  private readonly counted = new CsvFields(MOST_COLUMNS);
  private names = '';
  private columns: AccessColumns = DEFAULT_COLUMNS;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    // Rows under a header need no second look.
    if (this.rows.isOpen && text.charCodeAt(start) === DQUOTE) return this.rows.parse(text, start, end, out, header);
    switch (shapeOf(text, start, end)) {
      case 'names':
        this.setNames(text.substring(start, end));
        return skip(out, 'header');
      case 'access':
        return readAccessLine(text, start, end, this.columns, out) ? PARSED : reject(out, 'columns');
      case 'cloud':
        return this.readCloud(text, start, end, out, header);
      case 'siem':
        return this.readSiem(text, start, end, out, header);
      case 'applianceRow':
        return readApplianceRow(text, start, end, out);
      case 'row':
        return this.readRow(text, start, end, out, header);
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

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const first = bytes[start];
    if (first === DQUOTE) {
      if (this.rows.isOpen) return this.rows.readBytes(bytes, start, end, out);
      const columns = cloudColumns(bytes, start, end, LOOK);
      return columns > 0 && columns === this.bareColumns && this.bareRows.readBytes(bytes, start, end, out);
    }
    if (first === OPEN_BRACKET) {
      const defaults = this.names === '' ? DEFAULT_COLUMNS : null;
      return readAccessBytes(bytes, start, end, this.columns, defaults, out);
    }
    return (
      this.readCloudBytes(bytes, start, end, out) ||
      readApplianceRowBytes(bytes, start, end, out) ||
      this.readSiemBytes(bytes, start, end, out) ||
      this.readApplianceBytes(bytes, start, end, out) ||
      this.readHandlerBytes(bytes, start, end, out)
    );
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

  private readRow(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const columns = this.counted.scan(text, start, end);
    if (columns !== this.bareColumns) {
      this.bareColumns = columns;
      this.bareRows.restore(cloudHeader(columns));
    }
    return this.bareRows.parse(text, start, end, out, header);
  }

  /** Pairs between bars, `McAfeeWG|key=value|key=value|`; a bar within a value has no key behind it. */
  private readSiem(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { pairs } = this;
    pairs.begin();
    let at = untilCode(text, PIPE, start, end) + 1;
    while (at < end) {
      const equals = untilCode(text, EQUALS, at, end);
      if (equals >= end) break;
      const stop = siemEnd(text, equals + 1, end);
      const entry = pairs.entry(text, at, equals);
      if (entry >= 0) {
        // The time stands in brackets.
        const isBracketed = text.charCodeAt(equals + 1) === OPEN_BRACKET && text.charCodeAt(stop - 1) === CLOSE_BRACKET;
        pairs.take(entry, text, isBracketed ? equals + 2 : equals + 1, isBracketed ? stop - 1 : stop, out);
      }
      at = stop + 1;
    }
    pairs.finish(out, header);
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
    if (out.action === ACTION_UNKNOWN)
      out.action = actionOfBlock(this.pairs.note(BLOCK_ID) || this.pairs.note(BLOCK_RESULT));
    const nowhere = out.destinationHost === '' && out.destinationIp === '' && out.url === '';
    return nowhere ? skip(out, 'message-type') : PARSED;
  }
}

/** Where the value ends: at a bar with a key behind it, or at the end of the line. */
function siemEnd(text: string, start: number, end: number): number {
  let at = untilCode(text, PIPE, start, end);
  while (at < end) {
    let key = at + 1;
    while (key < end && isKeyCode(text.charCodeAt(key))) key++;
    if (key === end || (key > at + 1 && text.charCodeAt(key) === EQUALS)) return at;
    at = untilCode(text, PIPE, at + 1, end);
  }
  return end;
}

/** Names for as many columns as a row has. */
function cloudHeader(columns: number): string {
  return Array.from({ length: columns }, (_, column) => `"${CLOUD_COLUMNS[column] ?? `x${column}`}"`).join(',');
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
