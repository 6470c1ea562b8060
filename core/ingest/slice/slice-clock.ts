/** Whether the lines before a slice must be read first, because its own do not tell which of two hours they are of. */
import type { LineReader } from './line-reader.ts';
import type { SliceInput } from './slice-run.ts';

const LF = 10;
/** Lines without a time at a slice's start that are looked past. */
const MOST_LINES = 200;

/** @param reader at a file's start; it stands in the slice afterwards */
export function startsInRepeatedHour(reader: LineReader, { bytes, prelude }: SliceInput): boolean {
  reader.prime(prelude);
  let start = 0;
  for (let line = 0; line < MOST_LINES && start < bytes.length; line++) {
    const newline = bytes.indexOf(LF, start);
    const end = newline < 0 ? bytes.length : newline;
    const text = bytes.toString('latin1', start, end);
    reader.read(text, 0, text.length);
    if (!Number.isNaN(reader.clock.state.ms)) return reader.clock.isRepeated;
    start = end + 1;
  }
  return false;
}
