/**
 * Netskope: events and alerts as JSON (page, application, network, connection), and transaction logs, whose columns stand in the order of the
 * product's own `#Fields` line when that line is not there, parted by blanks or commas.
 * Source: https://docs.netskope.com/en/transaction-events-fields/ and the API's event fields
 */

import { ipKind } from '../../../kit/ip.ts';
import { type EventDraft, type LineParser, type LineWindows, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { type FieldSpec, SLOTS, type Slot } from '../keyed/field-table.ts';
import { type JsonLine, JsonPairs } from '../keyed/json-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { isMethod } from '../shared/clf.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoDate } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { Assembler } from '../w3c/assemble.ts';
import { type ColumnPlan, planColumns } from '../w3c/columns.ts';
import { SEPARATOR, Tokens } from '../w3c/tokens.ts';
import { createTransactionBytes } from './read-bytes.ts';

const OPEN_BRACE = 123;

/** The first columns of every release. */
const COLUMNS =
  'date time time-taken cs-bytes sc-bytes bytes c-ip r-ip cs-username cs-method cs-uri-scheme cs-uri-query cs-user-agent cs-content-type sc-status sc-content-type cs-dns cs-host cs-uri-path cs-uri-port cs-referer x-cs-session-id x-cs-access-method x-cs-app';
const NAMES = COLUMNS.split(' ');
/** Column of the client's address. */
const CLIENT = 6;
/** Column of all bytes, where those that the client sent have none. */
const TOTAL = 4;
/** What the policy did stands near the end, among columns that every release moves: the last verdict is looked for. */
const FEWEST = 40;

const VERDICTS = ['allow', 'block', 'alert', 'useralert', 'bypass', 'Allow', 'Block', 'Bypass'] as const;

const NOTED = ['type', 'type_s', 'audit_log_event', 'audit_log_event_s'] as const;
const TYPES = [0, 1] as const;
const AUDITS = [2, 3] as const;
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'admin_audit_logs',
  'audit',
  'infrastructure',
  'Client Status',
  'clientstatus',
]);

function judge(pairs: PairReader, out: EventDraft): Verdict {
  const isOther = TYPES.some((type) => OTHER_TYPES.has(pairs.note(type))) || AUDITS.some((key) => pairs.hasNote(key));
  if (isOther) return skip(out, 'message-type');
  return out.destinationHost === '' && out.destinationIp === '' && out.url === '' ? skip(out, 'message-type') : PARSED;
}

/** Log tables append the type to a key: `srcip_s`, `dstport_d`, `timestamp_t`. Transactions have dashes in their keys. */
function withTypes(spec: FieldSpec): FieldSpec {
  const typed: { [slot in Slot]?: readonly string[] } = {};
  for (const slot of SLOTS) {
    typed[slot] = (spec[slot] ?? []).flatMap((key) => {
      const spellings = new Set([key, key.replaceAll('_', '-')]);
      return [...spellings, `${key}_s`, `${key}_d`, `${key}_t`];
    });
  }
  return typed;
}

const JSON_LINE: JsonLine = {
  spec: withTypes({
    time: ['timestamp', 'conn_starttime', 'start_time', 'x_cs_timestamp', '_insertion_epoch_timestamp'],
    sourceIp: ['srcip', 'userip', 'src_ip', 'user_ip', 'c_ip'],
    sourceUser: ['user', 'ur_normalized', 'userkey', 'from_user', 'cs_username'],
    sourceHost: ['hostname'],
    destinationIp: ['dstip', 'dst_ip', 's_ip', 'x_cs_dst_ip'],
    destinationHost: ['dsthost', 'domain', 'sni', 'dst_host', 'cs_host', 'x_cs_sni'],
    destinationPort: ['dstport', 'dst_port', 'cs_uri_port', 'x_cs_dst_port'],
    url: ['url', 'page', 'x_cs_url', 'cs_uri'],
    method: ['req_method', 'http_method', 'cs_method'],
    status: ['http_status', 'resp_code', 'sc_status'],
    action: ['action', 'policy_action', 'policy_actions', 'x_policy_action'],
    bytesSent: ['client_bytes', 'req_content_len', 'cs_bytes'],
    bytesReceived: ['server_bytes', 'resp_content_len', 'sc_bytes'],
    bytesTotal: ['numbytes'],
    count: ['count'],
    userAgent: ['useragent', 'user_agent', 'cs_user_agent', 'browser'],
    contentType: ['resp_content_type', 'mime_type', 'sc_content_type'],
    vendorCategory: ['category', 'appcategory', 'x_category'],
    vendorApp: ['app', 'x_cs_app'],
  }),
  noted: NOTED,
  judged: NOTED,
  inside: ['event'],
  judge,
};

