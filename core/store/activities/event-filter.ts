/**
 * A filter over events that several records tell of: one of them has the address, another the operation. An event fulfils a condition where one
 * of its records does, and does not where none does and one says otherwise; conditions are joined as ever.
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
  UNKNOWN,
} from '../../query/index.ts';
import { type AppNames, type Context, leafNode } from './activity-conditions.ts';
import type { ActivityStore } from './activity-store.ts';
import { greatest, type Join, least, maskOf, type Node } from './filter-node.ts';
import type { DerivedFields } from './meanings.ts';
import type { SharedEvents } from './shared-events.ts';

/** Verdicts by event; what they say of events that are not `open` does not matter. @param open one byte an event, not 0: it is asked about */
export type EventVerdicts = (events: SharedEvents, open: Uint8Array) => Uint8Array<ArrayBuffer>;

/** @returns null where records decide by themselves: no two conditions have to hold together. @throws AppError query.badFilter */
export function compileEventFilter(
  store: ActivityStore,
  tree: FilterTree,
  apps: AppNames,
  derived: DerivedFields = () => undefined,
): EventVerdicts | null {
  const expanded = expandSearch(tree, ACTIVITY_FILTER_FIELDS);
  if (!joins(expanded, false)) return null;
  // Deciding on every word again is for those workspaces that have such events.
  let compiled: EventVerdicts | undefined;
  return (events, open) => {
    compiled ??= walk({ store, apps, derived, isPlain: false }, expanded).verdicts;
    return compiled(events, open);
  };
}

/** Whether conditions have to hold together; under a not, alternatives do. */
function joins(tree: FilterTree, isMirrored: boolean): boolean {
  if (isNot(tree)) return joins(tree.not, !isMirrored);
  if (isAnd(tree)) return (!isMirrored && tree.and.length > 1) || tree.and.some((one) => joins(one, isMirrored));
  if (isOr(tree)) return (isMirrored && tree.or.length > 1) || tree.or.some((one) => joins(one, isMirrored));
  return false;
}

interface Part {
  readonly verdicts: EventVerdicts;
  /** It reads records: asked last. */
  readonly isLate: boolean;
}

function walk(context: Context, tree: FilterTree): Part {
  if (isAnd(tree)) return combine(context, tree.and, least, FALSE);
  if (isOr(tree)) return combine(context, tree.or, greatest, TRUE);
  if (isNot(tree)) {
    const { verdicts, isLate } = walk(context, tree.not);
    return { verdicts: (events, open) => verdicts(events, open).map((verdict) => TRUE - verdict), isLate };
  }
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
