/**
 * In: a line of `key=value` pairs of an unknown product. Out: what parts its pairs.
 * Guarantee: one pass, nothing outside the window.
 */
import { findCode } from '../shared/fields.ts';

export const TAB = 9;
export const SPACE = 32;
export const COMMA = 44;
export const SEMICOLON = 59;
export const BAR = 124;
const DOT = 46;
const DASH = 45;
const EQUALS = 61;
const UNDERSCORE = 95;

const CANDIDATES = [SPACE, COMMA, TAB, BAR, SEMICOLON] as const;
const votes = new Int32Array(CANDIDATES.length);

/** What stands in front of most keys, blanks aside where something else stands there; `fewest` pairs must say so. 0 when too few do. */
export function separatorOf(text: string, start: number, end: number, fewest: number): number {
  votes.fill(0);
  let total = 0;
  for (let at = findCode(text, EQUALS, start, end); at >= 0; at = findCode(text, EQUALS, at + 1, end)) {
    let key = at;
    while (key > start && isKeyCode(text.charCodeAt(key - 1))) key--;
    if (key === at) continue;
    total++;
    if (key === start) continue;
    let before = text.charCodeAt(key - 1);
    if (before === SPACE && key - 2 >= start) {
      const further = text.charCodeAt(key - 2);
      if (further === COMMA || further === BAR || further === SEMICOLON) before = further;
    }
    const vote = CANDIDATES.indexOf(before as (typeof CANDIDATES)[number]);
    if (vote >= 0) votes[vote] = (votes[vote] ?? 0) + 1;
  }
  if (total < fewest) return 0;
  let best = 0;
  for (let vote = 1; vote < votes.length; vote++) if ((votes[vote] ?? 0) > (votes[best] ?? 0)) best = vote;
  return (votes[best] ?? 0) >= fewest - 1 ? (CANDIDATES[best] ?? 0) : 0;
}

/** Letters, digits, `_`, `.` and `-`. */
function isKeyCode(code: number): boolean {
  const lower = code | 32;
  return (
    (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === UNDERSCORE || code === DOT || code === DASH
  );
}
