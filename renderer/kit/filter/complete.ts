import type { MethodOutput } from '../../../core/contract/methods.ts';

export type FilterField = MethodOutput<'discovery.listFilterFields'>[number];

export interface Suggestion {
  /** What is put in place of `from..to`. */
  readonly insert: string;
  readonly title: string;
  readonly detail: string;
  readonly from: number;
  readonly to: number;
}

const WORD = /[^\s()]*$/;

function quoteIfNeeded(value: string): string {
  return /^[\w.@/\\:*-]+$/.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * What may come at the caret: a field at the beginning of a condition, then the field's operators, then its known
 * values, then and/or. Only helps with typing; the engine alone decides what a filter means.
 */
export function completeFilter(text: string, caret: number, fields: readonly FilterField[]): readonly Suggestion[] {
  const before = text.slice(0, caret);
  const word = WORD.exec(before)?.[0] ?? '';
  const from = caret - word.length;
  const lead = before.slice(0, from).trimEnd();
  const words = lead.split(/[\s()]+/).filter((part) => part !== '');
  const lower = word.toLowerCase();
  const put = (insert: string, title: string, detail: string): Suggestion => ({
    insert,
    title,
    detail,
    from,
    to: caret,
  });

  const last = words.at(-1) ?? '';
  const field = fields.find((candidate) => candidate.name === last);
  if (field !== undefined) {
    return field.operators
      .filter((operator) => operator.toLowerCase().startsWith(lower))
      .map((operator) => put(`${operator} `, operator, field.title));
  }
  const subject = fields.find((candidate) => candidate.name === words.at(-2));
  if (subject?.operators.includes(last)) {
    return subject.values
      .filter(({ value, title }) => value.toLowerCase().startsWith(lower) || title.toLowerCase().includes(lower))
      .slice(0, 50)
      .map(({ value, title }) => put(`${quoteIfNeeded(value)} `, title, value));
  }
  if (words.length > 0 && !/^(and|or|not)$/i.test(last) && !/[(]$/.test(lead)) {
    return ['and', 'or']
      .filter((joint) => joint.startsWith(lower))
      .map((joint) => put(`${joint} `, joint, 'join conditions'));
  }
  return fields
    .filter(({ name, title }) => name.toLowerCase().includes(lower) || title.toLowerCase().includes(lower))
    .sort((a, b) => Number(b.name.toLowerCase().startsWith(lower)) - Number(a.name.toLowerCase().startsWith(lower)))
    .map(({ name, title, unit }) => put(`${name} `, name, unit === null ? title : `${title} (${unit})`));
}

/** Adds a condition to a filter; a filter with `or` at its top is put in brackets first. */
export function addCondition(filter: string, condition: string): string {
  const now = filter.trim();
  if (now === '') return condition;
  return / or /i.test(now) ? `(${now}) and ${condition}` : `${now} and ${condition}`;
}
