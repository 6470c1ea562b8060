/**
 * Cisco Meraki MX and MR: `EPOCH DEVICE KIND key=value …`, of which `urls` names a request, `flows`, `firewall` and their kin a
 * connection's verdict, `ip_flow_end` a connection. No line holds bytes.
 * Source: "Syslog Event Types and Log Samples", Meraki documentation.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readEpochTime, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import {
  FILTERED,
  KIND_ALERT,
  KIND_EVENT,
  KIND_FLOW,
  KIND_NONE,
  KIND_START,
  KIND_URL,
  kindAt,
  merakiHead,
} from './kinds.ts';
import { createMerakiBytes } from './read-bytes.ts';

const SPACE = 32;
const QUOTE = 39;

const SPEC: FieldSpec = {
  sourceEndpoint: ['src', 'client_ip', 'translated_src_ip'],
  destinationEndpoint: ['dst', 'server_ip'],
  destinationPort: ['dport'],
  action: ['action', 'decision'],
  url: ['url'],
};

/** `client_vpn_connect user id 'alice' local ip A connected from B`, and of AnyConnect. */
const CONNECTED = / user id '([^']*)' local ip \S+ (?:re)?connected from ([\da-f.:]+)/i;
/** `Peer IP=A … User[alice]`, `Peer IP=A Peer port=P User=alice: …`: the session manager and the server that was asked. */
const PEER = /\bPeer IP=([\da-f.:]+)/i;
const PEER_USER = /\bUser(?:\[([^\]]+)\]|=([^\s:]+))/;
const SERVER = /\bServer IP=([\da-f.:]+)(?: Server port=(\d{1,5})\b)?/i;

/** What an event of the content filter says. */
const FILTERED_SPEC: FieldSpec = {
  sourceIp: ['client_ip'],
  destinationEndpoint: ['server'],
  url: ['url'],
  vendorCategory: ['category0', 'category'],
};

export class MerakiParser implements LineParser {
  private readonly pairs = new PairReader(SPEC);
  private readonly filtered = new PairReader(FILTERED_SPEC);
  private readonly fields = new KvFields();
  readonly readBytes = createMerakiBytes(SPEC);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!merakiHead(text, start, end)) return reject(out, 'shape');
    const { kind, from, timeAt } = kindAt;
    takeHeaderTime(out, header);
    if (timeAt >= 0) readEpochTime(text, timeAt, from, out);
    if (kind === KIND_NONE) return skip(out, 'message-type');
    if (kind === KIND_EVENT) return this.readEvent(text, from, end, out);
    this.pairs.begin();
    // The free text behind these words may hold anything.
    const request = findWord(text, ' request: ', from, end);
    const pattern = request < 0 ? findWord(text, ' pattern: ', from, end) : -1;
    this.fields.reset(text, from, request >= 0 ? request : pattern >= 0 ? pattern : end);
    this.pairs.takeAll(this.fields, text, out);
    this.pairs.finish(out, header);
    if (out.sourceIp === '' && out.destinationIp === '') return skip(out, 'message-type');
    if (kind === KIND_START) return skip(out, 'session-start');
    if (kind === KIND_URL) return this.readRequest(text, from, request, end, out);
    if (kind === KIND_FLOW) settleVerdict(text, from, pattern, end, out);
    // An alert about a connection counts only when it stopped it.
    if (kind === KIND_ALERT && out.action !== ACTION_BLOCKED) return skip(out, 'message-type');
    return PARSED;
  }

  /** `agent='…' request: METHOD URL` */
  private readRequest(text: string, from: number, request: number, end: number, out: EventDraft): Verdict {
    if (request < 0) return reject(out, 'shape');
    const method = request + 10;
    const methodEnd = untilCode(text, SPACE, method, end);
    out.url = text.substring(skipSpaces(text, methodEnd, end), end).trim();
    setHostFromUrl(out);
    if (!out.wantDetail) return PARSED;
    if (!wordAt(text, method, methodEnd, 'UNKNOWN')) out.method = text.substring(method, methodEnd);
    const agent = findWord(text, " agent='", from, request);
    if (agent >= 0) out.userAgent = text.substring(agent + 8, untilCode(text, QUOTE, agent + 8, request));
    return PARSED;
  }

  /** Sign-ins, radio events and what the content filter stopped. A sign-in over VPN names the peer and the server that was asked. */
  private readEvent(text: string, from: number, end: number, out: EventDraft): Verdict {
    if (wordAt(text, from, end, FILTERED)) return this.readFiltered(text, from + FILTERED.length, end, out);
    if (out.wantDetail) this.readSignIn(text.substring(from, end), out);
    return skip(out, 'message-type');
  }

  private readSignIn(event: string, out: EventDraft): void {
    const [, name, client] = CONNECTED.exec(event) ?? [];
    const peer = addressOf(client ?? PEER.exec(event)?.[1]);
    if (peer === '') return;
    const [, bracketed, user] = PEER_USER.exec(event) ?? [];
    out.sourceIp = peer;
    out.sourceUser = name ?? bracketed ?? user ?? '';
    const [, server, port = ''] = SERVER.exec(event) ?? [];
    out.destinationIp = addressOf(server);
    if (out.destinationIp !== '' && port !== '') out.destinationPort = Number(port);
  }

  /** `url='…' category0='…' server='192.0.2.1:443' client_mac='…'`: the client's address is not said. */
  private readFiltered(text: string, from: number, end: number, out: EventDraft): Verdict {
    this.filtered.begin();
    this.fields.reset(text, from, end);
    while (this.fields.next()) {
      const { keyStart, keyEnd, valueStart, valueEnd } = this.fields;
      const entry = this.filtered.entry(text, keyStart, keyEnd);
      const isQuoted = text.charCodeAt(valueStart) === QUOTE;
      const stop = isQuoted ? untilCode(text, QUOTE, valueStart + 1, end) : valueEnd;
      if (entry >= 0) this.filtered.take(entry, text, isQuoted ? valueStart + 1 : valueStart, stop, out);
    }
    setHostFromUrl(out);
    out.action = ACTION_BLOCKED;
    const isNowhere = out.destinationHost === '' && out.destinationIp === '';
    return isNowhere ? skip(out, 'message-type') : PARSED;
  }
}

function addressOf(text = ''): string {
  return looksLikeIp(text, 0, text.length) ? text : '';
}

const GROUP_POLICY = 'Group Policy ';

/** `flows allow src=…`, `pattern: allow all`, `pattern: Group Policy Allow`, `pattern: 1 all` (1 denies, 0 allows). */
function settleVerdict(text: string, from: number, pattern: number, end: number, out: EventDraft): void {
  const at = pattern >= 0 ? skipSpaces(text, pattern + 10, end) : skipSpaces(text, from, end);
  const word = wordAt(text, at, end, GROUP_POLICY) ? at + GROUP_POLICY.length : at;
  if (wordAt(text, word, end, 'allow') || wordAt(text, word, end, 'Allow')) out.action = ACTION_ALLOWED;
  else if (wordAt(text, word, end, 'deny') || wordAt(text, word, end, 'Deny')) out.action = ACTION_BLOCKED;
  else if (pattern >= 0 && at < end && findCode(text, SPACE, at, Math.min(end, at + 2)) === at + 1) {
    const code = text.charCodeAt(at);
    if (code === 48) out.action = ACTION_ALLOWED;
    else if (code === 49) out.action = ACTION_BLOCKED;
  }
}
