/**
 * Wildcard patterns: `*` is any run of characters, `?` exactly one, `[*]`, `[?]` and `[[]` are the characters themselves; any
 * other `[` is plain. Backslashes mean nothing, because `CORP\*` must find every user of CORP. Matching compares whole
 * values, folds ASCII case, uses no regular expression but for one literal run and never takes more than pattern × value steps.
 */
import { containing, foldAscii } from './fold.ts';

export const ANY_RUN = 0;
export const ANY_ONE = 1;
/** A literal run or a wildcard. */
export type PatternPiece = string | typeof ANY_RUN | typeof ANY_ONE;

export function parsePattern(pattern: string): readonly PatternPiece[] {
  const pieces: PatternPiece[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') pieces.push(literal);
    literal = '';
  };
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '[' && pattern.charAt(at + 2) === ']' && '*?['.includes(pattern.charAt(at + 1))) {
      literal += pattern.charAt(at + 1);
      at += 2;
    } else if (char === '*' || char === '?') {
      flush();
      pieces.push(char === '*' ? ANY_RUN : ANY_ONE);
    } else literal += char;
  }
  flush();
  return joinPieces(pieces);
}

/** Joins neighbouring literals and drops repeated stars, so that equal patterns look equal. */
export function joinPieces(pieces: readonly PatternPiece[]): readonly PatternPiece[] {
  const joined: PatternPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece === '' || (piece === ANY_RUN && last === ANY_RUN)) continue;
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

export function printPattern(pieces: readonly PatternPiece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === 'string' ? piece.replace(/[*?[]/g, (char) => `[${char}]`) : piece === ANY_RUN ? '*' : '?',
    )
    .join('');
}

/** The text a pattern without wildcards stands for; null when it has any. */
export function literalOf(pieces: readonly PatternPiece[]): string | null {
  return pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : null;
}

/** Compiles to a test over whole values. */
export function compilePattern(pattern: string): (value: string) => boolean {
  const pieces = parsePattern(foldAscii(pattern));
  return pieces.includes(ANY_ONE) ? matchByCharacter(pieces) : matchByRun(pieces);
}

/** Only stars: literal runs are found one after the other, each at its first possible place. */
function matchByRun(pieces: readonly PatternPiece[]): (value: string) => boolean {
  const runs = pieces.filter((piece) => typeof piece === 'string');
  const head = typeof pieces[0] === 'string' ? pieces[0] : '';
  const tail = pieces.length > 1 && typeof pieces.at(-1) === 'string' ? (runs.at(-1) ?? '') : '';
  const isLiteral = !pieces.includes(ANY_RUN);
  const [only] = runs;
  if (runs.length === 1 && only !== undefined && head === '' && tail === '') return containing(only);
  const middle = runs.slice(head === '' ? 0 : 1, tail === '' ? undefined : -1);
  return (value) => {
    const text = foldAscii(value);
    if (isLiteral) return text === head;
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
    const end = text.length - tail.length;
    let at = head.length;
    for (const run of middle) {
      const found = text.indexOf(run, at);
      if (found < 0 || found + run.length > end) return false;
      at = found + run.length;
    }
    return true;
  };
}

/** With `?`: over code points, going back only to the last star. */
function matchByCharacter(pieces: readonly PatternPiece[]): (value: string) => boolean {
  const units = pieces.flatMap((piece): readonly PatternPiece[] =>
    typeof piece === 'string' ? Array.from(piece) : [piece],
  );
  return (value) => {
    const text = Array.from(foldAscii(value));
    let unit = 0;
    let at = 0;
    let star = -1;
    let starAt = 0;
    while (at < text.length) {
      const wanted = units[unit];
      if (wanted === ANY_RUN) {
        star = unit++;
        starAt = at;
      } else if (wanted === ANY_ONE || (wanted !== undefined && wanted === text[at])) {
        unit++;
        at++;
      } else if (star >= 0) {
        unit = star + 1;
        at = ++starAt;
      } else return false;
    }
    while (units[unit] === ANY_RUN) unit++;
    return unit === units.length;
  };
}
