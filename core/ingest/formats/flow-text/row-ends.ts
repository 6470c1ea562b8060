/**
 * In: a line of any product that has address, port, address and port in a row beside a protocol's name, parted by tabs, blanks, commas or bars,
 * as TippingPoint (`tcp⇥10.0.0.1⇥50000⇥192.0.2.1⇥80`), DefensePro and BIG-IP's network firewall write them. Out: where they stand and what they are.
 */
import { ipKind } from '../../../kit/ip.ts';

/** Further in, a line speaks of something else. */
const LOOK = 2000;
/** Around the four, where the protocol's name is looked for. */
const BESIDE = 24;
const MAX_PORT = 65_535;

const GAP = String.raw`"?[\t ,|;]{1,3}"?`;
const ADDRESS = String.raw`(\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})`;
const ROW = new RegExp(
  `(?<=^|[\\t ,|;"])${ADDRESS}${GAP}(\\d{1,5})${GAP}${ADDRESS}${GAP}(\\d{1,5})(?=$|[\\t ,|;"])`,
  'gi',
);
const PROTOCOL = /(?:^|[^a-z\d])(?:tcp|udp|sctp)(?=$|[^a-z\d])/i;

export interface RowEnds {
  readonly at: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly stop: number;
}

export function findRowEnds(text: string, start: number, end: number): RowEnds | undefined {
  const line = text.substring(start, Math.min(end, start + LOOK));
  ROW.lastIndex = 0;
  for (let match = ROW.exec(line); match !== null; match = ROW.exec(line)) {
    const [whole, source = '', sourcePort, destination = '', port] = match;
    const stop = match.index + whole.length;
    const areEnds = ipKind(source, 0, source.length) !== 0 && ipKind(destination, 0, destination.length) !== 0;
    const arePorts = Number(sourcePort) <= MAX_PORT && Number(port) <= MAX_PORT;
    const isNamed =
      PROTOCOL.test(line.substring(Math.max(0, match.index - BESIDE), match.index)) ||
      PROTOCOL.test(line.substring(stop, stop + BESIDE));
    if (areEnds && arePorts && isNamed)
      return { at: start + match.index, source, destination, port: Number(port), stop: start + stop };
  }
  return undefined;
}
