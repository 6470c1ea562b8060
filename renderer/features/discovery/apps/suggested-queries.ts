import { FACTOR_QUERIES } from '../../../kit/filter/factor-queries.ts';
import type { MenuQuery } from '../../../kit/filter/menu-query.ts';

/** A ready-made question to the apps table. */
export interface SuggestedQuery extends MenuQuery {
  /** Filter fields it stands on: shown only where the engine lists all of them. */
  readonly fields: readonly string[];
}

function query(id: string, title: string, logic: string, filter: string): SuggestedQuery {
  const names = [...filter.matchAll(/([a-zA-Z][\w.]*)(?=:|<=|>=|<|>)/g)].map((match) => match[1] ?? '');
  return { id, title, logic, filter, fields: [...new Set(names)] };
}

/** Questions analysts ask first: what nobody decided on, what leaves the house, and what the catalog's factors warn of. */
export const SUGGESTED_QUERIES: readonly SuggestedQuery[] = [
  query('undecided', 'High-risk apps nobody has decided on', 'High risk and no tag', 'band:high and tag:none'),
  query('forbidden', 'Unsanctioned apps still in use', 'Tagged unsanctioned', 'tag:unsanctioned'),
  query('uploads', 'Uploads to high-risk apps', 'High risk and upload above 0', 'band:high and bytesSent>0'),
  query('ai', 'Generative AI in use', 'Category generative AI', 'category:generative-ai'),
  ...FACTOR_QUERIES.map(({ id, title, logic, filter }) => query(id, title, logic, filter)),
];

/** The queries whose every field the engine knows. */
export function expressible(fields: readonly { readonly name: string }[]): readonly SuggestedQuery[] {
  const names = new Set(fields.map((field) => field.name));
  return SUGGESTED_QUERIES.filter((one) => one.fields.every((field) => names.has(field)));
}
