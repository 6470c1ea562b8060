import { visibleText } from './visible-text.ts';

/** Null and undefined are "unknown": an empty cell, never 0. */
export type SpreadsheetCell = string | number | boolean | null | undefined;

/**
 * What spreadsheets take for the start of a formula: = + - @ (also full width), and the controls that some strip before
 * looking (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Whether a text begins as a formula, numbers among them. */
export function startsFormula(text: string): boolean {
  return DANGEROUS.test(text);
}

/**
 * The cell's text with a leading apostrophe where a spreadsheet would run it: a user agent or a host name from a log is the
 * attacker's to choose. Plain numbers stay numbers. Characters that a screen obeys stand as their code, as in the console.
 */
export function formulaSafe(cell: SpreadsheetCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = startsFormula(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  return visibleText(text.replaceAll('\r\n', '\n'));
}
