/**
 * In: a window [start, end) of a text.
 * Out: what it is and where its text begins and ends. None of these throw or look outside the window.
 */

const SPACE = 32;
const TAB = 9;

/** True when the window holds exactly `word`. */
export function windowIs(text: string, start: number, end: number, word: string): boolean {
  return end - start === word.length && text.startsWith(word, start);
}

/** First position that is neither space nor tab. */
export function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** End of the window without the blanks it ends with. */
export function trimEnd(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && isBlank(text.charCodeAt(stop - 1))) stop--;
  return stop;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

const NINE = 57;
const ZERO = 48;
const DOT = 46;
const COLON = 58;

/** Cheap look whether a window is an address (dotted quad or IPv6) and not a name; it does not validate. */
export function looksLikeIp(text: string, start: number, end: number): boolean {
  let colons = 0;
  let dots = 0;
  if (end - start > 45) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) colons++;
    else if (code === DOT) dots++;
    else if (code < ZERO || code > NINE) {
      const lower = code | 32;
      // Hex digits belong to IPv6; `%eth0` may end one.
      if (code === 37 && colons > 1) return true;
      if (lower < 97 || lower > 102) return false;
      if (colons === 0 && at - start >= 4) return false;
    }
  }
  return colons > 1 || (colons === 0 && dots === 3 && isDottedQuad(text, start, end));
}

function isDottedQuad(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > NINE) return false;
  return true;
}
