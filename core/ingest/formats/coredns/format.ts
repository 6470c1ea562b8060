/** DNS servers: CoreDNS (plugin `log`), as in Kubernetes clusters. */
import {
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readIsoTime, skipSpaces } from '../shared/time.ts';
import { setSource } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readCorednsBytes } from './read-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const LOOK = 60;

/** Position behind `[INFO] ` near the start, -1 when there is none. */
function messageAt(text: string, start: number, end: number): number {
  const at = findWord(text, '[INFO] ', start, Math.min(end, start + LOOK));
  return at < 0 ? -1 : at + 7;
}

/** `10.0.0.5:41122 - 45034 "A IN app.example.com. udp 40 false 512" NOERROR …`: position of the quote, -1 when it is no query. */
function queryAt(text: string, at: number, end: number): number {
  const client = untilCode(text, SPACE, at, Math.min(end, at + LOOK));
  if (client + 3 > end || !text.startsWith(' - ', client)) return -1;
  const quote = untilCode(text, SPACE, client + 3, Math.min(end, client + 12)) + 1;
  return quote < end && text.charCodeAt(quote) === DQUOTE ? quote : -1;
}

class CorednsParser implements LineParser {
  readonly readBytes = readCorednsBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = messageAt(text, start, end);
    if (at < 0) return reject(out, 'shape');
    readIsoTime(text, start, at, out);
    takeHeaderTime(out, header);
    const quote = queryAt(text, at, end);
    if (quote < 0 || quote >= end) return skip(out, 'message-type');
    setSource(text, at, untilCode(text, SPACE, at, end), out);
    // Type, class, name.
    const kind = untilCode(text, SPACE, quote, end);
    const name = skipSpaces(text, untilCode(text, SPACE, kind + 1, end), end);
    const stop = untilCode(text, SPACE, name, end);
    if (stop >= end) return reject(out, 'truncated');
    out.destinationHost = text.substring(name, text.charCodeAt(stop - 1) === 46 ? stop - 1 : stop);
    return PARSED;
  }
}

export const coredns: TrafficFormat = {
  id: 'coredns',
  title: 'CoreDNS',
  vendor: 'CoreDNS',
  grade: 'documented',
  source: 'https://coredns.io/plugins/log/',
  fields: ['time', 'sourceIp', 'destinationHost'],
  split: 'line',
  certain: { from: 0.7 },
  claimWords: ['[INFO] '],
  claim(text, start, end) {
    const at = messageAt(text, start, end);
    if (at < 0) return 0;
    if (queryAt(text, at, end) >= 0) return 1;
    return text.startsWith('plugin/', at) || text.startsWith('Reloading', at) ? 0.7 : 0;
  },
  signature: '[INFO], client:port, an id and a quoted "A IN name"',
  createParser: () => new CorednsParser(),
};
