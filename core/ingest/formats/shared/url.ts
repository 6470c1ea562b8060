/** In: where a URL or a host stands in a line. Out: the draft's destination. */
import { ipKind, ipv4End } from '../../../kit/ip.ts';
import { known } from '../../../kit/known.ts';
import { findAuthority, findHost, hostSpan } from '../../../kit/url.ts';
import type { EventDraft } from '../api.ts';
import { untilSpace } from './fields.ts';

/**
 * Sets destinationHost (or destinationIp, when the host is an address) and, when the URL names it, destinationPort.
 * @returns false when the window holds no host
 */
export function setDestinationFromUrl(text: string, start: number, end: number, draft: EventDraft): boolean {
  return findHost(text, start, end) && setFromSpan(text, draft);
}

/** The same for `host:port`, as CONNECT names its destination; a little quicker. */
export function setDestinationFromAuthority(text: string, start: number, end: number, draft: EventDraft): boolean {
  return findAuthority(text, start, end) && setFromSpan(text, draft);
}

function setFromSpan(text: string, draft: EventDraft): true {
  setDestinationHost(text, hostSpan.start, hostSpan.end, draft);
  // Short ones might be placeholders, and a dot at the end has to go.
  const isPlain = hostSpan.isPlain && hostSpan.end - hostSpan.start > 6 && text.charCodeAt(hostSpan.end - 1) !== 46;
  if (isPlain) known.host = draft.destinationHost;
  if (hostSpan.port >= 0) draft.destinationPort = hostSpan.port;
  return true;
}

/** Sets destinationHost, or destinationIp when the window holds an address (a zone like `%eth0` is cut off). */
export function setDestinationHost(text: string, start: number, end: number, draft: EventDraft): void {
  if (mayBeAddress(text, start, end)) {
    const stop = addressEnd(text, start, end);
    if (ipKind(text, start, stop) !== 0) {
      draft.destinationIp = text.substring(start, stop);
      return;
    }
  }
  draft.destinationHost = text.substring(start, end);
}

/** Sets sourceIp, or sourceHost when the client is logged by name. A port behind an IPv4 address (`:80`, `/80`) is cut off. */
export function setSource(text: string, start: number, end: number, draft: EventDraft): void {
  if (start >= end || (end - start === 1 && text.charCodeAt(start) === 45)) return;
  const kind = ipKind(text, start, end);
  if (kind !== 0) {
    draft.sourceIp = text.substring(start, end);
    if (kind === 4) known.ipv4 = draft.sourceIp;
    return;
  }
  const stop = addressEnd(text, start, end);
  if (stop < end && ipKind(text, start, stop) !== 0) {
    draft.sourceIp = text.substring(start, stop);
    return;
  }
  if (findHost(text, start, end)) {
    const kind = ipKind(text, hostSpan.start, hostSpan.end);
    const name = text.substring(hostSpan.start, hostSpan.end);
    if (kind === 0) draft.sourceHost = name;
    else draft.sourceIp = name;
  }
}

/** Reads a client that a space follows. @returns the position behind it */
export function readSource(text: string, start: number, end: number, draft: EventDraft): number {
  const quick = ipv4End(text, start, end);
  if (quick < 0 || quick >= end || text.charCodeAt(quick) !== 32) {
    const stop = untilSpace(text, start, end);
    setSource(text, start, stop, draft);
    return stop;
  }
  draft.sourceIp = text.substring(start, quick);
  known.ipv4 = draft.sourceIp;
  return quick;
}

/** Sets sourceUser to the window as it is; a lone `-` is nobody. */
export function setUser(text: string, start: number, end: number, draft: EventDraft): void {
  if (end - start === 1 && text.charCodeAt(start) === 45) return;
  draft.sourceUser = text.substring(start, end);
  // No placeholder ends in a digit, and none of the characters let through below is quoted or encoded: nothing to normalise.
  const last = text.charCodeAt(end - 1);
  if (last < 48 || last > 57) return;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isPlain =
      (code >= 97 && code <= 122) || (code >= 45 && code <= 57) || (code >= 64 && code <= 90) || code === 95;
    if (!isPlain || code === 47) return;
  }
  known.user = draft.sourceUser;
}

/** End of an address without its zone (`fe80::1%eth0`). */
export function addressEnd(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 37) return at;
    if (code !== 58 && code !== 46 && !(code >= 48 && code <= 57) && !((code | 32) >= 97 && (code | 32) <= 102))
      return end;
  }
  return end;
}

/** Names end in a letter (no top-level domain is a number), and IPv6 has a colon in its first five: most hosts need no closer look. */
function mayBeAddress(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  const last = text.charCodeAt(end - 1);
  if (last >= 48 && last <= 57) return true;
  const stop = Math.min(end, start + 5);
  for (let at = start; at < stop; at++) if (text.charCodeAt(at) === 58) return true;
  return false;
}
