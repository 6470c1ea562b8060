import { splitConditions } from '../../kit/filter/chips.ts';
import { allOf } from '../../kit/filter/conditions.ts';

/** The filter's conditions, and which of them ask for a field by themselves; null where the filter is one `or`. */
function partsOf(filter: string, field: string): { readonly own: readonly string[]; readonly rest: readonly string[] } {
  const conditions = splitConditions(filter) ?? [filter];
  const begins = new RegExp(`^${field.replaceAll('.', '\\.')}\\s*(?:[:=<>~^$]|!=)`, 'i');
  const own = conditions.filter((condition) => begins.test(condition));
  return { own, rest: conditions.filter((condition) => !own.includes(condition)) };
}

/** What follows the field in its condition (`yes`, `>=3`); null where the filter asks for nothing or for several things. */
export function askedOf(filter: string, field: string): string | null {
  const { own } = partsOf(filter, field);
  const [only] = own;
  return own.length === 1 && only !== undefined ? only.slice(field.length).replace(/^:/, '').trim() : null;
}

/** The filter with this condition in place of those on the field; null takes them away. */
export function withField(filter: string, field: string, condition: string | null): string {
  const { rest } = partsOf(filter, field);
  return allOf(...rest, condition ?? '');
}
