/** In: a canonical tree. Out: its one text form, which `parseFilter` reads back to the same tree. */
import type { Zone } from '../kit/zone.ts';
import type { FieldDef, FieldTable } from './fields.ts';
import { ANY_RUN, parsePattern } from './pattern.ts';
import { printTime } from './times.ts';
import { type FilterLeaf, type FilterScalar, type FilterTree, isAnd, isNot, isOr } from './tree.ts';
import { printBytes, printNumber } from './units.ts';

export interface PrintOptions {
  /** The zone the text will be read in; UTC when absent. */
  readonly zone?: Zone;
}

/** Prints a tree that `checkTree` or `parseFilter` made. The filter that keeps everything prints as ''. */
export function printFilter(tree: FilterTree, fields: FieldTable, options: PrintOptions = {}): string {
  const print = (node: FilterTree, parent: 'none' | 'and' | 'or' | 'not'): string => {
    if (isAnd(node)) {
      const text = node.and.map((part) => print(part, 'and')).join(' and ');
      return parent === 'not' ? `(${text})` : text;
    }
    if (isOr(node)) {
      const text = node.or.map((part) => print(part, 'or')).join(' or ');
      return parent === 'and' || parent === 'not' ? `(${text})` : text;
    }
    if (isNot(node)) return `not ${print(node.not, 'not')}`;
    const field = fields.find(node.field);
    if (field === undefined)
      throw new Error(`printFilter was given a tree that was not checked: no field ${node.field}`);
    return printLeaf(node, field, options.zone);
  };
  return print(tree, 'none');
}

const SIGNS: Readonly<Partial<Record<FilterLeaf['op'], string>>> = {
  eq: ':',
  in: ':',
  inRange: ':',
  ne: '!=',
  notIn: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  contains: '~',
  startsWith: '^=',
  endsWith: '$=',
};

function printLeaf(leaf: FilterLeaf, field: FieldDef, zone: Zone | undefined): string {
  const [value = '', end = ''] = leaf.values;
  if (field.spans !== undefined) {
    return leaf.op === 'matches' ? printWildcards(String(value)) : printWord(String(value), BARE_SEARCH);
  }
  const scalar = (item: FilterScalar, edge: 'first' | 'last' | 'exact' = 'exact'): string =>
    printScalar(item, field, edge, zone);
  switch (leaf.op) {
    case 'exists':
      return `${field.name}:${value === true ? 'known' : 'unknown'}`;
    case 'matches':
      return `${field.name}:${printWildcards(String(value))}`;
    case 'between':
      return `${field.name}:${scalar(value, 'first')}..${scalar(end, 'last')}`;
    case 'gte':
    case 'lt':
      return `${field.name}${SIGNS[leaf.op]}${scalar(value, 'first')}`;
    case 'gt':
    case 'lte':
      return `${field.name}${SIGNS[leaf.op]}${scalar(value, 'last')}`;
    default: {
      const items = leaf.values.map((item) => scalar(item));
      return `${field.name}${SIGNS[leaf.op] ?? ':'}${items.length === 1 ? items[0] : `(${items.join(', ')})`}`;
    }
  }
}

function printScalar(value: FilterScalar, field: FieldDef, edge: 'first' | 'last' | 'exact', zone?: Zone): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string')
    return field.type === 'ip' ? printWord(value, BARE_ADDRESS) : printWord(value, BARE_VALUE);
  if (field.type === 'time') return printTime(value, edge, zone);
  return field.type === 'bytes' ? printBytes(value) : printNumber(value);
}

/** Characters that need no quotes: after an operator, in an address, and where a word stands alone. */
const BARE_VALUE = /^[\w.@/+#%&:\\-]+$/;
const BARE_ADDRESS = /^[\w.:/-]+$/;
const BARE_SEARCH = /^[\w.@/+#%&-]+$/;
/** Between wildcards; a backslash is a plain character there. */
const BARE_PATTERN = /^[\w.@/+#%&\\-]+$/;
const RESERVED = /^(?:and|or|not|in|known|unknown)$/i;

function printWord(text: string, bare: RegExp): string {
  return bare.test(text) && !RESERVED.test(text) ? text : quote(text);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, (char) => `\\${char}`)}"`;
}

/** Wildcards stand bare, what lies between them is quoted where it needs to be. */
function printWildcards(pattern: string): string {
  return parsePattern(pattern)
    .map((piece) => (typeof piece === 'string' ? printWord(piece, BARE_PATTERN) : piece === ANY_RUN ? '*' : '?'))
    .join('');
}
