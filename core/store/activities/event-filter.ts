/**
 * A filter over events that several records tell of: one of them has the address, another the operation. An event fulfils a condition where one
 * of its records does; conditions are joined as ever. What excludes asks the event as a whole: a record that does not know the address does not
 * bring back an event that another record says came from it.
 */
import {
  ACTIVITY_FILTER_FIELDS,
  expandSearch,
  FALSE,
  type FilterLeaf,
  type FilterTree,
  isAnd,
  isNot,
  isOr,
  TRUE,
  UNKNOWN,
} from '../../query/index.ts';
import { type AppNames, type Context, leafNode } from './activity-conditions.ts';
import type { ActivityStore } from './activity-store.ts';
import { greatest, type Join, least, maskOf, type Node, negated } from './filter-node.ts';
import type { DerivedFields } from './meanings.ts';
import type { SharedEvents } from './shared-events.ts';

/** Verdicts by event; what they say of events that are not `open` does not matter. @param open one byte an event, not 0: it is asked about */
type Verdicts = (events: SharedEvents, open: Uint8Array) => Uint8Array<ArrayBuffer>;

export interface EventFilter {
  /** The filter excludes something: events fit as a whole or not at all. Else a record that fits by itself is enough. */
  readonly isWhole: boolean;
  readonly verdicts: Verdicts;
}

/** @returns null where records decide by themselves: no two conditions have to hold together. @throws AppError query.badFilter */
export function compileEventFilter(
  store: ActivityStore,
  tree: FilterTree,
  apps: AppNames,
  derived: DerivedFields = () => undefined,
): EventFilter | null {
  const expanded = expandSearch(tree, ACTIVITY_FILTER_FIELDS);
  const isWhole = excludes(expanded);
  if (!isWhole && !joins(expanded)) return null;
  // Deciding on every word again is for those workspaces that have such events.
  let compiled: Verdicts | undefined;
  return {
    isWhole,
    verdicts: (events, open) => {
      compiled ??= walk({ store, apps, derived }, expanded).verdicts;
      return compiled(events, open);
    },
  };
}

/** Whether conditions have to hold together. */
function joins(tree: FilterTree): boolean {
  if (isAnd(tree)) return tree.and.length > 1 || tree.and.some(joins);
  return isOr(tree) && tree.or.some(joins);
}

function excludes(tree: FilterTree): boolean {
  if (isAnd(tree)) return tree.and.some(excludes);
  if (isOr(tree)) return tree.or.some(excludes);
  return isNot(tree) || positiveOf(tree) !== null;
}

/** What a condition that excludes is the opposite of; null for others. */
function positiveOf(leaf: FilterLeaf): FilterLeaf | null {
  if (leaf.op === 'ne') return { ...leaf, op: 'eq' };
  if (leaf.op === 'notIn') return { ...leaf, op: 'in' };
  return leaf.op === 'exists' && leaf.values[0] === false ? { ...leaf, values: [true] } : null;
}

interface Part {
  readonly verdicts: Verdicts;
  /** It reads records: asked last. */
  readonly isLate: boolean;
}

function walk(context: Context, tree: FilterTree): Part {
  if (isAnd(tree)) return combine(context, tree.and, least, FALSE);
  if (isOr(tree)) return combine(context, tree.or, greatest, TRUE);
  if (isNot(tree)) {
    const { verdicts, isLate } = walk(context, tree.not);
    return { verdicts: (events, open) => negated(verdicts(events, open)), isLate };
  }
  const positive = positiveOf(tree);
  if (positive !== null) return walk(context, { not: positive });
  const node = leafNode(context, tree);
  return {
    verdicts: (events, open) => spread(context.store, node, events, open),
    isLate: node.column === null && node.isLate === true,
  };
}

/** @param decisive a verdict that no further part changes */
function combine(context: Context, trees: readonly FilterTree[], join: Join, decisive: number): Part {
  const parts = trees.map((one) => walk(context, one)).sort((a, b) => Number(a.isLate) - Number(b.isLate));
  return {
    isLate: parts.some(({ isLate }) => isLate),
    verdicts: (events, open) => {
      const out = new Uint8Array(events.count).fill(TRUE - decisive);
      const left = Uint8Array.from(open);
      for (const { verdicts } of parts) {
        join(out, verdicts(events, left));
        for (let event = 0; event < out.length; event++) if (out[event] === decisive) left[event] = 0;
      }
      return out;
    },
  };
}

/** What the records of each event say together. */
function spread(store: ActivityStore, node: Node, events: SharedEvents, open: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(events.count).fill(UNKNOWN);
  const mask = maskOf(store, node);
  for (const block of store.blocks) {
    const shared = events.byBlock.get(block.id);
    if (shared === undefined) continue;
    const among = new Uint8Array(block.rows);
    let isAsked = false;
    for (let at = 0; at < shared.rows.length; at++) {
      if ((open[shared.events[at] ?? 0] ?? 0) === 0) continue;
      among[shared.rows[at] ?? 0] = TRUE;
      isAsked = true;
    }
    if (!isAsked) continue;
    const verdicts = mask(block, among);
    for (let at = 0; at < shared.rows.length; at++) {
      const event = shared.events[at] ?? 0;
      const verdict = verdicts[shared.rows[at] ?? 0] ?? FALSE;
      if (verdict !== UNKNOWN && out[event] !== TRUE) out[event] = verdict;
    }
  }
  return out;
}
