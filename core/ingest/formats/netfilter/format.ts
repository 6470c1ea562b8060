/** Packets logged by the Linux kernel: iptables, nftables, ufw, firewalld, and the routers built on them. */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { NetfilterParser, packetStart } from './parse.ts';

function claim(text: string, start: number, end: number): number {
  const packet = packetStart(text, start, end);
  if (packet < 0) return 0;
  const source = findWord(text, ' SRC=', packet, Math.min(end, packet + 300));
  return source >= 0 && findWord(text, ' DST=', source, Math.min(end, source + 60)) >= 0 ? 1 : 0;
}

export const netfilter: TrafficFormat = {
  id: 'netfilter',
  title: 'Linux netfilter (iptables, nftables, ufw, firewalld, UniFi)',
  vendor: 'Linux',
  grade: 'verified',
  source: 'https://ipset.netfilter.org/iptables-extensions.man.html#lbDF',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'action'],
  split: 'line',
  certain: 'claimed',
  claimWords: [' SRC='],
  claim,
  signature: 'a packet as IN=… OUT=… SRC=… DST=…',
  createParser: () => new NetfilterParser(),
};
