/** One condition, checked and made canonical. */
import { bytesToIp, ipToBytes, parseCidr } from '../kit/ip.ts';
import { badFilter } from './bad-filter.ts';
import { type FieldDef, SEARCH_FIELD } from './fields.ts';
import { ANY_RUN, literalOf, parsePattern, printPattern } from './pattern.ts';
import { closest } from './suggest.ts';
import { parseRelativeTime, parseTime, TIME_LIMITS, type TimeContext, type TimeSpan } from './times.ts';
import { FILTER_LIMITS, type FilterLeaf, type FilterOperator, type FilterScalar, type FilterTree } from './tree.ts';

const TEXT_OPERATORS: readonly FilterOperator[] = ['contains', 'startsWith', 'endsWith', 'matches'];

/**
 * Checks one condition. Most stay leaves; a date where an instant is asked for becomes the day's range.
 * @param position where the condition stands in the text form
 * @param times what dates, and times counted from now, are read by
 */
export function checkLeaf(
  op: FilterOperator,
  values: readonly FilterScalar[],
  field: FieldDef,
  position = 0,
  times: TimeContext = {},
): FilterTree {
  if (!field.operators.includes(op)) {
    throw badFilter(`${field.name} cannot be asked with "${op}", only with ${field.operators.join(', ')}.`, position);
  }
  checkCount(op, values.length, field, position);
  const leaf = (operator: FilterOperator, checked: readonly FilterScalar[]): FilterLeaf => ({
    field: field.name,
    op: operator,
    values: checked,
  });
  if (op === 'exists') {
    const [known] = values;
    if (typeof known !== 'boolean') throw badFilter(`"exists" takes true or false.`, position);
    return leaf('exists', [known]);
  }
  if (field.type === 'time') return timeLeaf(op, values, field, position, times);
  if (op === 'matches') return patternLeaf(values[0], field, position);
  if (op === 'inRange') return leaf(op, unique(values.map((value) => checkRange(value, field, position))));
  if (TEXT_OPERATORS.includes(op)) return leaf(op, [checkText(values[0], field, position)]);

  const checked = values.map((value) => checkScalar(value, field, position));
  if (op === 'between') checkOrder(checked, field, position);
  if (op !== 'in' && op !== 'notIn') return leaf(op, checked);
  const list = unique(checked);
  if (list.length > 1) return leaf(op, list);
  return leaf(op === 'in' ? 'eq' : 'ne', list);
}

function checkCount(op: FilterOperator, count: number, field: FieldDef, position: number): void {
  const isList = op === 'in' || op === 'notIn' || op === 'inRange';
  const wanted = op === 'between' ? 2 : 1;
  if (isList ? count < 1 : count !== wanted) {
    throw badFilter(
      `${field.name} with "${op}" takes ${isList ? 'at least one value' : `${wanted} value(s)`}.`,
      position,
    );
  }
}

function checkScalar(value: FilterScalar, field: FieldDef, position: number): FilterScalar {
  switch (field.type) {
    case 'text':
      return checkText(value, field, position);
    case 'enum':
      return checkChoice(value, field, position);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw badFilter(`${field.name} is yes or no.`, position);
    case 'ip':
      return checkAddress(value, field, position);
    case 'number':
    case 'bytes':
      if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
      throw badFilter(`${field.name} takes a number, not "${value}".`, position);
    case 'time':
      throw new Error('times are checked by timeLeaf');
    default:
      return field.type satisfies never;
  }
}

function checkText(value: FilterScalar | undefined, field: FieldDef, position: number): string {
  if (typeof value !== 'string') throw badFilter(`${field.name} takes text.`, position);
  // NUL ends a text in SQLite's LIKE, and lone surrogates do not survive UTF-8: neither could be answered alike everywhere.
  if (value.includes('\0') || !value.isWellFormed()) {
    throw badFilter(`The value for ${field.name} holds a character that no log line can hold.`, position);
  }
  if (value.length > FILTER_LIMITS.valueLength) {
    throw badFilter(
      `A value for ${field.name} is longer than ${FILTER_LIMITS.valueLength} characters. Give a part of it.`,
      position,
    );
  }
  return value;
}

