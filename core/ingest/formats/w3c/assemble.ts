/**
 * In: the columns of one W3C line and a plan that says what they hold.
 * Out: the draft, or why the line is no traffic.
 */
import { ipKind } from '../../../kit/ip.ts';
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type EventDraft,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { actionOf } from '../shared/action-word.ts';
import { findCode, findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { squidAction, wsaAction } from '../shared/squid-result.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { type ColumnPlan, SLOT } from './columns.ts';
import { readLineTime } from './line-time.ts';
import type { Tokens } from './tokens.ts';

const SLASH = 47;
const COLON = 58;
const PLUS = 43;

/** Directive state that lines depend on. */
export interface LineContext {
  /** Day of the `#Date` directive in ms, NaN without one; for logs whose lines carry a time only. */
  dayMs: number;
  timesAreLocal: boolean;
}

export class Assembler {
  #text = '';
  #tokens: Tokens;
  #plan: ColumnPlan | undefined;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  read(text: string, plan: ColumnPlan, context: LineContext, header: SyslogHeader, out: EventDraft): Verdict {
    this.#text = text;
    this.#plan = plan;
    const hasTime = readLineTime(text, this.#tokens, plan, context, header, out);
    if (!hasTime) return fail(out, REJECTED, 'time');
    this.#readSource(out);
    const skip = this.#firewallEvent(out);
    if (skip !== '') return fail(out, SKIPPED, skip);
    const isWebServer = this.#isWebServer();
    this.#readDestination(isWebServer, out);
    this.#readMeasures(out);
    this.#readAction(out);
    if (out.wantDetail) this.#readDetail(out);
    const nobody = out.sourceIp === '' && out.sourceUser === '' && out.sourceHost === '';
    return nobody && out.destinationHost === '' && out.destinationIp === '' ? fail(out, REJECTED, 'shape') : PARSED;
  }

  #has(slot: number): boolean {
    return !this.#tokens.isBlank(this.#text, this.#plan?.indexOf[slot] ?? -1);
  }

  #start(slot: number): number {
    return this.#tokens.start(this.#plan?.indexOf[slot] ?? 0);
  }

  #end(slot: number): number {
    return this.#tokens.end(this.#plan?.indexOf[slot] ?? 0);
  }

  #string(slot: number): string {
    return this.#has(slot) ? this.#text.substring(this.#start(slot), this.#end(slot)) : '';
  }

  #number(slot: number): number {
    return this.#has(slot) ? parseUint(this.#text, this.#start(slot), this.#end(slot)) : -1;
  }

  #is(slot: number, word: string): boolean {
    return (
      this.#end(slot) - this.#start(slot) === word.length &&
      wordAt(this.#text, this.#start(slot), this.#end(slot), word)
    );
  }

  #readSource(out: EventDraft): void {
    const text = this.#text;
    if (this.#has(SLOT.clientIp)) setSource(text, this.#start(SLOT.clientIp), this.#end(SLOT.clientIp), out);
    else if (this.#has(SLOT.forwardedFor)) {
      const start = this.#start(SLOT.forwardedFor);
      const end = this.#end(SLOT.forwardedFor);
      let stop = start;
      while (
        stop < end &&
        text.charCodeAt(stop) !== 44 &&
        text.charCodeAt(stop) !== 32 &&
        text.charCodeAt(stop) !== PLUS
      )
        stop++;
      setSource(text, start, stop, out);
    } else if (this.#has(SLOT.sourceEndpoint)) {
      setSource(
        text,
        this.#start(SLOT.sourceEndpoint),
        endpointHost(text, this.#start(SLOT.sourceEndpoint), this.#end(SLOT.sourceEndpoint)),
        out,
      );
    }
    out.sourceUser = this.#string(SLOT.user);
    if (out.sourceHost === '') out.sourceHost = this.#string(SLOT.clientHost);
  }

  /** Firewall services log the start of a session and its end: only the end carries what was transferred. */
  #firewallEvent(out: EventDraft): string {
    const isFirewall = this.#is(SLOT.service, 'fwsrv') || this.#is(SLOT.service, 'wspsrv');
    if (isFirewall) {
      if (ISA_SOCKET_CALLS.some((word) => this.#is(SLOT.operation, word))) return 'other-type';
      if (this.#is(SLOT.status, '0')) return 'session-start';
      if (this.#is(SLOT.operation, 'Accept')) out.reason = 'inbound';
      return '';
    }
    if (this.#has(SLOT.sourceEndpoint) && this.#has(SLOT.action)) {
      const action = this.#string(SLOT.action).toLowerCase();
      if (action.startsWith('establish') || action.startsWith('initiat')) return 'session-start';
    }
    if (this.#is(SLOT.direction, 'RECEIVE')) out.reason = 'inbound';
    return '';
  }

  /**
   * Web servers log the path under `cs-uri-stem` and their own address or port; proxies log none of the latter or judge traffic.
   * HTTP.sys, which answers in front of them what they never see, has the path under `cs-uri`, and no host.
   */
  #isWebServer(): boolean {
    const path = this.#isOfSystem() ? SLOT.url : SLOT.stem;
    if (this.#isUnasked()) return true;
    if (!this.#has(path) || this.#has(SLOT.filterResult) || this.#has(SLOT.proxyAction)) return false;
    const first = this.#text.charCodeAt(this.#start(path));
    return first === SLASH || first === 42;
  }

  /** A layout with the server's own end, whose URLs are paths. */
  #isOfSystem(): boolean {
    return this.#has(SLOT.url) && this.#has(SLOT.serverIp) && this.#has(SLOT.serverPort) && !this.#has(SLOT.host);
  }

  /** HTTP.sys ended a connection on which nothing was asked for. */
  #isUnasked(): boolean {
    return this.#has(SLOT.systemReason) && this.#has(SLOT.serverIp) && !this.#has(SLOT.url) && !this.#has(SLOT.host);
  }

  #readDestination(isWebServer: boolean, out: EventDraft): void {
    const text = this.#text;
    if (this.#has(SLOT.host)) setDestinationFromUrl(text, this.#start(SLOT.host), this.#end(SLOT.host), out);
    if (out.destinationHost === '' && out.destinationIp === '') this.#readUrlDestination(out);
    const port = this.#number(SLOT.port);
    if (port > 0) out.destinationPort = port;
    // What was asked for goes before whom a proxy asked in its turn.
    if (out.destinationIp === '') out.destinationIp = this.#address(SLOT.remoteIp) || this.#address(SLOT.supplierIp);
    if (!isWebServer || this.#isArrProxy(out)) return;
    out.reason = 'inbound';
    if (out.destinationIp === '' && this.#has(SLOT.serverIp)) {
      const start = this.#start(SLOT.serverIp);
      const end = untilCode(text, 37, start, this.#end(SLOT.serverIp));
      if (ipKind(text, start, end) !== 0) out.destinationIp = text.substring(start, end);
    }
    const own = this.#number(SLOT.serverPort);
    if (own >= 0) out.destinationPort = own;
  }

  /** '' when the column holds no address. */
  #address(slot: number): string {
    const text = this.#string(slot);
    return ipKind(text, 0, text.length) === 0 ? '' : text;
  }

  #readUrlDestination(out: EventDraft): void {
    const text = this.#text;
    if (this.#has(SLOT.url) && setDestinationFromUrl(text, this.#start(SLOT.url), this.#end(SLOT.url), out)) return;
    if (this.#has(SLOT.stem)) setDestinationFromUrl(text, this.#start(SLOT.stem), this.#end(SLOT.stem), out);
    if (out.destinationHost === '' && out.destinationIp === '' && this.#has(SLOT.destinationEndpoint)) {
      const start = this.#start(SLOT.destinationEndpoint);
      setDestinationFromUrl(text, start, this.#end(SLOT.destinationEndpoint), out);
    }
  }

  /** IIS with Application Request Routing passes requests on and marks them in the query: with a host these are a proxy's. */
  #isArrProxy(out: EventDraft): boolean {
    if (out.destinationHost === '' || !this.#has(SLOT.query)) return false;
    return findWord(this.#text, 'X-ARR-LOG-ID=', this.#start(SLOT.query), this.#end(SLOT.query)) >= 0;
  }

  #readMeasures(out: EventDraft): void {
    out.bytesSent = this.#number(SLOT.bytesFromClient);
    out.bytesReceived = this.#number(SLOT.bytesToClient);
    const status = this.#number(SLOT.status);
    // ISA and TMG write their own and Windows' error codes into the same column.
    if (status >= 0 && status < 1000) out.status = status;
    if (!this.#has(SLOT.resultStatus)) return;
    const end = this.#end(SLOT.resultStatus);
    const slash = findCode(this.#text, SLASH, this.#start(SLOT.resultStatus), end);
    if (slash < 0) return;
    out.status = parseUint(this.#text, slash + 1, end);
    out.action = squidAction(this.#text, this.#start(SLOT.resultStatus), slash);
  }

  #readAction(out: EventDraft): void {
    const text = this.#text;
    if (this.#has(SLOT.proxyAction)) {
      const start = this.#start(SLOT.proxyAction);
      const end = this.#end(SLOT.proxyAction);
      const isError = findWord(text, '_ERR', start, end) >= 0;
      if (!isError) out.action = actionOf(text, start, end);
      else if (this.#has(SLOT.exception)) out.action = ACTION_BLOCKED;
    }
    if (this.#has(SLOT.filterResult))
      this.#judge(actionOf(text, this.#start(SLOT.filterResult), this.#end(SLOT.filterResult)), out);
    if (this.#has(SLOT.action)) this.#judge(actionOf(text, this.#start(SLOT.action), this.#end(SLOT.action)), out);
    if (this.#has(SLOT.decision))
      this.#judge(wsaAction(text, this.#start(SLOT.decision), this.#end(SLOT.decision)), out);
    if (this.#has(SLOT.blockType)) out.action = ACTION_BLOCKED;
    if (out.action === ACTION_UNKNOWN && this.#has(SLOT.service) && ISA_DENIED.has(this.#number(SLOT.status))) {
      out.action = ACTION_BLOCKED;
    }
  }

  /** One column that says blocked is enough; allowed only fills what nothing else said. */
  #judge(action: number, out: EventDraft): void {
    if (action === ACTION_BLOCKED) out.action = ACTION_BLOCKED;
    else if (action === ACTION_ALLOWED && out.action === ACTION_UNKNOWN) out.action = ACTION_ALLOWED;
  }

  #readDetail(out: EventDraft): void {
    out.method = this.#has(SLOT.method) ? this.#string(SLOT.method) : this.#string(SLOT.operation);
    out.url = this.#url(out);
    out.userAgent = this.#string(SLOT.userAgent);
    // Outside quotes blanks are written as plus signs.
    if (!out.userAgent.includes(' ')) out.userAgent = out.userAgent.replaceAll('+', ' ');
    out.contentType = this.#string(SLOT.contentType);
    out.vendorCategory = this.#string(SLOT.category);
    out.vendorApp = this.#string(SLOT.app);
  }

  #url(out: EventDraft): string {
    const url = this.#string(SLOT.url);
    if (url !== '' && !url.startsWith('/')) return url;
    const query = this.#string(SLOT.query);
    const suffix = query === '' || query.startsWith('?') ? query : `?${query}`;
    if (this.#has(SLOT.stem)) return this.#string(SLOT.stem) + suffix;
    const host = out.destinationHost === '' ? out.destinationIp : out.destinationHost;
    const scheme = this.#string(SLOT.scheme);
    // Some products write the path alone where the URL should be.
    const path = url === '' ? this.#string(SLOT.path) + suffix : url;
    if (scheme === '' || host === '') return path;
    const authority = host.includes(':') ? `[${host}]` : host;
    const port =
      out.destinationPort > 0 && !isDefaultPort(scheme, out.destinationPort) ? `:${out.destinationPort}` : '';
    return `${scheme}://${authority}${port}${path}`;
  }
}

/** Calls of ISA's firewall client that move no traffic: name lookups, binding and listening. */
const ISA_SOCKET_CALLS = ['GHBN', 'GHBA', 'Bind', 'Listen'] as const;

/** ISA and TMG: the URL was denied (12202), the port of a tunnel was not allowed (12204), a filter rejected the request (12217). */
const ISA_DENIED: ReadonlySet<number> = new Set([12202, 12204, 12217]);

function isDefaultPort(scheme: string, port: number): boolean {
  return (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
}

function endpointHost(text: string, start: number, end: number): number {
  const colon = findLastCode(text, COLON, start, end);
  return colon > start && parseUint(text, colon + 1, end) >= 0 ? colon : end;
}

function fail(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}
