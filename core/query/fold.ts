import { escapePattern } from '../kit/escape-pattern.ts';

/**
 * Folds A–Z to a–z and nothing else. Text compares without regard to case over ASCII only: it is what SQLite's NOCASE and
 * LIKE do, so that every form of a filter gives the same answer. `É` and `é` differ.
 */
export function foldAscii(text: string): string {
  if (!/[A-Z]/.test(text)) return text;
  // The engine's own folding is many times as quick; over ASCII alone it is the same.
  return NOT_ASCII.test(text) ? text.replace(/[A-Z]+/g, (run) => run.toLowerCase()) : text.toLowerCase();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII counts
const NOT_ASCII = /[^\x00-\x7f]/;

/** Whether a text holds a folded one. Letters of ASCII alone the engine compares as it goes, without making a folded copy of each text. */
export function containing(folded: string): (text: string) => boolean {
  if (NOT_ASCII.test(folded)) return (text) => foldAscii(text).includes(folded);
  // Without the flag u no letter beyond ASCII is taken for one of ASCII.
  const literal = new RegExp(escapePattern(folded), 'i');
  return (text) => literal.test(text);
}
