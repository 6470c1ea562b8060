import type { TrafficEvent } from '../traffic/event.ts';
import type { LogWriter } from './writer.ts';

/** Seconds that an answer holds: a client asks again for a site that it visits after that. */
const TTL = 3600;

const FIELDS = {
  ts: 'time',
  'id.orig_h': 'addr',
  'id.resp_h': 'addr',
  query: 'string',
  qtype_name: 'string',
  rcode_name: 'string',
  answers: 'vector[string]',
  TTLs: 'vector[interval]',
} as const;

/**
 * Zeek's dns.log beside another gateway: the question that a client asks before it connects, and the answer. Takes the
 * place of that gateway's writer over the same transactions, so that addresses and times belong together; a
 * client that still knows the answer asks nothing.
 */
export class ZeekDnsWriter implements LogWriter {
  readonly headerLines: number;
  readonly linesPerEvent: number;
  readonly challenges: boolean;
  private readonly resolver: string;
  /** By client and host, the second at which the answer is forgotten. */
  private readonly known = new Map<string, number>();

  /** @param resolver address of the office's name server */
  constructor(beside: LogWriter, resolver: string) {
    this.headerLines = beside.headerLines;
    this.linesPerEvent = beside.linesPerEvent;
    this.challenges = beside.challenges;
    this.resolver = resolver;
  }

  header(): string {
    const fields = Object.keys(FIELDS).join('\t');
    const types = Object.values(FIELDS).join('\t');
    const separators = '#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n';
    return `${separators}#path\tdns\n#fields\t${fields}\n#types\t${types}\n`;
  }

  write({ site, sourceIp, timeMs, elapsedMs }: TrafficEvent): string {
    const second = Math.floor((timeMs - elapsedMs) / 1000) - 1;
    const key = `${sourceIp} ${site.host}`;
    if (site.host === site.ip || second < (this.known.get(key) ?? 0)) return '';
    this.known.set(key, second + TTL);
    const row = [`${second}.250000`, sourceIp, this.resolver, site.host, 'A', 'NOERROR', site.ip, `${TTL}.000000`];
    return `${row.join('\t')}\n`;
  }

  /** Administrators' doings ask no names. */
  filler(): string {
    return '';
  }
}
