/**
 * Sophos Web Appliance: its `sophos_log` of requests, `h=… u="…" s=… X=… t=… act=… in=… out=… meth=… req="…" dom="…" target_ip="…"`, as a file or sent by syslog.
 * Source: "Interpreting log files", Sophos Web Appliance help.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type ActionCode,
  type EventDraft,
  PARSED,
  type TrafficFormat,
} from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { createKvBytesParser, type KvBytes } from '../keyed/kv-bytes.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { findWord } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';

const LOOK = 400;
const REQUEST = 0;
const DOMAIN = 1;
const OUTCOME = 2;

const LINE: KvLine = {
  spec: {
    time: ['t'],
    // As a relay writes it that takes `h=10.1.2.3` for a program's name, a colon follows.
    sourceEndpoint: ['h'],
    sourceUser: ['u'],
    destinationIp: ['target_ip'],
    method: ['meth'],
    status: ['s'],
    action: ['act'],
    // What the appliance took in came from the client, what it gave out went there.
    bytesSent: ['in'],
    bytesReceived: ['out'],
    userAgent: ['ua'],
    contentType: ['ctype', 'type'],
  },
  noted: ['req', 'dom', 'act'],
  // Below zero are pages that block, warn or ask; what the user then went on to is above.
  actions: new Map<string, ActionCode>([
    ...['1', '2', '3', '4', '5'].map((code) => [code, ACTION_ALLOWED] as const),
    ...['-1', '-2', '-3', '-4', '-5', '-6', '-7'].map((code) => [code, ACTION_BLOCKED] as const),
  ]),
  judge(pairs, out) {
    if (!pairs.hasNote(OUTCOME)) return reject(out, 'shape');
    if (out.sourceUser.includes('\\')) out.sourceUser = plainUser(out.sourceUser);
    readRequest(pairs.note(REQUEST), out);
    const domain = pairs.note(DOMAIN);
    if (out.destinationHost === '' && domain !== '-') out.destinationHost = domain;
    return out.destinationHost === '' && out.destinationIp === '' ? reject(out, 'address') : PARSED;
  },
};

/** Keys of the claim in the order that the appliance writes them; a URL says where a request went, and the domain beside it nothing more. */
const BYTES: KvBytes = {
  begins: 'h=',
  marks: ['u=', 't=', 'Ts=', 'act='],
  within: LOOK,
  judged: [],
  request: 'req',
  settle: (_bytes, windows) => windows.isFilled('url'),
};

/** `GET http://host/path HTTP/1.1` or `CONNECT host:443 HTTP/1.1` */
function readRequest(request: string, out: EventDraft): void {
  const blank = request.indexOf(' ');
  if (blank < 1) return;
  const last = request.lastIndexOf(' ');
  out.url = request.slice(blank + 1, last > blank ? last : undefined);
  setHostFromUrl(out);
}

/** Backslashes are doubled and letters beyond ASCII are their UTF-8 bytes, as `\xc3\xb5`. */
function plainUser(user: string): string {
  return user.replaceAll(/\\\\|(?:\\x[\da-f]{2})+/gi, (part) => (part === '\\\\' ? '\\' : lettersOf(part)));
}

/** What is no UTF-8 stays as it is. */
function lettersOf(escapes: string): string {
  try {
    return decodeURIComponent(escapes.replaceAll(/\\x/gi, '%'));
  } catch {
    return escapes;
  }
}

/** Its first key is the client, and its own names follow. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const host = findWord(text, 'h=', start, Math.min(end, start + 32));
  if (host < 0 || (host > start && text.charCodeAt(host - 1) !== 32)) return 0;
  const user = findWord(text, ' u=', host, limit);
  const time = user < 0 ? -1 : findWord(text, ' t=', user, limit);
  return time > 0 && findWord(text, ' Ts=', time, limit) > 0 && findWord(text, ' act=', time, limit) > 0 ? 1 : 0;
}

export const sophosWebAppliance: TrafficFormat = {
  id: 'sophos-web-appliance',
  title: 'Sophos Web Appliance',
  vendor: 'Sophos',
  grade: 'documented',
  source: 'https://docs.sophos.com/nsg/swa/help/en-us/nsg/swa/concepts/InterpretingLogFiles.html',
  fields: [...fieldsOf(LINE.spec), 'destinationHost', 'destinationPort', 'url'],
  split: 'line',
  certain: 'claimed',
  claimWords: [' Ts='],
  claim,
  signature: 'h= first, then u=, t=, Ts= and act=',
  createParser: () => createKvBytesParser(LINE, BYTES),
};
