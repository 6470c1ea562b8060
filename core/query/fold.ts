/**
 * Folds A–Z to a–z and nothing else. Text compares without regard to case over ASCII only: it is what SQLite's NOCASE and
 * LIKE do, so that every form of a filter gives the same answer. `É` and `é` differ.
 */
export function foldAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (run) => run.toLowerCase()) : text;
}
