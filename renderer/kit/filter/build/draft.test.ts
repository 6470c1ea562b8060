import { describe, expect, it } from 'vitest';
import type { FilterField } from '../complete.ts';
import { draftOf, EMPTY_CONDITION, operatorsOf, textOf } from './draft.ts';

const field = (name: string, operators: readonly string[]): FilterField => ({
  name,
  title: name,
  type: 'text',
  operators: [...operators],
  values: [],
  unit: null,
});
const FIELDS = [
  field('category', ['eq', 'ne', 'in', 'exists']),
  field('score', ['eq', 'gt', 'gte', 'lt', 'lte', 'exists']),
  field('app', ['eq', 'contains']),
];

describe('a filter as a form', () => {
  it.each([
    'category:crm',
    'category:crm and score>=5',
    '(category:crm or category:"a b") and score:unknown and app~box',
    '(category:crm or score<3)',
    'not category:crm and score>2',
    'category:(crm, sales) and app:x*',
    '(app:a and app:b) and score>1',
    'score:0..3',
    'app:"say \\"known\\""',
  ])('%s is written as it was read', (filter) => {
    expect(textOf(draftOf(filter, FIELDS))).toBe(filter);
  });

  it('opens what it can and keeps the rest as text', () => {
    expect(draftOf('(category:crm or nothing:x) and not score>2', FIELDS)).toEqual([
      [
        { kind: 'field', field: 'category', operator: ':', value: 'crm' },
        { kind: 'text', text: 'nothing:x' },
      ],
      [{ kind: 'text', text: 'not score>2' }],
    ]);
    expect(draftOf('category:crm or score<3', FIELDS)).toEqual([
      [
        { kind: 'field', field: 'category', operator: ':', value: 'crm' },
        { kind: 'field', field: 'score', operator: '<', value: '3' },
      ],
    ]);
    expect(draftOf(' ', FIELDS)).toEqual([]);
  });

  it('leaves out what is not complete, and quotes what must be', () => {
    expect(textOf([[EMPTY_CONDITION], []])).toBe('');
    const condition = { ...EMPTY_CONDITION, field: 'app', operator: ':' };
    expect(textOf([[{ ...condition, value: 'a or b' }], [{ ...condition, value: 'unknown' }]])).toBe(
      'app:"a or b" and app:"unknown"',
    );
    expect(textOf([[{ ...condition, field: 'score', operator: '>', value: '10MB' }]])).toBe('score>10MB');
  });

  it('offers the operators of a field', () => {
    expect(operatorsOf(field('x', ['eq', 'exists'])).map(({ value }) => value)).toEqual([':', 'known', 'unknown']);
  });
});
