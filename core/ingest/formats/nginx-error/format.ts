/**
 * NGINX error log, of messages about a request: `2025/01/01 00:00:00 [error] 12#12: *5 text, client: A, server: S, request: "GET /x HTTP/1.1",
 * upstream: "…", host: "H"`. The rest is about the server itself.
 */
import {
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findCode, findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN = 91;
/** ModSecurity's word for a request that it refused. */
const DENIED = 'ModSecurity: Access denied with code ';
const LEVELS = ['debug', 'info', 'notice', 'warn', 'error', 'crit', 'alert', 'emerg'] as const;

/** Behind `[error] 12#12: `; -1 when it is something else. */
function messageAt(text: string, start: number, end: number): number {
  const open = findCode(text, OPEN, start, Math.min(end, start + 30));
  const level = open < 0 ? undefined : LEVELS.find((word) => text.startsWith(`${word}] `, open + 1));
  if (level === undefined) return -1;
  const process = open + level.length + 3;
  const stop = untilCode(text, COLON, process, Math.min(end, process + 30));
  return /^\d+#\d+$/.test(text.substring(process, stop)) ? stop + 1 : -1;
}

/** Behind `, name: `, up to the next comma or within quotes; '' when the line does not say. */
function saidOf(text: string, name: string, start: number, end: number): string {
  const at = findWord(text, `, ${name}: `, start, end);
  if (at < 0) return '';
  const from = at + name.length + 4;
  const isQuoted = text.charCodeAt(from) === DQUOTE;
  return isQuoted
    ? text.substring(from + 1, untilCode(text, DQUOTE, from + 1, end))
    : text.substring(from, untilCode(text, COMMA, from, end));
}

function parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  const message = messageAt(text, start, end);
  if (message < 0) return reject(out, 'shape');
  readIsoTime(text, start, end, out);
  takeHeaderTime(out, header);
  const client = saidOf(text, 'client', message, end);
  if (!looksLikeIp(client, 0, client.length)) return skip(out, 'message-type');
  out.sourceIp = client;
  const host = saidOf(text, 'host', message, end) || saidOf(text, 'server', message, end);
  const port = host.lastIndexOf(':');
  out.destinationHost = /:\d{1,5}$/.test(host) ? host.slice(0, port) : host;
  const request = saidOf(text, 'request', message, end);
  const method = untilCode(request, SPACE, 0, request.length);
  if (method < request.length) {
    out.method = request.slice(0, method);
    out.url = request.slice(method + 1, untilCode(request, SPACE, method + 1, request.length));
  }
  if (out.destinationHost === '' || out.destinationHost === '_') return skip(out, 'message-type');
  const denied = findWord(text, DENIED, message, end);
  if (denied >= 0) {
    out.action = ACTION_BLOCKED;
    const code = denied + DENIED.length;
    out.status = parseUint(text, code, untilCode(text, SPACE, code, end));
  }
  out.reason = 'inbound';
  return PARSED;
}

export const nginxError: TrafficFormat = {
  id: 'nginx-error',
  title: 'NGINX error log',
  vendor: 'NGINX',
  grade: 'documented',
  source: 'https://nginx.org/en/docs/ngx_core_module.html#error_log',
  fields: ['time', 'sourceIp', 'destinationHost', 'url', 'method', 'status', 'action'],
  split: 'line',
  certain: 'claimed',
  claimWords: LEVELS.map((level) => `[${level}] `),
  claim: (text, start, end) => (messageAt(text, start, end) >= 0 ? 1 : 0),
  signature: 'a level such as [error], a process and a thread such as 12#12:',
  createParser: (): LineParser => ({ parse }),
};
