/** Cells that come back as they went out: lists, and texts that a spreadsheet would run as a formula. */

import { startsFormula } from '../../kit/formula-safe.ts';

/** What an exporter puts an apostrophe before, with apostrophes of the text's own in front. */
function isGuarded(text: string): boolean {
  return text.startsWith("'") && startsFormula(text.replace(/^'+/, ''));
}

/** To be given to an exporter, which puts its own apostrophe where needed. */
export function cellOf(text: string): string {
  return isGuarded(text) ? `'${text}` : text;
}

export function textOf(cell: string): string {
  return isGuarded(cell) ? cell.slice(1) : cell;
}

/** Items with semicolons between; as JSON where one has a semicolon itself. */
export function listCell(items: readonly string[]): string {
  const isPlain = items.every((item) => item.trim() === item && item !== '' && !/[;[]/.test(item));
  return cellOf(isPlain ? items.join('; ') : JSON.stringify(items));
}

export function listOf(cell: string): string[] {
  const text = textOf(cell).trim();
  if (text.startsWith('[')) {
    try {
      const read: unknown = JSON.parse(text);
      if (Array.isArray(read)) return read.filter((item) => typeof item === 'string');
    } catch {
      // No JSON: a list like any other.
    }
  }
  return text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
