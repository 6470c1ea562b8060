/** MikroTik RouterOS. */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { accountAt } from './account.ts';
import { MikrotikParser, packetAt } from './parse.ts';

function claim(text: string, start: number, end: number): number {
  if (accountAt(text, start, end) >= 0) return 1;
  const packet = packetAt(text, start, end);
  return packet >= 0 && findWord(text, ' proto ', packet, Math.min(end, packet + 300)) >= 0 ? 1 : 0;
}

export const mikrotik: TrafficFormat = {
  id: 'mikrotik',
  title: 'MikroTik RouterOS firewall and web proxy',
  vendor: 'MikroTik',
  grade: 'documented',
  source: 'https://help.mikrotik.com/docs/spaces/ROS/pages/328094/Log',
  fields: ['time', 'sourceIp', 'destinationHost', 'destinationIp', 'destinationPort', 'url', 'method', 'action'],
  split: 'line',
  certain: 'claimed',
  claimWords: ['web-proxy,account ', ' proto '],
  claim,
  signature: 'a chain and interfaces such as forward: in:bridge out:ether1, then proto, or web-proxy,account',
  createParser: () => new MikrotikParser(),
};
