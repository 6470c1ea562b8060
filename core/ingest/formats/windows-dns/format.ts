/** DNS servers: Windows DNS (debug log), and its events as Sentinel and forwarders keep them. */
import {
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findCode, findWord, untilCode } from '../shared/fields.ts';
import { parseUint, skipDigits } from '../shared/numbers.ts';
import { readAnyTime, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readPacket } from './read-bytes.ts';

const ANALYTIC = keySet('"QNAME"', '"QTYPE"');
const ASIM = keySet('"QueryType"', '"ClientIP"', '"SubType"');

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const BRACKET = 91;
/** The date and the clock stand before the thread and `PACKET`. */
const LOOK = 60;

/** Length-prefixed labels: `(3)www(7)example(3)com(0)`. */
function readName(text: string, from: number, end: number): string {
  let name = '';
  let at = from;
  while (at < end && text.charCodeAt(at) === OPEN) {
    const digits = skipDigits(text, at + 1, Math.min(end, at + 4));
    const length = parseUint(text, at + 1, digits);
    if (length <= 0 || text.charCodeAt(digits) !== CLOSE) break;
    const stop = Math.min(end, digits + 1 + length);
    name += `${name === '' ? '' : '.'}${text.substring(digits + 1, stop)}`;
    at = stop;
  }
  return name;
}

class WindowsDnsParser implements LineParser {
  private readonly json = new JsonParser({
    spec: {
      time: ['TimeGenerated', 'TimeGenerated [UTC]', 'TimeCreated', 'EventTime', '@timestamp'],
      sourceIp: ['ClientIP', 'Source', 'winlog.event_data.Source'],
      destinationHost: ['Name', 'QNAME', 'winlog.event_data.QNAME'],
    },
    watch: ['SubType'],
    judged: ['SubType'],
    judge: (paths, out) => {
      if (out.destinationHost.endsWith('.')) out.destinationHost = out.destinationHost.slice(0, -1);
      if (paths.has(0) && !paths.is(0, 'LookupQuery')) return skip(out, 'message-type');
      return requireEnds(out);
    },
  });

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return bytes[start] === 123
      ? this.json.readBytes?.(bytes, start, end, out) === true
      : readPacket(bytes, start, end, out);
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (text.charCodeAt(start) === 123) return this.json.parse(text, start, end, out, header);
    const packet = findWord(text, ' PACKET ', start, Math.min(end, start + LOOK));
    if (packet < 0)
      return findWord(text, ' EVENT ', start, Math.min(end, start + LOOK)) < 0
        ? reject(out, 'shape')
        : skip(out, 'message-type');
    if (readAnyTime(text, start, packet, out) < 0) return reject(out, 'time');
    const received = findWord(text, ' Rcv ', packet, Math.min(end, packet + LOOK));
    const sent = received < 0 ? findWord(text, ' Snd ', packet, Math.min(end, packet + LOOK)) : received;
    if (sent < 0) return reject(out, 'shape');
    const address = skipSpaces(text, sent + 5, end);
    const addressEnd = untilCode(text, SPACE, address, end);
    if (!looksLikeIp(text, address, addressEnd)) return reject(out, 'address');
    const id = skipSpaces(text, addressEnd, end);
    const kind = skipSpaces(text, untilCode(text, SPACE, id, end), end);
    const bracket = findCode(text, BRACKET, kind, Math.min(end, kind + 20));
    const name = bracket < 0 ? -1 : findCode(text, OPEN, bracket, end);
    out.sourceIp = text.substring(address, addressEnd);
    out.destinationHost = name < 0 ? '' : readName(text, name, end);
    if (received < 0) return skip(out, 'answer');
    // `R Q` is a response.
    if (text.charCodeAt(kind) === 82) return skip(out, 'answer');
    if (text.charCodeAt(kind) !== 81 || out.destinationHost === '') return skip(out, 'message-type');
    return PARSED;
  }
}

export const windowsDns: TrafficFormat = {
  id: 'windows-dns',
  title: 'Windows DNS server',
  vendor: 'Microsoft',
  grade: 'documented',
  source: 'https://learn.microsoft.com/windows-server/networking/dns/dns-logging-and-diagnostics',
  fields: ['time', 'sourceIp', 'destinationHost'],
  split: 'line',
  certain: { from: 0.95 },
  claimWords: [' PACKET '],
  claim(text, start, end) {
    if (text.charCodeAt(start) === 123) {
      if (hasKeys(text, start, end, ANALYTIC)) return 0.95;
      return hasKeys(text, start, end, ASIM) ? 0.95 : 0;
    }
    const limit = Math.min(end, start + LOOK);
    const packet = findWord(text, ' PACKET ', start, limit);
    if (packet < 0) return 0;
    const window = Math.min(end, packet + LOOK);
    return findWord(text, ' Rcv ', packet, window) > 0 || findWord(text, ' Snd ', packet, window) > 0 ? 1 : 0;
  },
  objects: 'too',
  claimsByKeys: true,
  signature: 'PACKET, UDP Rcv, an address and a name of counted labels',
  createParser: () => new WindowsDnsParser(),
};
