/** Juniper SRX and other Junos firewalls. Lines in `welf` mode are read by the WELF format. */
import type { TrafficFormat } from '../api.ts';
import { findWord, wordAt } from '../shared/fields.ts';
import { eventName, NAME_PREFIXES } from './name.ts';
import { filterAt } from './packet-filter.ts';
import { JuniperSrxParser } from './parse.ts';

const LOOK = 900;

function claim(text: string, start: number, end: number): number {
  const near = Math.min(end, start + 200);
  const junos = findWord(text, '[junos@', start, near);
  const isNamed = eventName(text, start, end);
  if (junos >= 0) return isNamed ? 1 : 0.9;
  const limit = Math.min(end, start + LOOK);
  if (filterAt(text, start, end) >= 0) return 1;
  if (isNamed && (findWord(text, '->', start, limit) >= 0 || findWord(text, 'RT_SCREEN_', start, near) >= 0)) return 1;
  // These name their ends with `from` and `to`.
  if (wordAt(text, start, end, 'CONTENT_FILTERING_') || wordAt(text, start, end, 'AV_VIRUS_DETECTED')) return 0.95;
  const source = findWord(text, 'source-address="', start, limit);
  if (source >= 0) return findWord(text, 'destination-address="', start, Math.min(end, source + LOOK)) >= 0 ? 1 : 0;
  // A relay has taken the event's name for a program's.
  const isPlain =
    wordAt(text, start, end, 'session closed ') ||
    wordAt(text, start, end, 'session denied ') ||
    wordAt(text, start, end, 'session created ') ||
    wordAt(text, start, end, 'WebFilter: ACTION=') ||
    wordAt(text, start, end, 'AppTrack session ');
  return isPlain && findWord(text, '->', start, limit) >= 0 ? 0.9 : 0;
}

export const juniperSrx: TrafficFormat = {
  id: 'juniper-srx',
  title: 'Juniper SRX firewall (structured and plain)',
  vendor: 'Juniper',
  grade: 'verified',
  source:
    'https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/topics/topic-map/security-log-messages.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'bytesSent',
    'bytesReceived',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.9 },
  claimWords: [
    '[junos@',
    ...NAME_PREFIXES,
    'FW: ',
    'source-address="',
    'session closed ',
    'session denied ',
    'session created ',
    'WebFilter: ACTION=',
    'AppTrack session ',
  ],
  claim,
  signature: 'event names such as RT_FLOW_SESSION_CLOSE, or pairs such as source-address="…"',
  createParser: () => new JuniperSrxParser(),
};
