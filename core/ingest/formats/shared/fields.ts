/**
 * In: a window of a line.
 * Out: positions in it. Searches stop at `end`: `indexOf` would run on through megabytes of following lines.
 */

/** Position of a character code in [start, end), -1 when it is not there. */
export function findCode(text: string, code: number, start: number, end: number): number {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === code) return at;
  return -1;
}

/** Like findCode, but `end` when it is not there. */
export function untilCode(text: string, code: number, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== code) at++;
  return at;
}

/**
 * Position of the next space, `end` when there is none before it. Quicker than a loop for words of more than a few characters. Only for
 * text in which spaces are frequent: the search itself does not stop at `end`.
 */
export function untilSpace(text: string, start: number, end: number): number {
  const at = text.indexOf(' ', start);
  return at < 0 || at > end ? end : at;
}

/** Last position of a character code in [start, end), -1 when it is not there. */
export function findLastCode(text: string, code: number, start: number, end: number): number {
  for (let at = end - 1; at >= start; at--) if (text.charCodeAt(at) === code) return at;
  return -1;
}

/** True when `word` stands at `at` and ends before `end`. */
export function wordAt(text: string, at: number, end: number, word: string): boolean {
  return at + word.length <= end && text.startsWith(word, at);
}

/** From this width on, a view of the window and the engine's own search are quicker than a loop. */
const WIDE = 48;

/** Position of a short word in [start, end), -1 when it is not there. */
export function findWord(text: string, word: string, start: number, end: number): number {
  if (end - start > WIDE) {
    const found = text.substring(start, end).indexOf(word);
    return found < 0 ? -1 : start + found;
  }
  const first = word.charCodeAt(0);
  const last = end - word.length;
  for (let at = start; at <= last; at++) if (text.charCodeAt(at) === first && text.startsWith(word, at)) return at;
  return -1;
}

/**
 * Position of a short word that stands in no text between double quotes, -1 when there is none: what is quoted is a client's to choose.
 * A quote behind a backslash neither opens nor closes.
 */
export function findUnquoted(text: string, word: string, start: number, end: number): number {
  let isQuoted = false;
  let from = start;
  for (let at = findWord(text, word, start, end); at >= 0; at = findWord(text, word, at + 1, end)) {
    for (; from < at; from++)
      if (text.charCodeAt(from) === 34 && text.charCodeAt(from - 1) !== 92) isQuoted = !isQuoted;
    if (!isQuoted) return at;
  }
  return -1;
}

/** True when [start, end) is empty or a lone `-`. */
export function isBlank(text: string, start: number, end: number): boolean {
  return start >= end || (end - start === 1 && text.charCodeAt(start) === 45);
}

/** The window as a string, '' for an empty one and for `-`. */
export function fieldText(text: string, start: number, end: number): string {
  return isBlank(text, start, end) ? '' : text.substring(start, end);
}

/**
 * End of a field that begins at `at` and ends at `separator`; a field in double quotes ends after its closing quote
 * (`""` and `\"` inside do not close it). An unclosed quote runs to `end`.
 */
export function fieldEnd(text: string, at: number, end: number, separator: number): number {
  if (at >= end || text.charCodeAt(at) !== 34) return untilCode(text, separator, at, end);
  for (let next = at + 1; next < end; next++) {
    const code = text.charCodeAt(next);
    if (code === 92 && next + 1 < end) next++;
    else if (code === 34) {
      if (next + 1 >= end || text.charCodeAt(next + 1) !== 34) return next + 1;
      next++;
    }
  }
  return end;
}
