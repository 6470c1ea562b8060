import { asLine } from './stream-framer.ts';

const LF = 10;
const LESS = 60;

/**
 * A datagram is one message (RFC 5426 §3.1). Senders that put several into one are told by the next one's `<PRI>` at the start of
 * a line.
 */
export function linesOf(datagram: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = datagram.indexOf(LF); at >= 0; at = datagram.indexOf(LF, at + 1)) {
    if (datagram[at + 1] === LESS) {
      lines.push(asLine(datagram.subarray(from, at)));
      from = at + 1;
    }
  }
  lines.push(asLine(datagram.subarray(from)));
  return lines.filter((line) => line.length > 0);
}
