/**
 * A filter as rows of a form: groups that all must hold, each of conditions of which one must. What does not fit that form
 * (`not`, brackets in brackets, several values at once) stays a row of text, so that nothing of a filter is lost by building on it.
 */
import { splitAlternatives, splitConditions } from '../chips.ts';
import { CONDITION, type FilterField, SIGNS } from '../complete.ts';
import { quote } from '../conditions.ts';

export interface FieldCondition {
  readonly kind: 'field';
  readonly field: string;
  /** A sign of the text form, or whether there is a value at all. */
  readonly operator: string;
  readonly value: string;
}
export type DraftCondition = FieldCondition | { readonly kind: 'text'; readonly text: string };
export type DraftGroup = readonly DraftCondition[];

export const EMPTY_CONDITION: FieldCondition = { kind: 'field', field: '', operator: ':', value: '' };

/** Asks whether a value is there. */
const WHETHER = ['known', 'unknown'] as const;

export function operatorsOf(field: FilterField): readonly { readonly value: string; readonly label: string }[] {
  return [
    ...SIGNS.filter(([operator]) => field.operators.includes(operator)).map(([, value, label]) => ({ value, label })),
    ...(field.operators.includes('exists')
      ? [
          { value: 'known', label: 'has a value' },
          { value: 'unknown', label: 'has no value' },
        ]
      : []),
  ];
}

/** Whether an operator stands without a value. */
export function isWhether(operator: string): boolean {
  return WHETHER.some((one) => one === operator);
}

export function isComplete(condition: DraftCondition): boolean {
  return (
    condition.kind === 'text' ||
    (condition.field !== '' && (isWhether(condition.operator) || condition.value.trim() !== ''))
  );
}

export function draftOf(filter: string, fields: readonly FilterField[]): readonly DraftGroup[] {
  if (filter.trim() === '') return [];
  const names = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const read = (text: string): DraftCondition => conditionOf(text, names);
  const groups = splitConditions(filter);
  if (groups === null) return [(splitAlternatives(filter) ?? [filter]).map(read)];
  return groups.map((group) => {
    const alternatives = splitAlternatives(group);
    return alternatives === null ? [{ kind: 'text', text: group }] : alternatives.map(read);
  });
}

function conditionOf(text: string, names: ReadonlyMap<string, FilterField>): DraftCondition {
  const asText: DraftCondition = { kind: 'text', text };
  const [, name = '', operator = '', written = ''] = CONDITION.exec(text) ?? [];
  const field = names.get(name.toLowerCase());
  const value = readValue(written);
  if (field === undefined || value === null) return asText;
  const known = WHETHER.find((one) => one === written.toLowerCase());
  if (operator === ':' && known !== undefined) return { kind: 'field', field: field.name, operator: known, value: '' };
  const sign = operator === '=' ? ':' : operator;
  if (!operatorsOf(field).some((one) => one.value === sign)) return asText;
  return { kind: 'field', field: field.name, operator: sign, value };
}

/** One value as it was written; null for ranges, lists, patterns and whatever else means more than itself. */
function readValue(written: string): string | null {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(written)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  return /^[^\s(),"*\\]+$/.test(written) && !written.includes('..') ? written : null;
}

/** The filter in its text form; conditions that are not complete are left out. */
export function textOf(groups: readonly DraftGroup[]): string {
  const written = groups
    .map((group) => group.filter(isComplete).map(conditionText))
    .filter((group) => group.length > 0);
  return written
    .map((group) => (group.length > 1 ? `(${group.join(' or ')})` : (group[0] ?? '')))
    .map((text, _, all) => (all.length > 1 && splitConditions(text) === null ? `(${text})` : text))
    .join(' and ');
}

function conditionText(condition: DraftCondition): string {
  if (condition.kind === 'text') return condition.text;
  const { field, operator, value } = condition;
  return isWhether(operator) ? `${field}:${operator}` : `${field}${operator}${plain(value.trim())}`;
}

/** Sizes, dates and numbers stand as they are; the rest is quoted where it must be. */
function plain(value: string): string {
  return /^[\d.:+-]+[\p{L}:\d.+-]*$/u.test(value) ? value : quote(value);
}
