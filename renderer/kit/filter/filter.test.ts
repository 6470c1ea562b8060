import { describe, expect, it } from 'vitest';
import { splitConditions } from './chips.ts';
import { addCondition, completeFilter, type FilterField } from './complete.ts';

const fields: readonly FilterField[] = [
  { name: 'app', title: 'App', type: 'text', operators: ['eq', 'ne', 'contains'], values: [], unit: null },
  {
    name: 'category',
    title: 'Category',
    type: 'enum',
    operators: ['eq', 'in', 'exists'],
    values: [
      { value: 'cloud-storage', title: 'Cloud storage' },
      { value: 'a b', title: 'A b' },
    ],
    unit: null,
  },
];
const inserts = (text: string): string[] => completeFilter(text, text.length, fields).map(({ insert }) => insert);

describe('completion', () => {
  it('offers fields, then operators, then values, then joints', () => {
    expect(inserts('')).toEqual(['app', 'category']);
    expect(inserts('cat')).toEqual(['category']);
    expect(inserts('app')).toEqual(['app:', 'app!=', 'app~']);
    expect(inserts('category:')).toEqual(['cloud-storage ', '"a b" ', 'known ', 'unknown ']);
    expect(inserts('category:storage')).toEqual(['cloud-storage ']);
    expect(inserts('category:crm a')).toEqual(['and ', 'app', 'category']);
    expect(inserts('category:crm and ')).toEqual(['app', 'category']);
    expect(inserts('not (')).toEqual(['app', 'category']);
    expect(inserts('nothing:')).toEqual([]);
  });
  it('replaces only the value at the caret', () => {
    const [first] = completeFilter('category:cl and app:x', 11, fields);
    expect(first).toMatchObject({ insert: 'cloud-storage ', from: 9, to: 11 });
  });
});

describe('completion of times', () => {
  const times: readonly FilterField[] = [
    { name: 'time', title: 'Time', type: 'time', operators: ['gt', 'between'], values: [], unit: null },
  ];
  const titles = (text: string) => completeFilter(text, text.length, times).map(({ title }) => title);
  it('offers days for a day and moments for a bound', () => {
    expect(titles('time:')).toEqual(['today', 'yesterday']);
    expect(titles('time>now')).toEqual(['now-24h', 'now-7d', 'now-30d']);
    expect(titles('time>last')).toEqual(['end-24h', 'end-7d', 'end-30d']);
  });
});

describe('chips', () => {
  it('cuts at the outermost and', () => {
    expect(splitConditions('risk = high and (app = a or app = b) and app != "x and y"')).toEqual([
      'risk = high',
      '(app = a or app = b)',
      'app != "x and y"',
    ]);
  });
  it('does not cut what is joined by or', () => {
    expect(splitConditions('risk = high or app = brandy')).toBeNull();
    expect(splitConditions('app = brandy')).toEqual(['app = brandy']);
  });
});

describe('adding a condition', () => {
  it('keeps the meaning of an or', () => {
    expect(addCondition('', 'a = 1')).toBe('a = 1');
    expect(addCondition('a = 1', 'b = 2')).toBe('a = 1 and b = 2');
    expect(addCondition('a = 1 or c = 3', 'b = 2')).toBe('(a = 1 or c = 3) and b = 2');
  });
});
