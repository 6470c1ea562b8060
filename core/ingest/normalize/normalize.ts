/**
 * In: a draft as a parser filled it: raw windows of the line, one byte a character.
 * Out: the same draft in one spelling, ready for the cube, or a reason why it cannot be counted.
 * Idempotent: normalising a normalised draft changes nothing.
 */
import { bytesToIp, ipKind, ipToBytes } from '../../kit/ip.ts';
import { known } from '../../kit/known.ts';
import { decodeUtf8, hasHighCode } from '../../kit/text.ts';
import type { EventDraft } from '../formats/api.ts';
import { setDestinationFromUrl } from '../formats/shared/url.ts';
import { normalizeHost } from './host.ts';
import { normalizeTime, type TimeContext } from './time.ts';
import { normalizeUser } from './user.ts';

export interface NormalizeContext extends TimeContext {
  /** When lines without a time were received, where a collector says so. */
  readonly receivedMs?: number;
  /** An event without a time cannot be placed in the cube; `parse` prints it all the same. */
  readonly requireTime: boolean;
}

/**
 * Normalises in place; a time that the line does not name is the one of its receipt, where that is known. `draft.reason` (such as `inbound`) is left alone.
 * @returns '' or the reject reason: `time-missing`, `time-implausible`
 */
export function normalizeDraft(draft: EventDraft, context: NormalizeContext): string {
  const problem = normalizeTime(draft, context);
  if (problem !== '') return problem;
  if (context.receivedMs !== undefined && Number.isNaN(draft.timeMs)) {
    draft.timeMs = context.receivedMs;
    draft.timeIsReceipt = true;
  }
  if (context.requireTime && Number.isNaN(draft.timeMs)) return 'time-missing';
  draft.sourceIp = normalizeIp(draft.sourceIp);
  if (draft.sourceUser !== '' && draft.sourceUser !== known.user) draft.sourceUser = normalizeUser(draft.sourceUser);
  if (draft.sourceHost !== '') draft.sourceHost = normalizeHost(draft.sourceHost);
  normalizeDestination(draft);
  if (draft.count < 1) draft.count = 1;
  if (draft.wantDetail) normalizeDetail(draft);
  return '';
}

function normalizeDestination(draft: EventDraft): void {
  draft.destinationIp = normalizeIp(draft.destinationIp);
  if (draft.destinationHost !== '' && draft.destinationHost !== known.host) settleHost(draft);
  if (draft.destinationHost !== '' || draft.destinationIp !== '' || draft.url === '') return;
  if (setDestinationFromUrl(draft.url, 0, draft.url.length, draft)) {
    draft.destinationIp = normalizeIp(draft.destinationIp);
    settleHost(draft);
  }
}

function settleHost(draft: EventDraft): void {
  const host = normalizeHost(draft.destinationHost);
  // A digit at the end or a colon: only then can it be an address.
  const last = host.charCodeAt(host.length - 1);
  const mayBeIp = (last >= 48 && last <= 57) || host.includes(':');
  if (mayBeIp && ipKind(host, 0, host.length) !== 0) {
    draft.destinationHost = '';
    // The host is where the client wanted to go; an address beside it is where the proxy went.
    draft.destinationIp = normalizeIp(host);
  } else draft.destinationHost = host;
}

/** One spelling, no brackets and no zone; '' for what is no address. IPv4-mapped addresses become IPv4. */
export function normalizeIp(ip: string): string {
  if (ip === '' || ip === known.ipv4) return ip;
  if (ipKind(ip, 0, ip.length) === 4) return ip;
  let text = ip.trim().toLowerCase();
  if (text.startsWith('[')) text = text.slice(1, text.includes(']') ? text.indexOf(']') : text.length);
  const zone = text.indexOf('%');
  if (zone > 0) text = text.slice(0, zone);
  if (text.startsWith('::ffff:') && ipKind(text, 7, text.length) === 4) return text.slice(7);
  if (ipKind(text, 0, text.length) === 0) return '';
  return isCanonical(text) ? text : bytesToIp(ipToBytes(text) ?? new Uint8Array(0));
}

/** No group begins with 0 and few are left out: then an IPv6 address is written as RFC 5952 wants it. */
function isCanonical(ip: string): boolean {
  let groups = 0;
  for (let at = 0; at < ip.length; at++) {
    const first = ip.charCodeAt(at);
    if (first === 46) return false;
    if (first === 58) continue;
    if (at > 0 && ip.charCodeAt(at - 1) !== 58) continue;
    if (first === 48) return false;
    groups++;
  }
  return groups < 7 || !ip.includes('::');
}

function normalizeDetail(draft: EventDraft): void {
  draft.url = normalizeText(draft.url);
  draft.method = normalizeText(draft.method);
  draft.userAgent = normalizeText(draft.userAgent);
  draft.contentType = normalizeText(draft.contentType);
  draft.vendorCategory = normalizeText(draft.vendorCategory);
  draft.vendorApp = normalizeText(draft.vendorApp);
}

/** Decoded, without enclosing quotes; '' for placeholders. */
function normalizeText(raw: string): string {
  if (raw === '') return '';
  let text = hasHighCode(raw) ? decodeFully(raw) : raw;
  while (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) text = text.slice(1, -1);
  if (text.length > 6) return text;
  const word = text.trim().toLowerCase();
  return word === '' || word === '-' || word === 'n/a' || word === 'none' || word === '(null)' ? '' : text;
}

/** Text that a relay encoded twice is decoded twice. Every round shortens it, so this ends. */
function decodeFully(raw: string): string {
  let text = raw;
  for (;;) {
    const next = decodeUtf8(text);
    if (next === text) return text;
    text = next;
  }
}
