import { describe, expect, it } from 'vitest';
import { splitConditions } from './chips.ts';
import { addCondition, completeFilter, type FilterField } from './complete.ts';

const fields: readonly FilterField[] = [
  { name: 'app', title: 'App', type: 'text', operators: ['=', '!=', 'contains'], values: [], unit: null },
  {
    name: 'risk',
    title: 'Risk level',
    type: 'enum',
    operators: ['=', 'in'],
    values: [
      { value: 'high', title: 'High' },
      { value: 'low', title: 'Low' },
    ],
    unit: null,
  },
];
const inserts = (text: string): string[] => completeFilter(text, text.length, fields).map(({ insert }) => insert);

describe('completion', () => {
  it('offers fields, then operators, then values, then joints', () => {
    expect(inserts('')).toEqual(['app ', 'risk ']);
    expect(inserts('ri')).toEqual(['risk ']);
    expect(inserts('risk ')).toEqual(['= ', 'in ']);
    expect(inserts('risk = ')).toEqual(['high ', 'low ']);
    expect(inserts('risk = high ')).toEqual(['and ', 'or ']);
    expect(inserts('risk = high and ')).toEqual(['app ', 'risk ']);
  });
  it('replaces only the word at the caret', () => {
    const [first] = completeFilter('risk = hi and app', 9, fields);
    expect(first).toMatchObject({ insert: 'high ', from: 7, to: 9 });
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
