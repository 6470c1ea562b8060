/**
 * In: access logs of Apache, NGINX and what writes like them: common, combined, with virtual host, TLS request log, JSON with NGINX's
 * variable names, HAProxy, Caddy's and Traefik's JSON.
 *
 * A request that names its destination (absolute URL, CONNECT) is a forward proxy's. One with a bare path is a web server's own
 * visitor: it is PARSED with `reason` set to `inbound`, so that `parse` can show it and an import can leave it out.
 */

import { ipKind } from '../../../kit/ip.ts';
import { EventDraft, type LineParser, PARSED, REJECTED, type SyslogHeader, type Verdict } from '../api.ts';
import {
  clf,
  findClfTime,
  isRequestNext,
  looksLikeClf,
  readClfHead,
  readClfRequest,
  readClfTail,
} from '../shared/clf.ts';
import { fieldText, findCode, isBlank, untilCode, wordAt } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { skip } from '../shared/verdict.ts';
import {
  claimHaproxy,
  isHaproxyComplaint,
  isVisitByVersion,
  readHaproxy,
  readHaproxyConnect,
  readHaproxyTcp,
} from './haproxy.ts';
import { claimJson, createNginxJson } from './json.ts';
import { readApacheBytes } from './read-bytes.ts';
import { accessBytesAt, accessObjectAt, claimServerJson, createServerJson } from './server-json.ts';

const SPACE = 32;
const DQUOTE = 34;
const OPEN = 91;
const OPEN_BRACE = 123;

export function createApacheCombinedParser(): LineParser {
  const nginx = createNginxJson();
  const named = createServerJson();
  return {
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      out.reset();
      const at = skipSpaces(text, start, end);
      const isObject = at < end && text.charCodeAt(at) === OPEN_BRACE;
      if ((isObject && claimServerJson(text, at, end) > 0) || accessObjectAt(text, at, end) > 0) {
        return named.parse(text, at, end, out, header);
      }
      if (isObject) return nginx.parse(text, at, end, out, header);
      if (readHaproxyConnect(text, at, end, out, header) || readHaproxyTcp(text, at, end, out)) return PARSED;
      if (isHaproxyComplaint(text, at, end)) return skip(out, 'message-type');
      return readLine(text, at, end, out);
    },
    readBytes: (bytes, start, end, out) => {
      if (bytes[start] === OPEN_BRACE)
        return [named, nginx].some((objects) => objects.readBytes?.(bytes, start, end, out) === true);
      const object = accessBytesAt(bytes, start, end);
      if (object > 0) return named.readBytes?.(bytes, object, end, out) === true;
      return readApacheBytes(bytes, start, end, out);
    },
  };
}

function readLine(text: string, start: number, end: number, out: EventDraft): Verdict {
  const open = findClfTime(text, start, end, out);
  if (open < 0 || !readClfRequest(text, end, out)) {
    out.reason = 'shape';
    return REJECTED;
  }
  const isHaproxy = readHaproxy(text, start, open, out);
  // Where the time stands first, some other log's text in quotes may follow.
  const host = open > start ? hostBeforeRequest(text) : undefined;
  const isOther = open > start ? host === undefined && !isRequestNext(text, end) : clf.methodEnd === clf.methodStart;
  if (!isHaproxy && isOther) {
    out.reason = 'shape';
    return REJECTED;
  }
  if (!clf.isForward || (isHaproxy && isVisitByVersion(text))) out.reason = 'inbound';
  if (!isHaproxy) {
    readClfTail(text, end, out);
    if (open > start) readHead(text, start, open, out);
    else readTimeFirst(text, end, out);
    if (host !== undefined && !clf.isForward && out.destinationHost === '')
      setDestinationFromUrl(host, 0, host.length, out);
  }
  if (out.wantDetail) {
    out.method = fieldText(text, clf.methodStart, clf.methodEnd);
    out.url = fieldText(text, clf.targetStart, clf.targetEnd);
  }
  return PARSED;
}

const LONGEST_HOST = 270;
const HOST_BEFORE = /^ (?:- )?((?:[\w-]+\.)+[a-z][a-z\d-]*(?::\d{1,5})?|localhost(?::\d{1,5})?)(?: (?:\d{1,5}|-))? "$/i;

/** `[time] www.example.com "GET /path …`, perhaps with a port as a column of its own, as NGINX' `$host` puts the server that was asked for. */
function hostBeforeRequest(text: string): string | undefined {
  const isNear = clf.methodEnd > clf.methodStart && clf.methodStart - clf.afterTime <= LONGEST_HOST;
  return isNear ? HOST_BEFORE.exec(text.substring(clf.afterTime, clf.methodStart))?.[1] : undefined;
}

/** The virtual host of a forward proxy is the proxy's own name: the request's destination stands. */
function readHead(text: string, start: number, open: number, out: EventDraft): void {
  const host = out.destinationHost;
  const ip = out.destinationIp;
  const port = out.destinationPort;
  readClfHead(text, start, open, out);
  if (!clf.isForward) return;
  out.destinationHost = host;
  out.destinationIp = ip;
  out.destinationPort = port;
}

/** `[time] client protocol cipher "request" bytes`, as mod_ssl logs requests: the client is the first address, else the first word. */
function readTimeFirst(text: string, end: number, out: EventDraft): void {
  const quote = findCode(text, DQUOTE, clf.afterTime, end);
  let first = -1;
  let firstEnd = -1;
  let at = skipSpaces(text, clf.afterTime, end);
  while (at < quote) {
    const stop = untilCode(text, SPACE, at, quote);
    if (ipKind(text, at, stop) !== 0) {
      setSource(text, at, stop, out);
      return;
    }
    if (first < 0 && !isBlank(text, at, stop)) {
      first = at;
      firstEnd = stop;
    }
    at = skipSpaces(text, stop, quote);
  }
  if (first >= 0) setSource(text, first, firstEnd, out);
}

const scratch = new EventDraft();

export function claimApacheCombined(text: string, start: number, end: number): number {
  const at = skipSpaces(text, start, end);
  if (at >= end) return 0;
  if (text.charCodeAt(at) === OPEN_BRACE) return Math.max(claimServerJson(text, at, end), claimJson(text, at, end));
  const access = accessObjectAt(text, at, end);
  if (access > 0) return claimServerJson(text, access, end);
  if (wordAt(text, at, end, 'Connect from ')) return claimHaproxy(text, at, end);
  if (!looksLikeClf(text, at, end, scratch) || !readClfRequest(text, end, scratch)) {
    if (!isDigit(text.charCodeAt(at))) return 0;
    return readHaproxyTcp(text, at, end, scratch) || isHaproxyComplaint(text, at, end) ? 0.8 : 0;
  }
  readClfTail(text, end, scratch);
  // Squid's common log says the same and more.
  if (clf.resultEnd > 0) return 0.4;
  const hasMethod = clf.methodEnd > clf.methodStart;
  if (!hasMethod && text.charCodeAt(at) === OPEN) return 0;
  const isRequest = hasMethod || text.charCodeAt(clf.afterRequest - 2) === DQUOTE;
  return isRequest ? 0.85 : 0.5;
}
