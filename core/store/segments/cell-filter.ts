/**
 * A filter tree over the cube's dimensions as masks: one byte per id says false, true or unknown (a condition on a value that
 * the id does not carry). Conditions of one dimension fold into one mask; the rest is combined per cell, as `evaluate` does.
 */
import { type CellColumns, FLAG_ACTION } from '../../ingest/cube/columns.ts';
import { type FilterLeaf, type FilterTree, isAnd, isNot, isOr } from '../../query/index.ts';

export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

export type Dimension = 'dest' | 'user' | 'source' | 'device' | 'action' | 'stream';

export interface DimensionMask {
  readonly dimension: Dimension;
  readonly mask: Uint8Array;
}

type Node =
  | DimensionMask
  | { readonly and: readonly Node[] }
  | { readonly or: readonly Node[] }
  | { readonly not: Node };

const AND = [
  [FALSE, FALSE, FALSE],
  [FALSE, TRUE, UNKNOWN],
  [FALSE, UNKNOWN, UNKNOWN],
];
const OR = [
  [FALSE, TRUE, UNKNOWN],
  [TRUE, TRUE, TRUE],
  [UNKNOWN, TRUE, UNKNOWN],
];
/** What is not known to fit does not fit. */
const NOT = [TRUE, FALSE, TRUE];

export interface CellFilter {
  /** Only cells that each of these marks as true can pass: what is cheap to ask first. */
  readonly needs: readonly DimensionMask[];
  /** Test of one segment's cells by index. */
  bind(columns: CellColumns, stream: number): (cell: number) => boolean;
}

/** @param leafMask the mask of one condition (ids beyond its end count as false) */
export function compileCellFilter(tree: FilterTree, leafMask: (leaf: FilterLeaf) => DimensionMask): CellFilter {
  const root = compile(tree, leafMask);
  return {
    needs: needsOf(root),
    bind: (columns, stream) => {
      const test = bind(root, columns, stream);
      return (cell) => test(cell) === TRUE;
    },
  };
}

function needsOf(node: Node): readonly DimensionMask[] {
  if ('mask' in node) return [node];
  return 'and' in node ? node.and.flatMap(needsOf) : [];
}

function compile(tree: FilterTree, leafMask: (leaf: FilterLeaf) => DimensionMask): Node {
  if (isAnd(tree)) {
    return fold(
      tree.and.map((part) => compile(part, leafMask)),
      AND,
      'and',
    );
  }
  if (isOr(tree)) {
    return fold(
      tree.or.map((part) => compile(part, leafMask)),
      OR,
      'or',
    );
  }
  if (isNot(tree)) {
    const inner = compile(tree.not, leafMask);
    return 'mask' in inner
      ? { dimension: inner.dimension, mask: inner.mask.map((v) => NOT[v] ?? FALSE) }
      : { not: inner };
  }
  return leafMask(tree);
}

function fold(parts: readonly Node[], table: readonly (readonly number[])[], kind: 'and' | 'or'): Node {
  const byDimension = new Map<Dimension, Uint8Array>();
  const rest: Node[] = [];
  for (const part of parts) {
    if (!('mask' in part)) {
      rest.push(part);
      continue;
    }
    const held = byDimension.get(part.dimension);
    byDimension.set(part.dimension, held ? combine(held, part.mask, table) : part.mask);
  }
  const nodes: Node[] = [...[...byDimension].map(([dimension, mask]) => ({ dimension, mask })), ...rest];
  const [only] = nodes;
  if (nodes.length === 1 && only) {
    return only;
  }
  return kind === 'and' ? { and: nodes } : { or: nodes };
}

function combine(a: Uint8Array, b: Uint8Array, table: readonly (readonly number[])[]): Uint8Array {
  const out = new Uint8Array(Math.max(a.length, b.length));
  for (let i = 0; i < out.length; i++) {
    out[i] = table[a[i] ?? FALSE]?.[b[i] ?? FALSE] ?? FALSE;
  }
  return out;
}

function bind(node: Node, columns: CellColumns, stream: number): (cell: number) => number {
  if ('mask' in node) {
    return bindMask(node, columns, stream);
  }
  if ('not' in node) {
    const inner = bind(node.not, columns, stream);
    return (cell) => NOT[inner(cell)] ?? FALSE;
  }
  const isAll = 'and' in node;
  const tests = (isAll ? node.and : node.or).map((part) => bind(part, columns, stream));
  const stop = isAll ? FALSE : TRUE;
  return (cell) => {
    let verdict = isAll ? TRUE : FALSE;
    for (const test of tests) {
      const next = test(cell);
      if (next === stop) {
        return stop;
      }
      if (next === UNKNOWN) {
        verdict = UNKNOWN;
      }
    }
    return verdict;
  };
}

function bindMask({ dimension, mask }: DimensionMask, columns: CellColumns, stream: number): (cell: number) => number {
  switch (dimension) {
    case 'action': {
      const { flags } = columns;
      return (cell) => mask[(flags[cell] ?? 0) & FLAG_ACTION] ?? FALSE;
    }
    case 'stream': {
      const verdict = mask[stream] ?? FALSE;
      return () => verdict;
    }
    default: {
      const column = columns[dimension];
      return (cell) => mask[column[cell] ?? 0] ?? FALSE;
    }
  }
}

/** Keeps the cells whose id in one dimension the mask marks as true. */
export function maskFilter(mask: DimensionMask): CellFilter {
  return {
    needs: [mask],
    bind: (columns, stream) => {
      const test = bindMask(mask, columns, stream);
      return (cell) => test(cell) === TRUE;
    },
  };
}

/** Keeps what both keep; null keeps everything. */
export function bothFilters(a: CellFilter, b: CellFilter | null): CellFilter {
  if (!b) {
    return a;
  }
  return {
    needs: [...a.needs, ...b.needs],
    bind: (columns, stream) => {
      const first = a.bind(columns, stream);
      const second = b.bind(columns, stream);
      return (cell) => first(cell) && second(cell);
    },
  };
}
