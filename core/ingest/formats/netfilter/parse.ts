/**
 * In: a packet as the Linux kernel's LOG target writes it: `PREFIX IN=eth0 OUT= MAC=… SRC=… DST=… LEN=… PROTO=TCP SPT=… DPT=…`
 * (iptables, nftables, ufw, firewalld, Shorewall, EdgeOS, UniFi gateways), or as Peplink's routers have it: `Denied CONN=WAN 1 SRC=… DST=…`.
 * Out: a verdict and the draft. `LEN` is the length of one packet, not of what it began, so there are no bytes.
 * Source: "iptables-extensions(8), LOG"; nf_log_ipv4.c and nf_log_ipv6.c of the kernel.
 */
import { ACTION_UNKNOWN, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { findWord } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createNetfilterBytes } from './read-bytes.ts';
import { prefixAction } from './verdict.ts';

const SPEC = { sourceIp: ['SRC'], destinationIp: ['DST'], destinationPort: ['DPT'] } as const;

/** Prefixes are at most 128 characters; a kernel's clock and a syslog header may stand in front. */
const LOOK = 400;

/** Position of `IN=`, with which every packet begins, or of Peplink's `CONN=`; -1 when there is neither. */
export function packetStart(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  let at = findWord(text, 'IN=', start, limit);
  while (at >= 0) {
    const before = at > start ? text.charCodeAt(at - 1) : 32;
    // A blank, a bracket, a colon or nothing: `[rule]IN=`, `DROP:IN=`.
    if (before === 32 || before === 93 || before === 58 || before === 34) return at;
    at = findWord(text, 'IN=', at + 3, limit);
  }
  return findWord(text, 'CONN=', start, limit);
}

export class NetfilterParser implements LineParser {
  private readonly pairs = new PairReader(SPEC);
  private readonly fields = new KvFields();
  readonly readBytes = createNetfilterBytes(SPEC);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const packet = packetStart(text, start, end);
    if (packet < 0) return reject(out, 'shape');
    this.pairs.begin();
    // Of the packet that an ICMP message is about, a second set follows in brackets.
    const inner = findWord(text, ' [SRC=', packet, end);
    this.fields.reset(text, packet, inner < 0 ? end : inner);
    this.pairs.takeAll(this.fields, text, out);
    this.pairs.finish(out, header);
    if (out.sourceIp === '' && out.destinationIp === '') return reject(out, 'address');
    // The tag of a relay that took the prefix for a program's name.
    out.action = prefixAction(text, start, packet);
    if (out.action === ACTION_UNKNOWN && header.tag !== '') out.action = prefixAction(header.tag, 0, header.tag.length);
    // A word in front of the packet, where a header has its device.
    if (out.action === ACTION_UNKNOWN && packet === start)
      out.action = prefixAction(header.host, 0, header.host.length);
    return out.destinationIp === '' ? skip(out, 'message-type') : PARSED;
  }
}
