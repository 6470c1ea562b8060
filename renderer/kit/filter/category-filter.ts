import { splitConditions } from './chips.ts';
import { allOf, is } from './conditions.ts';

/** A filter taken apart: the one category it asks for, if it does so as a condition of its own, and the rest. */
export function splitCategory(filter: string): { readonly category: string | null; readonly rest: string } {
  const conditions = splitConditions(filter);
  if (conditions === null) return { category: null, rest: filter };
  const at = conditions.findIndex((condition) => /^category:(?:[\w-]+|"[^"]+")$/i.test(condition));
  const found = conditions[at];
  if (found === undefined) return { category: null, rest: filter };
  const value = found.slice('category:'.length).replaceAll('"', '');
  return { category: value, rest: conditions.filter((_, index) => index !== at).join(' and ') };
}

/** The filter with another category in place of the one it asks for; null takes it away. */
export function withCategory(filter: string, category: string | null): string {
  const { rest } = splitCategory(filter);
  return category === null ? rest : allOf(rest, is('category', category));
}
