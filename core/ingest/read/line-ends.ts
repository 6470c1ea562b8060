/** Lines that end in CR alone, as some exports and old systems write them: read as they stand, a whole file would be one line. */

const LF = 10;
const CR = 13;

/** Whether a text's beginning has CRs and no LF. One CR at its very end may be half of a CRLF. */
export function endsInCr(head: Buffer): boolean {
  const first = head.indexOf(CR);
  return first >= 0 && first < head.length - 1 && head.indexOf(LF) < 0;
}

/** The same lines, each with an LF; a CRLF that comes later counts as one end. */
export async function* crToLf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let afterCr = false;
  for await (const chunk of input) {
    const out = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (byte !== LF || !afterCr) out[length++] = byte === CR ? LF : byte;
      afterCr = byte === CR;
    }
    if (length > 0) yield out.subarray(0, length);
  }
}