export function createNetskopeParser(): LineParser {
  return new NetskopeParser();
}

class NetskopeParser implements LineParser {
  private readonly json = new JsonPairs(JSON_LINE);
  private readonly tokens = new Tokens();
  private readonly assembler = new Assembler(this.tokens);
  private readonly transactionBytes = createTransactionBytes({ fewest: FEWEST, verdicts: VERDICTS });
  private readonly context = { dayMs: Number.NaN, timesAreLocal: false };

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (text.charCodeAt(start) === OPEN_BRACE) return this.json.parse(text, start, end, out, header);
    const plan = transactionPlan(text, start, end, this.tokens);
    if (plan === undefined) return reject(out, 'shape');
    const verdict = this.assembler.read(text, plan, this.context, header, out);
    if (verdict === PARSED) this.readVerdict(text, out);
    if (plan === UNSENT_PLAN) this.subtractReceived(text, out);
    return verdict;
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return bytes[start] === OPEN_BRACE
      ? this.json.readBytes(bytes, start, end, out)
      : this.transactionBytes(bytes, start, end, out);
  }

  private subtractReceived(text: string, out: EventDraft): void {
    const total = parseUint(text, this.tokens.start(TOTAL), this.tokens.end(TOTAL));
    if (total >= out.bytesReceived) out.bytesSent = total - out.bytesReceived;
  }

  /** The policy's action: the last column from the host on that is a bare verdict. */
  private readVerdict(text: string, out: EventDraft): void {
    const { tokens } = this;
    for (let column = tokens.count - 1; column >= FEWEST; column--) {
      const start = tokens.start(column);
      const end = tokens.end(column);
      if (!VERDICTS.some((word) => end - start === word.length && text.startsWith(word, start))) continue;
      out.action = actionOfWord(text.substring(start, end));
      return;
    }
  }
}

/** Columns by blanks or commas, when they begin as Netskope's do. */
export function transactionPlan(text: string, start: number, end: number, tokens: Tokens): ColumnPlan | undefined {
  if (Number.isNaN(readIsoDate(text, start, end))) return undefined;
  const mark = text.charCodeAt(start + 10);
  if (mark !== SEPARATOR.space && mark !== SEPARATOR.comma && mark !== SEPARATOR.tab) return undefined;
  if (tokens.split(text, start, end, mark) < FEWEST) return undefined;
  // Where it stands one column earlier, the server's stands in its place.
  const client = isAddress(text, tokens, CLIENT - 1) ? CLIENT - 1 : CLIENT;
  if (!isAddress(text, tokens, client)) return undefined;
  for (let column = 3; column < client; column++) {
    if (parseUint(text, tokens.start(column), tokens.end(column)) < 0) return undefined;
  }
  const method = client + 3;
  if (!tokens.isBlank(text, method) && !isMethod(text, tokens.start(method), tokens.end(method))) return undefined;
  if (client < CLIENT) return UNSENT_PLAN;
  return planFor(queryColumns(text, tokens));
}

/** The feed to a bucket leaves out an empty query or puts the agent in its place: the status, a number, shows by how much. */
function queryColumns(text: string, tokens: Tokens): number {
  for (let shift = 0; shift < 2; shift++) {
    const column = 14 - shift;
    const isStatus = parseUint(text, tokens.start(column), tokens.end(column)) >= 100 || tokens.isBlank(text, column);
    if (isStatus && isPort(text, tokens, 19 - shift)) return shift;
  }
  return 0;
}

function isAddress(text: string, tokens: Tokens, column: number): boolean {
  return ipKind(text, tokens.start(column), tokens.end(column)) !== 0;
}

function isPort(text: string, tokens: Tokens, column: number): boolean {
  return parseUint(text, tokens.start(column), tokens.end(column)) > 0;
}

/** Later feeds leave out what the client sent: it is the sum without what came back. */
const UNSENT_PLAN = planColumns(NAMES.filter((name) => name !== 'cs-bytes'));
const plans = [planColumns(NAMES), planColumns(NAMES.filter((name) => name !== 'cs-uri-query'))];

function planFor(shift: number): ColumnPlan | undefined {
  return plans[shift];
}
