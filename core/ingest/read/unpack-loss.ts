/** What a compressed log holds that is no log, or does not hold any more: the rest of it is read, and this is named. */
import { AppError } from '../../contract/errors.ts';

export interface Loss {
  /** The input ends where more had to come. Else something stands behind the log. */
  readonly isCut: boolean;
  /** Where that is, in compressed bytes. */
  readonly offset: number;
  /** How many bytes were left out; null where nobody knows how many are missing. */
  readonly bytes: number | null;
}

export type OnLoss = (loss: Loss) => void;

export function lossError(name: string, { isCut, offset, bytes }: Loss): AppError {
  const why = isCut
    ? `${name} is cut off: it ends at byte ${offset} in the middle of its compressed log. What stands before was read up to its last whole line. Fetch the file again and import it: lines that are known count once.`
    : `${name} holds ${bytes} bytes behind its compressed log, from byte ${offset} on, that are no such log and were left out. What stands before them is whole.`;
  return new AppError('archive.truncated', why, { path: name, offset, bytes, isCut });
}

const LF = 10;
/** A longer line is none that is read. */
const MOST_HELD = 1 << 20;
const [OBJECT, LIST] = [123, 91];

/**
 * The same bytes, without a last line that was torn. Of a log that is one line, as JSON may be, that one stays: what reads it tells whole
 * records from the torn one.
 * @param isTorn asked at the end of the parts
 */
export async function* untilTornLine(parts: AsyncIterable<Buffer>, isTorn: () => boolean): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  let isOneLine = true;
  let first: number | undefined;
  for await (const part of parts) {
    first ??= part[0];
    const end = lineEnd(part);
    if (end > 0) {
      yield* held;
      yield part.subarray(0, end);
      isOneLine = false;
      held = [];
      bytes = 0;
    }
    if (end < part.length) held.push(part.subarray(end));
    bytes += part.length - end;
    if (bytes > MOST_HELD) {
      yield* held;
      held = [];
      bytes = 0;
    }
  }
  const isKept = !isTorn() || (isOneLine && (first === OBJECT || first === LIST));
  if (isKept) yield* held;
}

/** Behind the last line end, with the zero that is its second half in UTF-16; 0 where there is none. */
function lineEnd(part: Buffer): number {
  const end = part.lastIndexOf(LF) + 1;
  return end > 0 && part[end] === 0 ? end + 1 : end;
}
