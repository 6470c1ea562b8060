/**
 * genua's genugate, a firewall of relays: the client of a connection is called its source before translation, and the server that it
 * was for stands at the end of a message (`… (192.0.2.14:22)`). Source: "genua genugate", IBM QRadar DSM configuration guide.
 */
import type { EventDraft } from '../api.ts';
import { looksLikeIp, windowIs } from '../kv/window.ts';
import { span } from '../shared/bytes.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';

const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const DOT = 46;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;

export const GENUA = 'genua';

/** @param vendor the column of the header */
export function isRelay(vendor: string): boolean {
  return vendor === GENUA;
}

/** Behind the last parenthesis; IPv6 in brackets. */
const SERVER = /\(\[?([\da-f.:]+?)\]?:(\d{1,5})\)$/i;
const MOST_DIGITS = 5;
/** What is looked at of a message: its end. */
const LONGEST_SERVER = 64;

/** The same of a message as bytes: leaves the address in `span`. @returns false when none stands at its end */
export function findServer(bytes: Uint8Array, start: number, end: number): boolean {
  const first = Math.max(start, end - LONGEST_SERVER);
  let at = end - 1;
  if (at < first || bytes[at] !== CLOSE_PARENTHESIS) return false;
  const close = at;
  while (at > first && isDigit(bytes[at - 1])) at--;
  if (at === close || close - at > MOST_DIGITS || at === first || bytes[at - 1] !== COLON) return false;
  at--;
  if (at > first && bytes[at - 1] === CLOSE) at--;
  span.end = at;
  while (at > first && isAddressByte(bytes[at - 1] ?? 0)) at--;
  span.start = at;
  if (at > first && bytes[at - 1] === OPEN) at--;
  return span.start < span.end && at > first && bytes[at - 1] === OPEN_PARENTHESIS;
}

function isAddressByte(code: number): boolean {
  const letter = (code | 32) - 97;
  return isDigit(code) || code === DOT || code === COLON || (letter >= 0 && letter < 6);
}

/** Reads one line's own keys. */
export class RelayEvent {
  private client = '';
  private message = '';

  begin(): void {
    this.client = '';
    this.message = '';
  }

  take(text: string, keyStart: number, keyEnd: number, start: number, end: number): void {
    if (windowIs(text, keyStart, keyEnd, 'srcPreNAT')) this.client = text.substring(start, end);
    else if (windowIs(text, keyStart, keyEnd, 'msg')) {
      this.message = text.substring(Math.max(start, end - LONGEST_SERVER), end);
    }
  }

  /** Fills the ends that the line has under no name of its own. */
  settle(out: EventDraft): void {
    if (out.sourceIp === '') out.sourceIp = this.client;
    const [, address = '', port = ''] = SERVER.exec(this.message) ?? [];
    if (out.destinationIp !== '' || !looksLikeIp(address, 0, address.length)) return;
    out.destinationIp = address;
    if (out.destinationPort < 0) out.destinationPort = parseUint(port, 0, port.length);
  }
}
