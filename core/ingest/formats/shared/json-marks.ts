/** In: a line. Out: whether it is a JSON object that begins with certain keys. Only its first part is looked at. */
import { findWord } from './fields.ts';
import { skipSpaces } from './time.ts';

const OPEN_BRACE = 123;

/** Objects of a hundred keys are long; what identifies one stands in its first part. */
const LOOK = 8192;

/** True when the line is an object in which all of these words (keys with their quotes) occur. */
export function isJsonWith(text: string, start: number, end: number, words: readonly string[]): boolean {
  const at = skipSpaces(text, start, end);
  if (at >= end || text.charCodeAt(at) !== OPEN_BRACE) return false;
  const limit = Math.min(end, at + LOOK);
  return words.every((word) => findWord(text, word, at, limit) >= 0);
}
