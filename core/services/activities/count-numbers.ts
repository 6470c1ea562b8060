/**
 * In: what fits a question, and a number for each record (of a word, a meaning, a byte). Out: how many events have each.
 * Guarantee: an event counts once, with what its counted record says; where that says nothing, with what the first of its other records that
 * fit says, in the order they were stored.
 */
import { COUNTS, type Matches, SAME_EVENT } from '../../store/activities/activity-matches.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';

interface Numbers {
  /** One more than the greatest. */
  readonly size: number;
  readonly of: (block: ActivityBlock) => ArrayLike<number>;
  readonly isNone: (number: number) => boolean;
}

export function countNumbers(store: ActivityStore, matches: Matches, { size, of, isNone }: Numbers): Uint32Array {
  const counts = new Uint32Array(size);
  for (const { block, rows } of matches.blocks) {
    const numbers = of(block);
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] !== COUNTS) continue;
      const number = numbers[row] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  const read = new Map<ActivityBlock, ArrayLike<number>>();
  const at = ({ block, row }: Place): number => {
    let numbers = read.get(block);
    if (numbers === undefined) {
      numbers = of(block);
      read.set(block, numbers);
    }
    return numbers[row] ?? 0;
  };
  for (const { counted, others } of severalOf(store, matches)) {
    const none = at(counted);
    if (!isNone(none)) continue;
    const said = others.map(at).find((number) => !isNone(number));
    if (said === undefined) continue;
    counts[none] = (counts[none] ?? 0) - 1;
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
}

interface Place {
  readonly block: ActivityBlock;
  readonly row: number;
}

interface Several {
  readonly counted: Place;
  readonly others: Place[];
}

/** Asked for field after field. */
const kept = new WeakMap<Matches, readonly Several[]>();

/** Events of which several records fit. */
function severalOf(store: ActivityStore, matches: Matches): readonly Several[] {
  let several = kept.get(matches);
  if (several === undefined) {
    several = matches.events === matches.records ? [] : findSeveral(store, matches);
    kept.set(matches, several);
  }
  return several;
}

function findSeveral(store: ActivityStore, { blocks }: Matches): readonly Several[] {
  const others = new Map<number, Place[]>();
  for (const { block, rows } of [...blocks].sort((a, b) => a.block.id - b.block.id)) {
    if (!rows.includes(SAME_EVENT)) continue;
    const same = store.column(block, 'same');
    for (let row = rows.indexOf(SAME_EVENT); row >= 0; row = rows.indexOf(SAME_EVENT, row + 1)) {
      const event = same[row] ?? 0;
      const places = others.get(event) ?? [];
      if (places.length === 0) others.set(event, places);
      places.push({ block, row });
    }
  }
  const found: Several[] = [];
  for (const { block, rows } of blocks) {
    const same = store.column(block, 'same');
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] !== COUNTS || same[row] === 0) continue;
      const places = others.get(same[row] ?? 0);
      if (places !== undefined) found.push({ counted: { block, row }, others: places });
    }
  }
  return found;
}
