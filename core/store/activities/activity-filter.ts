/**
 * A filter over activities as masks: per block one byte a row. And is the least of the bytes, or the greatest;
 * not keeps what is not TRUE.
 */
import {
  ACTIVITY_FILTER_FIELDS,
  expandSearch,
  FALSE,
  type FilterTree,
  isAnd,
  isNot,
  isOr,
  TRUE,
} from '../../query/index.ts';
import { type AppNames, type Context, leafNode } from './activity-conditions.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import { greatest, isNowhere, type Join, least, maskOf, mayFit, type Node, negated } from './filter-node.ts';
import type { DerivedFields } from './meanings.ts';

/** The same, the caller's own to write into; null where it is plain from the words of the block that no row fits. */
export type BlockMask = (block: ActivityBlock) => Uint8Array | null;

/** Compiles a checked tree. @throws AppError query.badFilter */
export function compileActivityFilter(
  store: ActivityStore,
  tree: FilterTree,
  apps: AppNames,
  derived: DerivedFields = () => undefined,
): BlockMask {
  const node = walk({ store, apps, derived }, expandSearch(tree, ACTIVITY_FILTER_FIELDS));
  if (isNowhere(node)) return () => null;
  const mask = maskOf(store, node);
  return (block) => (mayFit(store, node, block) ? mask(block) : null);
}

function walk(context: Context, tree: FilterTree): Node {
  if (isAnd(tree)) return combine(context, tree.and, least);
  if (isOr(tree)) return combine(context, tree.or, greatest);
  if (isNot(tree)) {
    const inner = walk(context, tree.not);
    if (inner.column !== null) return { column: inner.column, verdicts: negated(inner.verdicts) };
    const isLate = inner.isLate === true;
    return { column: null, mask: (block, among) => negated(inner.mask(block, among)), isLate };
  }
  return leafNode(context, tree);
}

/** Conditions on one column are joined word by word, once; only what is left is joined row by row. */
function combine(context: Context, trees: readonly FilterTree[], join: Join): Node {
  const { store } = context;
  const nodes: Node[] = [];
  for (const tree of trees) {
    const node = walk(context, tree);
    const known = node.column === null ? undefined : nodes.find((other) => other.column === node.column);
    if (known === undefined || known.column === null || node.column === null) nodes.push(node);
    else join(known.verdicts, node.verdicts);
  }
  nodes.sort((a, b) => Number(readsRecords(a)) - Number(readsRecords(b)));
  const [first] = nodes;
  if (first !== undefined && nodes.length === 1) return first;
  const [neutral, absorbing] = join === least ? [TRUE, FALSE] : [FALSE, TRUE];
  const hopeful = nodes.filter((node) => !isNowhere(node));
  const decisive = join === greatest ? hopeful : nodes;
  const parts = decisive.map((node) => ({ node, mask: maskOf(store, node) }));
  return {
    column: null,
    isLate: nodes.some(readsRecords),
    mask: (block, among) => {
      let out: Uint8Array<ArrayBuffer> | null = null;
      for (const { node, mask } of parts) {
        // What says the same of every row changes nothing, or everything.
        const verdict = verdictOfAll(store, node, block);
        if (verdict === neutral) continue;
        if (verdict === absorbing) return new Uint8Array(block.rows).fill(absorbing);
        if (out === null) out = mask(block, among);
        else join(out, mask(block, join === least ? out : among));
      }
      return out ?? new Uint8Array(block.rows).fill(neutral);
    },
    mayFit: (block) => {
      const fits = (node: Node): boolean => mayFit(store, node, block);
      return join === least ? hopeful.length === nodes.length && nodes.every(fits) : hopeful.some(fits);
    },
  };
}

/** The verdict that all rows of a block share; null where they do not, or where that is not known. */
function verdictOfAll(store: ActivityStore, node: Node, block: ActivityBlock): number | null {
  const values = node.column === null ? null : store.distinct(block, node.column);
  if (node.column === null || values === null) return null;
  const { verdicts } = node;
  const first = verdicts[values[0] ?? 0] ?? FALSE;
  for (let at = 1; at < values.length; at++) if ((verdicts[values[at] ?? 0] ?? FALSE) !== first) return null;
  return first;
}

function readsRecords(node: Node): boolean {
  return node.column === null && node.isLate === true;
}
