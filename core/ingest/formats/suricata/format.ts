/** Suricata: events in EVE JSON and alerts in `fast.log`. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { findWord } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { SuricataParser } from './parse.ts';

const TYPED = keySet('"event_type"');
const STAMPED = keySet('"timestamp"');
/** AWS Network Firewall's envelope around such an event. */
const ENVELOPE = keySet('"firewall_name"', '"event"', '"src_ip"');
const MARKS = ['"flow_id"', '"src_ip"', '"pcap_cnt"', '"in_iface"'].map((mark) => keySet(mark));
const FAST_LOOK = 400;
const DASH = 45;
const SLASH = 47;
/** Where `MM/dd/yyyy` ends. */
const YEAR_END = 10;

function claim(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (first === 123 || first === 64) {
    if (!hasKeys(text, start, end, TYPED) || hasKeys(text, start, end, ENVELOPE)) return 0;
    let marks = 0;
    for (const mark of MARKS) if (hasKeys(text, start, end, mark)) marks++;
    if (marks >= 2) return 1;
    return marks === 1 ? 0.8 : hasKeys(text, start, end, STAMPED) ? 0.6 : 0;
  }
  // Snort's own alerts name no century, those of Cisco's routers begin with the year.
  if (isDigit(first) && (text.charCodeAt(start + 2) !== SLASH || text.charCodeAt(start + YEAR_END) !== DASH)) return 0;
  const limit = Math.min(end, start + FAST_LOOK);
  const mark = findWord(text, '[**] [', start, limit);
  return mark >= 0 && findWord(text, '[Priority: ', mark, end) > 0 && findWord(text, '] {', mark, end) > 0 ? 0.9 : 0;
}

export const suricata: TrafficFormat = {
  id: 'suricata',
  title: 'Suricata EVE and fast.log',
  vendor: 'Suricata',
  grade: 'verified',
  source: 'https://docs.suricata.io/en/latest/output/eve/eve-json-format.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.9 },
  claimWords: ['[**] ['],
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature: 'JSON with event_type, flow_id and src_ip, or alerts between [**] marks',
  createParser: () => new SuricataParser(),
};
