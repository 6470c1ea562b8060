import { MAX_LINE_BYTES } from '../frames/cut.ts';

/** Of a line that is rejected for its length this much is kept: enough to see that it is too long. */
export const KEPT_LINE_BYTES = MAX_LINE_BYTES + 2;
const LF = 10;

/** The same lines, over-long ones cut to their first bytes: nothing behind has to hold a line of any length. */
export function shortenLines(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let copied = 0;
  let pos = 0;
  while (bytes.length - pos > KEPT_LINE_BYTES) {
    const lastEnd = bytes.lastIndexOf(LF, pos + KEPT_LINE_BYTES);
    if (lastEnd >= pos) {
      pos = lastEnd + 1;
      continue;
    }
    const end = bytes.indexOf(LF, pos + KEPT_LINE_BYTES);
    parts.push(bytes.subarray(copied, pos + KEPT_LINE_BYTES));
    copied = end < 0 ? bytes.length : end;
    pos = copied;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(copied)]);
}

/** Passes chunks on and drops what stands behind the kept part of an over-long line, so that no reader holds such a line. */
export class LongLineFilter {
  private lineBytes = 0;

  keep(chunk: Buffer): Buffer {
    const kept = this.lineBytes > KEPT_LINE_BYTES ? fromLineEnd(chunk) : chunk;
    const lastEnd = kept.lastIndexOf(LF);
    this.lineBytes = lastEnd < 0 ? this.lineBytes + kept.length : kept.length - lastEnd - 1;
    return kept;
  }
}

function fromLineEnd(chunk: Buffer): Buffer {
  const end = chunk.indexOf(LF);
  return end < 0 ? chunk.subarray(0, 0) : chunk.subarray(end);
}
