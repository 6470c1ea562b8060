/** In: a message of `key=value` pairs of any product. Out: the pairs under their own names, and the words in front of them. */
import { scanPairs } from '../../ingest/formats/pairs/scan.ts';
import { FieldSet, type TextFields } from './fields.ts';

/** Fewer may stand in a sentence. */
const FEWEST = 3;
/** A header and a logger's words, no more. */
const LONGEST_PREAMBLE = 400;

/** @returns undefined when the message is no line of pairs */
export function pairRecord(line: string, start: number): TextFields | undefined {
  const out = new FieldSet();
  const isPairs = scanPairs(line, start, line.length, FEWEST, (keyStart, keyEnd, text, from, to) => {
    if (out.size === 0) out.put('preamble', preambleOf(line.slice(start, keyStart)));
    out.put(line.slice(keyStart, keyEnd), text.slice(from, to).replace(/^'([^']*)'$/, '$1'));
  });
  return isPairs && out.size >= FEWEST ? out.fields : undefined;
}

/** Words in front of the first pair; a blank for none, so that it is asked for once. */
function preambleOf(text: string): string {
  return text.length > LONGEST_PREAMBLE ? '' : text.trim();
}
