/**
 * MikroTik RouterOS firewall: `firewall,info PREFIX forward: in:bridge out:ether1, …, proto TCP (SYN), A:P->B:P, NAT …, len 52`.
 * What the rule did stands nowhere but in the prefix that its author chose. Source: "Log", RouterOS documentation.
 */
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { prefixAction } from '../netfilter/verdict.ts';
import { findCode, findLastCode, findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { reject } from '../shared/verdict.ts';
import { accountAt, readAccount } from './account.ts';
import { readMikrotikBytes } from './read-bytes.ts';

const SPACE = 32;
const COMMA = 44;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const LOOK = 200;

/** Position of ` in:`, behind the chain's name; -1 when the line is no packet. */
export function packetAt(text: string, start: number, end: number): number {
  const at = findWord(text, ': in:', start, Math.min(end, start + LOOK));
  return at >= 0 && findWord(text, ' out:', at, Math.min(end, at + LOOK)) >= 0 ? at : -1;
}

export class MikrotikParser implements LineParser {
  readonly readBytes = readMikrotikBytes;

  private addressStart = 0;
  private addressEnd = 0;
  private port = -1;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const account = accountAt(text, start, end);
    if (account >= 0) return readAccount(text, start, end, account, out, header);
    const packet = packetAt(text, start, end);
    const proto = packet < 0 ? -1 : findWord(text, 'proto ', packet, end);
    const arrow = proto < 0 ? -1 : findWord(text, '->', proto, end);
    if (arrow < 0) return reject(out, 'shape');
    takeHeaderTime(out, header);
    let from = arrow;
    while (from > proto && text.charCodeAt(from - 1) !== SPACE) from--;
    if (!this.readEnd(text, from, arrow)) return reject(out, 'address');
    out.sourceIp = text.substring(this.addressStart, this.addressEnd);
    const stop = Math.min(untilCode(text, COMMA, arrow + 2, end), untilCode(text, SPACE, arrow + 2, end));
    if (!this.readEnd(text, arrow + 2, stop)) return reject(out, 'address');
    out.destinationIp = text.substring(this.addressStart, this.addressEnd);
    out.destinationPort = this.port;
    out.action = prefixAction(text, start, packet);
    return PARSED;
  }

  /** `A:P`, `[v6]:P` or an address alone. */
  private readEnd(text: string, start: number, end: number): boolean {
    this.port = -1;
    this.addressStart = start;
    this.addressEnd = end;
    if (text.charCodeAt(start) === OPEN) {
      const close = findCode(text, CLOSE, start, end);
      if (close < 0) return false;
      this.addressStart = start + 1;
      this.addressEnd = close;
      if (close + 1 < end) this.port = parseUint(text, close + 2, end);
    } else {
      const colon = findLastCode(text, COLON, start, end);
      if (colon > start && findCode(text, COLON, start, end) === colon) {
        this.addressEnd = colon;
        this.port = parseUint(text, colon + 1, end);
      }
    }
    return looksLikeIp(text, this.addressStart, this.addressEnd);
  }
}
