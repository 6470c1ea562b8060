import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { checkTree } from './check.ts';
import { TEST_FIELDS } from './testing.ts';
import { EVERYTHING, FILTER_LIMITS, filterTreeSchema } from './tree.ts';

const leaf = { field: 'name', op: 'eq', values: ['a'] };
const nested = (depth: number): unknown => {
  let tree: unknown = leaf;
  for (let i = 0; i < depth; i++) tree = { not: tree };
  return tree;
};

describe('filterTreeSchema', () => {
  it('takes trees and nothing else', () => {
    expect(filterTreeSchema.safeParse({ and: [leaf, { or: [leaf, { not: leaf }] }] }).success).toBe(true);
    for (const wrong of [null, 5, 'x', [], {}, { and: leaf }, { or: [] }, { not: [leaf] }, { ...leaf, extra: 1 }]) {
      expect(filterTreeSchema.safeParse(wrong).success).toBe(false);
    }
    expect(filterTreeSchema.safeParse({ field: 'name', op: 'like', values: ['a'] }).success).toBe(false);
    expect(filterTreeSchema.safeParse({ field: 'size', op: 'eq', values: [Number.NaN] }).success).toBe(false);
    expect(filterTreeSchema.safeParse({ and: [leaf], or: [leaf] }).success).toBe(false);
  });

  it('refuses depth and size before walking', () => {
    expect(filterTreeSchema.safeParse(nested(FILTER_LIMITS.depth - 1)).success).toBe(true);
    expect(filterTreeSchema.safeParse(nested(FILTER_LIMITS.depth)).success).toBe(false);
    expect(filterTreeSchema.safeParse(nested(200_000)).success).toBe(false);
    expect(filterTreeSchema.safeParse({ and: Array(FILTER_LIMITS.leaves + 1).fill(leaf) }).success).toBe(false);
    const wide = { and: [{ ...leaf, op: 'in', values: Array(FILTER_LIMITS.values + 1).fill('a') }] };
    expect(filterTreeSchema.safeParse(wide).success).toBe(false);
  });
});

describe('checkTree', () => {
  it('makes the canonical form', () => {
    expect(checkTree({ and: [] }, TEST_FIELDS)).toBe(EVERYTHING);
    expect(checkTree({ and: [leaf, { and: [leaf] }, { and: [] }] }, TEST_FIELDS)).toEqual({ and: [leaf, leaf] });
    expect(checkTree({ or: [leaf, { and: [] }] }, TEST_FIELDS)).toEqual(EVERYTHING);
    expect(checkTree({ not: { not: leaf } }, TEST_FIELDS)).toEqual(leaf);
    expect(checkTree({ field: 'NAME', op: 'in', values: ['a', 'a'] }, TEST_FIELDS)).toEqual(leaf);
    expect(checkTree({ field: 'color', op: 'eq', values: ['Deep Blue'] }, TEST_FIELDS)).toEqual({
      field: 'color',
      op: 'eq',
      values: ['deep blue'],
    });
    expect(checkTree({ field: 'size', op: 'eq', values: [-0] }, TEST_FIELDS)).toEqual({
      field: 'size',
      op: 'eq',
      values: [0],
    });
  });

  it.each([
    [{ field: 'nmae', op: 'eq', values: ['a'] }, 'Did you mean name?'],
    [{ field: 'name', op: 'gt', values: ['a'] }, 'cannot be asked'],
    [{ field: 'name', op: 'eq', values: [] }, 'takes 1'],
    [{ field: 'name', op: 'eq', values: [5] }, 'takes text'],
    [{ field: 'size', op: 'eq', values: ['5'] }, 'takes a number'],
    [{ field: 'size', op: 'between', values: [5] }, 'takes 2'],
    [{ field: 'size', op: 'between', values: [5, 1] }, 'empty'],
    [{ field: 'flag', op: 'eq', values: ['x'] }, 'yes or no'],
    [{ field: 'source', op: 'inRange', values: ['x/8'] }, 'range'],
    [{ field: 'source', op: 'inRange', values: [] }, 'at least one'],
    [{ field: 'seen', op: 'gt', values: [1e20] }, 'years'],
    [{ field: 'seen', op: 'gt', values: [true] }, 'no time'],
    [{ field: 'name', op: 'exists', values: ['yes'] }, 'true or false'],
    [{ not: { and: [] } }, 'exclude everything'],
    ['nonsense', 'no filter'],
  ])('refuses %j: %s', (raw, words) => {
    expect(() => checkTree(raw, TEST_FIELDS)).toThrow(words);
  });

  it('throws nothing but query.badFilter', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          checkTree(value, TEST_FIELDS);
        } catch (error) {
          expect(error instanceof AppError && error.code === 'query.badFilter').toBe(true);
        }
      }),
    );
  });
});
