import { describe, expect, it } from 'vitest';
import { splitCategory, withCategory } from './category-filter.ts';

describe('the category of a filter', () => {
  it('is found where it is a condition of its own', () => {
    expect(splitCategory('category:crm and score<=5')).toEqual({ category: 'crm', rest: 'score<=5' });
    expect(splitCategory('score<=5 or category:crm')).toEqual({ category: null, rest: 'score<=5 or category:crm' });
    expect(splitCategory('category:(crm, sales)').category).toBeNull();
    expect(splitCategory('')).toEqual({ category: null, rest: '' });
  });

  it('is replaced, added and taken away', () => {
    expect(withCategory('category:crm and score<=5', 'sales')).toBe('score<=5 and category:sales');
    expect(withCategory('a:1 or b:2', 'sales')).toBe('(a:1 or b:2) and category:sales');
    expect(withCategory('category:crm', null)).toBe('');
  });
});
