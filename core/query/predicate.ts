/**
 * In: one condition. Out: a closure over a single value, for walking a dictionary of millions of names or addresses once
 * and keeping the verdicts as a mask. Agrees with `evaluate`.
 */
import { ipToBytes, parseCidr } from '../kit/ip.ts';
import { byteMask } from './check-leaf.ts';
import type { FieldDef, FieldTable } from './fields.ts';
import { containing, foldAscii } from './fold.ts';
import { compilePattern } from './pattern.ts';
import { expandSearch } from './search.ts';
import { type FilterLeaf, type FilterTree, isAnd, isNot, isOr } from './tree.ts';
import { type FieldContent, type FilterRecord, textOf, type Verdict } from './values.ts';

type Item = string | number | boolean | Uint8Array;
type Test = (item: Item) => boolean;

/** Compiles a checked condition on a field other than the search field. */
export function leafPredicate(leaf: FilterLeaf, field: FieldDef): (content: FieldContent) => Verdict {
  if (field.spans !== undefined) throw new Error('Expand the search field first: it stands for several fields');
  if (leaf.op === 'exists') {
    const wanted = leaf.values[0] === true;
    return (content) => hasValue(content) === wanted;
  }
  const test = compileTest(leaf, field);
  const isNegated = leaf.op === 'ne' || leaf.op === 'notIn';
  return (content) => {
    if (content === null || content === undefined) return isNegated ? true : null;
    const found = isList(content) ? content.some(test) : test(content);
    return found !== isNegated;
  };
}

/** Compiles a whole checked tree over records (rows of a finished table). */
export function recordPredicate(tree: FilterTree, fields: FieldTable): (record: FilterRecord) => Verdict {
  return compileTree(expandSearch(tree, fields), fields);
}

function compileTree(tree: FilterTree, fields: FieldTable): (record: FilterRecord) => Verdict {
  if (isAnd(tree)) {
    const parts = tree.and.map((part) => compileTree(part, fields));
    return (record) => {
      let verdict: Verdict = true;
      for (const part of parts) {
        const next = part(record);
        if (next === false) return false;
        if (next === null) verdict = null;
      }
      return verdict;
    };
  }
  if (isOr(tree)) {
    const parts = tree.or.map((part) => compileTree(part, fields));
    return (record) => {
      let verdict: Verdict = false;
      for (const part of parts) {
        const next = part(record);
        if (next === true) return true;
        if (next === null) verdict = null;
      }
      return verdict;
    };
  }
  if (isNot(tree)) {
    const inner = compileTree(tree.not, fields);
    return (record) => inner(record) !== true;
  }
  const field = fields.find(tree.field);
  if (field === undefined) throw new Error(`The tree was not checked: no field ${tree.field}`);
  const test = leafPredicate(tree, field);
  const { name } = field;
  return (record) => test(Object.hasOwn(record, name) ? record[name] : null);
}

function hasValue(content: FieldContent): boolean {
  return content !== null && content !== undefined && !(isList(content) && content.length === 0);
}

function isList(content: NonNullable<FieldContent>): content is readonly (string | number | boolean)[] {
  return Array.isArray(content);
}

function compileTest(leaf: FilterLeaf, field: FieldDef): Test {
  const [wanted = '', end = ''] = leaf.values;
  const low = Number(wanted);
  const text = foldAscii(String(wanted));
  switch (leaf.op) {
    case 'eq':
    case 'ne':
    case 'in':
    case 'notIn':
      return field.type === 'ip' ? addressTest(leaf) : equalityTest(leaf);
    case 'gt':
      return (item) => typeof item === 'number' && item > low;
    case 'gte':
      return (item) => typeof item === 'number' && item >= low;
    case 'lt':
      return (item) => typeof item === 'number' && item < low;
    case 'lte':
      return (item) => typeof item === 'number' && item <= low;
    case 'between': {
      const high = Number(end);
      return (item) => typeof item === 'number' && item >= low && item <= high;
    }
    case 'contains': {
      const holds = containing(text);
      return (item) => holds(textOf(item));
    }
    case 'startsWith':
      return (item) => foldAscii(textOf(item)).startsWith(text);
    case 'endsWith':
      return (item) => foldAscii(textOf(item)).endsWith(text);
    case 'matches': {
      const fits = compilePattern(String(wanted));
      return (item) => fits(textOf(item));
    }
    case 'inRange':
      return rangeTest(leaf);
    case 'exists':
      throw new Error('exists is decided before values are looked at');
    default:
      return leaf.op satisfies never;
  }
}

function equalityTest(leaf: FilterLeaf): Test {
  const wanted = new Set(leaf.values.map((value) => (typeof value === 'string' ? foldAscii(value) : value)));
  return (item) => (item instanceof Uint8Array ? false : wanted.has(typeof item === 'string' ? foldAscii(item) : item));
}

function addressBytes(item: Item): Uint8Array | undefined {
  return item instanceof Uint8Array ? item : typeof item === 'string' ? ipToBytes(item) : undefined;
}

/** Addresses as keys without parsing text per value: the bytes as a latin1 string. */
function addressKey(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function addressTest(leaf: FilterLeaf): Test {
  const wanted = new Set(leaf.values.map((value) => addressKey(ipToBytes(String(value)) ?? new Uint8Array())));
  return (item) => {
    const bytes = addressBytes(item);
    return bytes !== undefined && wanted.has(addressKey(bytes));
  };
}

function rangeTest(leaf: FilterLeaf): Test {
  const ranges = leaf.values.flatMap((value) => {
    const range = parseCidr(String(value));
    if (range === undefined) return [];
    return [{ bytes: range.bytes, mask: range.bytes.map((_, index) => byteMask(range.prefix, index)) }];
  });
  return (item) => {
    const bytes = addressBytes(item);
    return (
      bytes !== undefined &&
      ranges.some(
        (range) =>
          range.bytes.length === bytes.length &&
          range.bytes.every((byte, index) => ((bytes[index] ?? 0) & (range.mask[index] ?? 0)) === byte),
      )
    );
  };
}
