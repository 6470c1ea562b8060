/** Huawei USG and Eudemon firewalls. */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { HuaweiParser, moduleAt } from './parse.ts';

const MODULES = ['POLICY/', 'SECLOG/', 'URL/', 'SESSION/', 'SEC/', 'FILTER/', 'APPCTL/', 'PACKETFILTER/'] as const;

function claim(text: string, start: number, end: number): number {
  const at = moduleAt(text, start, end);
  if (at < 0) return 0;
  if (MODULES.some((word) => text.startsWith(word, at) && at + word.length < end)) return 1;
  return findWord(text, '):', at, Math.min(end, at + 80)) >= 0 ? 0.8 : 0;
}

export const huawei: TrafficFormat = {
  id: 'huawei',
  title: 'Huawei USG firewall',
  vendor: 'Huawei',
  grade: 'documented',
  source: 'https://support.huawei.com/enterprise/en/doc/EDOC1100092598/log-reference',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.8 },
  claimWords: ['%%01'],
  claim,
  signature: 'messages such as %%01POLICY/6/POLICYPERMIT(l): and %%01SECLOG/6/SESSION_TEARDOWN(l):',
  createParser: () => new HuaweiParser(),
};
