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
