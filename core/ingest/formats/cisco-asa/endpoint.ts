/**
 * In: text where an endpoint is written: `outside:192.0.2.7/443`, `NP Identity Ifc:10.0.0.1/22`, `2001:db8::1/53`,
 * `dmz/web1(8080)`, `(0.0.0.0)`, a name in place of an address, and users and mapped addresses in parentheses behind it.
 * Out: positions of its parts. Nothing throws, nothing is read outside the window.
 */
import type { EventDraft } from '../api.ts';
import { looksLikeIp, skipBlank } from '../kv/window.ts';
import { parseUint } from '../shared/numbers.ts';

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const SEMICOLON = 59;
const BACKSLASH = 92;
const AT = 64;

/** The one interface name with blanks in it: traffic to the appliance itself. */
const IDENTITY = 'NP Identity Ifc:';

/** The appliance's own user database, which is no domain. */
const LOCAL = 'LOCAL\\';

export class Endpoint {
  addressStart = 0;
  addressEnd = 0;
  /** -1 when there is none or it is a service name. */
  port = -1;
  userStart = 0;
  userEnd = 0;

  /** Reads `[IF:]ADDRESS[/PORT]` at `at`. @returns the position behind it, -1 when nothing stands there */
  read(text: string, at: number, end: number): number {
    this.port = -1;
    this.userStart = 0;
    this.userEnd = 0;
    let start = skipBlank(text, at, end);
    if (text.startsWith(IDENTITY, start)) start = skipBlank(text, start + IDENTITY.length, end);
    if (start < end && text.charCodeAt(start) === OPEN) {
      // `from (0.0.0.0) to …`
      let close = start + 1;
      while (close < end && text.charCodeAt(close) !== CLOSE) close++;
      this.setAddress(text, start + 1, close);
      return close < end && close > start + 1 ? close + 1 : -1;
    }
    let stop = tokenEnd(text, start, end);
    if (stop > start + 1 && text.charCodeAt(stop - 1) === COLON) {
      if (looksLikeIp(text, start, stop - 1)) {
        // `to 192.0.2.7: no matching session`
        this.setAddress(text, start, stop - 1);
        return stop;
      }
      // `outside: 192.0.2.7/53`
      start = skipBlank(text, stop, end);
      stop = tokenEnd(text, start, end);
    }
    if (stop === start) return -1;
    this.setAddress(text, afterInterface(text, start, stop), stop);
    return this.addressEnd > this.addressStart ? stop : -1;
  }

  /** Reads `IF/ADDRESS(PORT)` at `at`. @returns the position behind it, -1 when it is something else */
  readListed(text: string, at: number, end: number): number {
    this.userStart = 0;
    this.userEnd = 0;
    const start = skipBlank(text, at, end);
    const stop = tokenEnd(text, start, end);
    let slash = start;
    while (slash < stop && text.charCodeAt(slash) !== SLASH) slash++;
    if (slash >= stop) return -1;
    this.addressStart = slash + 1;
    this.addressEnd = stop;
    this.port = -1;
    if (stop >= end || text.charCodeAt(stop) !== OPEN) return this.addressEnd > this.addressStart ? stop : -1;
    let close = stop + 1;
    while (close < end && text.charCodeAt(close) !== CLOSE) close++;
    this.port = parseUint(text, stop + 1, close);
    return close < end && this.addressEnd > this.addressStart ? close + 1 : -1;
  }

  /**
   * Looks for a user in the parentheses of [at, end): `(CORP\alice, 123)`, `(alice)`. Mapped addresses (`(192.0.2.7/443)`) and
   * other remarks hold a slash or a blank without a comma.
   */
  readUser(text: string, at: number, end: number): void {
    let from = at;
    while (from < end) {
      if (text.charCodeAt(from) !== OPEN) {
        from++;
        continue;
      }
      let stop = from + 1;
      let isUser = true;
      while (stop < end) {
        const code = text.charCodeAt(stop);
        if (code === CLOSE || code === COMMA) break;
        if (code === SLASH || code === SPACE || code === COLON) isUser = false;
        stop++;
      }
      if (isUser && stop < end && stop > from + 1 && !looksLikeIp(text, from + 1, stop)) {
        this.userStart = from + 1;
        this.userEnd = stop;
        return;
      }
      from = stop;
    }
  }

  get hasUser(): boolean {
    return this.userEnd > this.userStart;
  }

  /** The user as logged; `LOCAL\` (also written with two backslashes) is dropped. */
  user(text: string): string {
    const raw = text.substring(this.userStart, this.userEnd);
    if (!raw.startsWith(LOCAL)) return raw;
    return raw.charCodeAt(LOCAL.length) === BACKSLASH ? raw.slice(LOCAL.length + 1) : raw.slice(LOCAL.length);
  }

  private setAddress(text: string, start: number, stop: number): void {
    let slash = stop - 1;
    while (slash > start && text.charCodeAt(slash) !== SLASH) slash--;
    const hasPort = slash > start;
    this.addressStart = start;
    this.addressEnd = hasPort ? slash : stop;
    if (hasPort) this.port = parseUint(text, slash + 1, stop);
  }
}

/** End of an endpoint's word. */
function tokenEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === OPEN || code === COMMA || code === SEMICOLON) break;
    at++;
  }
  return at;
}

/** `outside:192.0.2.7` and `dmz:2001:db8::1` name an interface first, `2001:db8::1` does not: its first group is hexadecimal. */
function afterInterface(text: string, start: number, stop: number): number {
  let from = start;
  for (;;) {
    let colon = from;
    let isHex = true;
    while (colon < stop && text.charCodeAt(colon) !== COLON) {
      const code = text.charCodeAt(colon);
      const lower = code | 32;
      if (!(code >= 48 && code <= 57) && !(lower >= 97 && lower <= 102)) isHex = false;
      colon++;
    }
    if (colon >= stop) return from;
    if (isHex && colon - from <= 4) {
      for (let at = colon + 1; at < stop; at++) if (text.charCodeAt(at) === COLON) return from;
      return colon + 1;
    }
    // An interface may be named with its context or zone in front: `v1:outside:192.0.2.7`.
    from = colon + 1;
  }
}

/** Writes an endpoint as the client of a draft. */
export function setSource(text: string, from: Endpoint, out: EventDraft): void {
  let start = from.addressStart;
  // `alice@10.1.2.3` in URL messages.
  for (let at = start; at < from.addressEnd; at++) if (text.charCodeAt(at) === AT) start = at + 1;
  if (start > from.addressStart) out.sourceUser = text.substring(from.addressStart, start - 1);
  if (looksLikeIp(text, start, from.addressEnd)) out.sourceIp = text.substring(start, from.addressEnd);
  else out.sourceHost = text.substring(start, from.addressEnd);
  if (from.hasUser) out.sourceUser = from.user(text);
}

/** Writes an endpoint as the server of a draft; the appliance writes configured names in place of addresses. */
export function setDestination(text: string, from: Endpoint, out: EventDraft): void {
  const name = text.substring(from.addressStart, from.addressEnd);
  if (looksLikeIp(text, from.addressStart, from.addressEnd)) out.destinationIp = name;
  else out.destinationHost = name;
  out.destinationPort = from.port;
}
