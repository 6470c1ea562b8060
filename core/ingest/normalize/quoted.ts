/**
 * In: a line that went through a table of one column or became a string of JSON: quotes around it, those inside doubled or behind a backslash;
 * or one whose quotes all stand behind a backslash. Out: the line as it was.
 * A row of several columns has a single quote within, and stays what it is.
 */
import { findCode } from '../formats/shared/fields.ts';

const DQUOTE = 34;
const BACKSLASH = 92;
const [TAB, SLASH, LETTER_T] = [9, 47, 116];
/** Made into text at once. */
const MOST_CODES = 4096;
const codes = new Uint16Array(MOST_CODES);
/** Shorter ones are words. */
const SHORTEST = 16;
/** Fewer may be a title within a message. */
const FEWEST_ESCAPED = 4;

/** Whether the whole of [start, end) is one quoted column or string. Looks no further than the first quote that is neither doubled nor escaped. */
export function isQuotedLine(line: string | Uint8Array, start: number, end: number): boolean {
  if (end - start < SHORTEST || codeAt(line, start) !== DQUOTE || codeAt(line, end - 1) !== DQUOTE) return false;
  let isDoubled = true;
  let isEscaped = codeAt(line, end - 2) !== BACKSLASH;
  for (let at = start + 1; at < end - 1; at++) {
    if (codeAt(line, at) !== DQUOTE) continue;
    isEscaped &&= codeAt(line, at - 1) === BACKSLASH;
    if (isDoubled) {
      if (at + 1 < end - 1 && codeAt(line, at + 1) === DQUOTE) at++;
      else isDoubled = false;
    }
    if (!isDoubled && !isEscaped) return false;
  }
  return true;
}

/** What the quotes hold. */
export function unquotedLine(text: string, start: number, end: number): string {
  const inner = text.substring(start + 1, end - 1);
  if (inner.includes('""')) return inner.replaceAll('""', '"');
  return inner.includes('\\"') || isEscapedText(inner) ? withoutEscapes(inner) : inner;
}

/** Tabs between columns or backslashes, and nothing else, stand behind a backslash: a path has single ones. */
function isEscapedText(inner: string): boolean {
  const rest = inner.replaceAll(/\\[\\/]/g, '');
  const tabs = rest.split('\\t').length - 1;
  const isWhole = !rest.replaceAll('\\t', '').includes('\\');
  return isWhole && (tabs >= FEWEST_ESCAPED || (tabs === 0 && rest.length < inner.length));
}

/** A line whose quotes all stand behind a backslash, as it was before; '' for any other. */
export function unescapedLine(text: string, start: number, end: number): string {
  let count = 0;
  for (let at = findCode(text, DQUOTE, start, end); at >= 0; at = findCode(text, DQUOTE, at + 1, end)) {
    if (at === start || text.charCodeAt(at - 1) !== BACKSLASH) return '';
    count++;
  }
  return count < FEWEST_ESCAPED ? '' : withoutEscapes(text.substring(start, end));
}

/** A pattern with a function would be called for each of half a million backslashes in a line. */
function withoutEscapes(text: string): string {
  const parts: string[] = [];
  let have = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const next = code === BACKSLASH && at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    const isEscape = next === DQUOTE || next === BACKSLASH || next === SLASH || next === LETTER_T;
    if (isEscape) at++;
    codes[have++] = !isEscape ? code : next === LETTER_T ? TAB : next;
    if (have === MOST_CODES) {
      parts.push(String.fromCharCode(...codes));
      have = 0;
    }
  }
  parts.push(String.fromCharCode(...codes.subarray(0, have)));
  return parts.join('');
}

function codeAt(line: string | Uint8Array, at: number): number {
  return typeof line === 'string' ? line.charCodeAt(at) : (line[at] ?? 0);
}
