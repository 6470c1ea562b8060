/**
 * In: a flow log of a Versa Operating System device (SD-WAN, SASE gateway): `2025-01-31T23:59:59+0000 accessLog, applianceName=…, tenantName=…, …`.
 * Out: the draft. Since release 21.1 each log names both ends; what identifies a flow beforehand (`flowIdLog`) is its beginning.
 * Source: Versa Networks, "Flow Logs", Versa Analytics Log Collector Log Types.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { createKvParser, type KvLine } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { isDigit } from '../shared/numbers.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createVersaBytes } from './read-bytes.ts';

/** Behind the time and the log's name. */
const MARK = 'Log, applianceName=';
const LOOK = 80;

const EVENT = 0;

const NOTED = ['eventType'] as const;

const LINE: KvLine = {
  spec: {
    sourceIp: ['sourceIPv4Address', 'sourceIPv6Address'],
    destinationIp: ['destinationIPv4Address', 'destinationIPv6Address'],
    destinationPort: ['destinationTransportPort', 'destinationPort'],
    sourceUser: ['fromUser'],
    sourceHost: ['deviceName'],
    destinationHost: ['host', 'dnsfDomain'],
    url: ['httpUrl'],
    bytesSent: ['sentOctets'],
    bytesReceived: ['recvdOctets'],
    action: [
      'action',
      'urlfAction',
      'dnsfAction',
      'ipfAction',
      'idpAction',
      'avAction',
      'casbAction',
      'dlpAction',
      'fileFilterAction',
    ],
    vendorCategory: ['urlCategory'],
    vendorApp: ['appIdStr', 'ipsApplication'],
  },
  noted: NOTED,
  actions: new Map([
    ['alert', ACTION_ALLOWED],
    ['reset-client', ACTION_BLOCKED],
    ['reset-server', ACTION_BLOCKED],
  ]),
  judge(pairs, out) {
    if (isUnknown(out.sourceUser)) out.sourceUser = '';
    if (isUnknown(out.sourceHost)) out.sourceHost = '';
    if (pairs.noteIs(EVENT, 'start')) return skip(out, 'session-start');
    // Counters of tunnels and circuits name no end; neither do flows without host whose addresses another log holds.
    return out.destinationIp === '' && out.destinationHost === '' ? skip(out, 'message-type') : PARSED;
  },
};

function isUnknown(name: string): boolean {
  return name === 'Unknown' || name === 'unknown';
}

/** Where the pairs begin, -1 for other lines. */
export function pairsAt(text: string, start: number, end: number): number {
  if (start >= end || !isDigit(text.charCodeAt(start))) return -1;
  const mark = findWord(text, MARK, start, Math.min(end, start + LOOK));
  return mark < 0 ? -1 : mark + 'Log, '.length;
}

export function createVersaParser(): LineParser {
  const pairs = createKvParser(LINE);
  return {
    readBytes: createVersaBytes(LINE.spec, NOTED),
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      const at = pairsAt(text, start, end);
      if (at < 0) return reject(out, 'shape');
      const verdict = pairs.parse(text, at, end, out, header);
      out.timeMs = Number.NaN;
      readIsoTime(text, start, end, out);
      takeHeaderTime(out, header);
      return findWord(text, ' flowIdLog, ', start, at) >= 0 ? skip(out, 'session-start') : verdict;
    },
  };
}
