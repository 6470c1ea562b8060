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

/** How the text form writes each operator of the filter tree, in the order of use. */
export const SIGNS: readonly (readonly [operator: string, sign: string, words: string])[] = [
  ['eq', ':', 'is'],
  ['ne', '!=', 'is not'],
  ['gt', '>', 'more than'],
  ['gte', '>=', 'at least'],
  ['lt', '<', 'less than'],
  ['lte', '<=', 'at most'],
  ['contains', '~', 'contains'],
  ['startsWith', '^=', 'starts with'],
  ['endsWith', '$=', 'ends with'],
];

export const CONDITION = /^([a-z][\w.-]*)(!=|<=|>=|\^=|\$=|:|=|<|>|~)(.*)$/i;
const KNOWN = [
  { value: 'known', title: 'has a value' },
  { value: 'unknown', title: 'has no value' },
];

/** Times that move along, by the signs they make sense behind. `end` is the last event of the data. */
const SPAN = [':', '=', '!='];
const BOUND = ['>', '>=', '<', '<='];
const TIMES: readonly { readonly value: string; readonly title: string; readonly signs: readonly string[] }[] = [
  { value: 'today', title: 'the running day', signs: [...SPAN, ...BOUND] },
  { value: 'yesterday', title: 'the day before', signs: [...SPAN, ...BOUND] },
  { value: 'now-24h', title: '24 hours before now', signs: BOUND },
  { value: 'now-7d', title: '7 days before now', signs: BOUND },
  { value: 'now-30d', title: '30 days before now', signs: BOUND },
  { value: 'end-24h', title: '24 hours before the last event', signs: BOUND },
  { value: 'end-7d', title: '7 days before the last event', signs: BOUND },
  { value: 'end-30d', title: '30 days before the last event', signs: BOUND },
];

/** Start of the word at the caret: behind the last blank or bracket that is not inside quotes. */
function wordStart(before: string): number {
  let start = 0;
  let quoted = false;
  for (let at = 0; at < before.length; at++) {
    const char = before[at] ?? '';
    if (char === '"') quoted = !quoted;
    else if (!quoted && /[\s(),]/.test(char)) start = at + 1;
  }
  return start;
}

function quoteIfNeeded(value: string): string {
  return /^[^\s(),"*]+$/.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * What may come at the caret: a field, then the field's operators, then its known values, then and/or. Only helps with
 * typing; the engine alone decides what a filter means.
 */
export function completeFilter(text: string, caret: number, fields: readonly FilterField[]): readonly Suggestion[] {
  const before = text.slice(0, caret);
  const start = wordStart(before);
  const word = before.slice(start);
  const find = (name: string): FilterField | undefined =>
    fields.find((field) => field.name.toLowerCase() === name.toLowerCase());

  const condition = CONDITION.exec(word);
  if (condition !== null) {
    const [, name = '', sign = '', typed = ''] = condition;
    const field = find(name);
    if (field === undefined) return [];
    const from = start + name.length + sign.length;
    const lower = typed.replaceAll('"', '').toLowerCase();
    const times = field.type === 'time' ? TIMES.filter(({ signs }) => signs.includes(sign)) : [];
    const askable = sign === ':' && field.operators.includes('exists') ? KNOWN : [];
    return [...field.values, ...times, ...askable]
      .filter(({ value, title }) => value.toLowerCase().startsWith(lower) || title.toLowerCase().includes(lower))
      .slice(0, 60)
      .map(({ value, title }) => ({
        insert: `${quoteIfNeeded(value)} `,
        title: value,
        detail: title,
        from,
        to: caret,
      }));
  }

  const exact = find(word);
  if (exact !== undefined) {
    return SIGNS.filter(([operator]) => exact.operators.includes(operator)).map(([, sign, words]) => ({
      insert: `${exact.name}${sign}`,
      title: `${exact.name}${sign}`,
      detail: words,
      from: start,
      to: caret,
    }));
  }

  const lower = word.toLowerCase();
  const lead = before.slice(0, start).trimEnd();
  const names = fields
    .filter(({ name, title }) => name.toLowerCase().includes(lower) || title.toLowerCase().includes(lower))
    .sort((a, b) => Number(b.name.toLowerCase().startsWith(lower)) - Number(a.name.toLowerCase().startsWith(lower)))
    .map(({ name, title, unit }) => ({
      insert: name,
      title: name,
      detail: unit === null ? title : `${title} (${unit})`,
      from: start,
      to: caret,
    }));
  const afterCondition = lead !== '' && !/(^|[\s(])(and|or|not)$/i.test(lead) && !/[(,]$/.test(lead);
  const joints = afterCondition
    ? ['and', 'or']
        .filter((joint) => joint.startsWith(lower))
        .map((joint) => ({ insert: `${joint} `, title: joint, detail: 'joins conditions', from: start, to: caret }))
    : [];
  return [...joints, ...names];
}

/** Adds a condition to a filter; a filter with `or` in it is put in brackets first. */
export function addCondition(filter: string, condition: string): string {
  const now = filter.trim();
  if (now === '') return condition;
  return / or /i.test(now) ? `(${now}) and ${condition}` : `${now} and ${condition}`;
}
