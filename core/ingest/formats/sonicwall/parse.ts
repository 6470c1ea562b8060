/**
 * SonicWall (SonicOS 5 to 8): one line of key=value per event; `m` is the message's number.
 * Source: "SonicOS Log Events Reference Guide".
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  PARSED,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { servicePort } from '../shared/service-ports.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPEC: FieldSpec = {
  time: ['time'],
  sourceEndpoint: ['src', 'srcV6'],
  destinationEndpoint: ['dst', 'dstV6'],
  destinationHost: ['dstname', 'dstHost'],
  sourceHost: ['srcHost'],
  sourceUser: ['usr', 'user', 'susr'],
  action: ['fw_action', 'af_action'],
  bytesSent: ['sent', 'out'],
  bytesReceived: ['rcvd', 'in'],
  status: ['result'],
  vendorCategory: ['Category', 'webCategory', 'website-category', 'appcat'],
  vendorApp: ['appName'],
};

const NOTED = ['m', 'msg', 'arg', 'proto', 'sn', 'op', 'dst', 'src', 'appName'] as const;
const MESSAGE = 0;
const TEXT = 1;
const ARGUMENT = 2;
const PROTOCOL = 3;
const SERIAL = 4;
const OPERATION = 5;
const TARGET = 6;
const ORIGIN = 7;
const APPLICATION = 8;

/** `NA` in `fw_action` and `af_action` says nothing. */
const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['drop', ACTION_BLOCKED],
  ['forward', ACTION_ALLOWED],
  ['mgmt', ACTION_ALLOWED],
]);

const OPENED = '98';
/** Closed connection, web site hit, web site accessed. */
const PASSED: ReadonlySet<string> = new Set(['537', '97', '16', '1153']);
/** Web site blocked by the filter, and what else is denied without the word for it. */
const BLOCKED: ReadonlySet<string> = new Set(['14', '15', '533', '573', '574', '1155', '1599']);

/** Numbers that HTTP methods have in `op`. */
const METHODS = ['', 'GET', 'POST', 'HEAD', 'PUT', 'CONNECT'] as const;

function judge(pairs: PairReader, out: EventDraft): Verdict {
  const message = pairs.note(MESSAGE);
  if (message === '' && !pairs.hasNote(SERIAL)) return reject(out, 'shape');
  settleAction(message, pairs.note(TEXT), out);
  if (pairs.noteBegins(TARGET, ':')) settlePort(pairs.note(TARGET), out);
  if (out.sourceHost === '' && pairs.noteBegins(ORIGIN, ':')) out.sourceHost = lastPart(pairs.note(ORIGIN));
  if (out.destinationPort < 0 && out.destinationIp !== '') out.destinationPort = portOf(pairs.note(PROTOCOL));
  if (out.wantDetail) settleWeb(pairs, out);
  // SonicOS 7 quotes it otherwise than the rest.
  if (pairs.noteBegins(APPLICATION, "'")) out.vendorApp = pairs.noteWithin(APPLICATION, "'");
  if (out.sourceIp === '' || (out.destinationIp === '' && out.destinationHost === '')) return skip(out, 'message-type');
  if (message === OPENED && out.action !== ACTION_BLOCKED) return skip(out, 'session-start');
  return PASSED.has(message) || out.action === ACTION_BLOCKED ? PARSED : skip(out, 'message-type');
}

/** Dropped packets are known by their text: there are some two hundred such messages. */
const DENIAL = /\b(?:dropped|denied|blocked|rejected|discarded|prevention alert)\b/i;

function settleAction(message: string, text: string, out: EventDraft): void {
  if (PASSED.has(message)) {
    // Nearly every line is one of these; their text is not looked at.
    if (out.action === ACTION_UNKNOWN) out.action = ACTION_ALLOWED;
  } else if (BLOCKED.has(message) || (DENIAL.test(text) && !text.includes('login'))) out.action = ACTION_BLOCKED;
}

/** Beside an address of IPv6 the port stands alone: `dstV6=… dst=:443:X1`. */
function settlePort(target: string, out: EventDraft): void {
  const port = /^:(\d{1,5})(?=:|$)/.exec(target);
  if (port !== null && out.destinationPort < 0) out.destinationPort = Number(port[1]);
}

/** The host behind port and interface, where the address stands beside them: `src=:28503:X0:laptop7 srcV6=…`. */
function lastPart(end: string): string {
  return /^:\d*:[^:]*:([^:]+)$/.exec(end)?.[1] ?? '';
}

/** `tcp/https`, `udp/dns`: where an end has no port, the service says it. Some old lines give the number. */
function portOf(protocol: string): number {
  return servicePort(protocol.slice(protocol.indexOf('/') + 1));
}

function settleWeb(pairs: PairReader, out: EventDraft): void {
  const operation = pairs.note(OPERATION);
  if (operation !== '') out.method = METHODS[Number(operation)] ?? operation;
  if (!pairs.hasNote(ARGUMENT) || out.destinationHost === '') return;
  const scheme = pairs.note(PROTOCOL).endsWith('/https') ? 'https' : 'http';
  out.url = `${scheme}://${out.destinationHost}${pairs.note(ARGUMENT)}`;
}

export const SONICWALL_LINE: KvLine = { spec: SPEC, noted: NOTED, actions: ACTIONS, judge };