function checkChoice(value: FilterScalar, field: FieldDef, position: number): string {
  const text = checkText(typeof value === 'boolean' ? (value ? 'yes' : 'no') : value, field, position);
  if (field.values === undefined) return text;
  const wanted = text.toLowerCase();
  const found =
    field.values.find((choice) => choice.value.toLowerCase() === wanted) ??
    field.values.find((choice) => choice.title.toLowerCase() === wanted);
  if (found !== undefined) return found.value;
  const near = closest(
    text,
    field.values.flatMap((choice) => [choice.title, choice.value]),
  );
  const few = field.values.length <= 8 ? `It is one of ${field.values.map((choice) => choice.value).join(', ')}.` : '';
  throw badFilter(
    `${field.name} has no value "${text}". ${near === null ? few : `Did you mean "${near}"?`}`.trim(),
    position,
  );
}

function checkAddress(value: FilterScalar, field: FieldDef, position: number): string {
  const bytes = typeof value === 'string' ? ipToBytes(value) : undefined;
  if (bytes !== undefined) return bytesToIp(bytes);
  throw badFilter(
    `"${value}" is no address. ${field.name} takes 10.0.0.1, 10.0.0.0/8 or a pattern such as 10.1.*`,
    position,
  );
}

function checkRange(value: FilterScalar, field: FieldDef, position: number): string {
  const range = typeof value === 'string' ? parseCidr(value) : undefined;
  if (range === undefined)
    throw badFilter(`"${value}" is no address range for ${field.name}, such as 10.0.0.0/8.`, position);
  const network = range.bytes.map((byte, index) => byte & byteMask(range.prefix, index));
  return `${bytesToIp(network)}/${range.prefix}`;
}

/** The bits of one byte that belong to the network part. */
export function byteMask(prefix: number, index: number): number {
  const bits = Math.min(8, Math.max(0, prefix - index * 8));
  return (0xff00 >> bits) & 0xff;
}

function patternLeaf(value: FilterScalar | undefined, field: FieldDef, position: number): FilterTree {
  const pieces = parsePattern(checkText(value, field, position));
  const literal = literalOf(pieces);
  const isSearch = field.name === SEARCH_FIELD;
  if (literal !== null) return checkLeaf(isSearch ? 'contains' : 'eq', [literal], field, position);
  if (!isSearch && pieces.length === 1 && pieces[0] === ANY_RUN)
    return { field: field.name, op: 'exists', values: [true] };
  return { field: field.name, op: 'matches', values: [printPattern(pieces)] };
}

function checkOrder(values: readonly FilterScalar[], field: FieldDef, position: number): void {
  const [low, high] = values;
  if (low !== undefined && high !== undefined && low > high) {
    throw badFilter(`The range for ${field.name} is empty: its start lies after its end.`, position);
  }
}

function timeLeaf(
  op: FilterOperator,
  values: readonly FilterScalar[],
  field: FieldDef,
  position: number,
  times: TimeContext,
): FilterTree {
  const spans = values.map((value) => checkSpan(value, field, position, times));
  const leaf = (operator: FilterOperator, ...instants: readonly number[]): FilterLeaf => {
    if (operator === 'between') checkOrder(instants, field, position);
    return { field: field.name, op: operator, values: instants };
  };
  const [span = { first: 0, last: 0 }, end = span] = spans;
  switch (op) {
    case 'gte':
    case 'lt':
      return leaf(op, span.first);
    case 'gt':
    case 'lte':
      return leaf(op, span.last);
    case 'between':
      return leaf(op, span.first, end.last);
    default: {
      const isNegated = op === 'ne' || op === 'notIn';
      if (spans.every(({ first, last }) => first === last)) {
        const instants = [...new Set(spans.map(({ first }) => first))];
        return leaf(instants.length === 1 ? (isNegated ? 'ne' : 'eq') : isNegated ? 'notIn' : 'in', ...instants);
      }
      const days = spans.map(({ first, last }) => (first === last ? leaf('eq', first) : leaf('between', first, last)));
      const [day] = days;
      const any: FilterTree = days.length === 1 && day !== undefined ? day : { or: days };
      return isNegated ? { not: any } : any;
    }
  }
}

function checkSpan(value: FilterScalar, field: FieldDef, position: number, times: TimeContext): TimeSpan {
  const span =
    typeof value === 'string'
      ? (parseTime(value, times.zone) ?? parseRelativeTime(value, times))
      : typeof value === 'number'
        ? { first: value, last: value }
        : null;
  if (span === null)
    throw badFilter(
      `"${value}" is no time for ${field.name}. Write 2026-01-31, 2026-01-31T08:30:00Z, today, now-7d or end-7d (before the last event).`,
      position,
    );
  if (!Number.isInteger(span.first) || span.first < TIME_LIMITS.min || span.last > TIME_LIMITS.max) {
    throw badFilter(`The time for ${field.name} lies outside the years 0 to 9999.`, position);
  }
  return { first: span.first + 0, last: span.last + 0 };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
