/**
 * genua's genugate, a firewall of relays: the client of a connection is called its source before translation, and the server that it
 * was for stands at the end of a message (`… (192.0.2.14:22)`). Source: "genua genugate", IBM QRadar DSM configuration guide.
 */
import type { EventDraft } from '../api.ts';
import { looksLikeIp, windowIs } from '../kv/window.ts';
import { parseUint } from '../shared/numbers.ts';

export const GENUA = 'genua';

/** @param vendor the column of the header */
export function isRelay(vendor: string): boolean {
  return vendor === GENUA;
}

/** Behind the last parenthesis; IPv6 in brackets. */
const SERVER = /\(\[?([\da-f.:]+?)\]?:(\d{1,5})\)$/i;
/** What is looked at of a message: its end. */
const LONGEST_SERVER = 64;

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
