/** Events that several records tell of among what fits a question: those that fit only together, and which record of each counts. */
import { SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { TRUE } from '../../query/index.ts';
import { type BlockMatches, type Bounds, COUNTS, NO_MATCH, SAME_EVENT } from './activity-matches.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import type { EventVerdicts } from './event-filter.ts';
import type { SharedEvents } from './shared-events.ts';

/**
 * Blocks with records of events of which no record fits by itself, but all of them together.
 * @param blocks what fits so far in the blocks that hold records of shared events
 */
export function fittingTogether(
  store: ActivityStore,
  blocks: readonly BlockMatches[],
  shared: SharedEvents,
  verdictsOf: EventVerdicts,
  bounds: Bounds,
): BlockMatches[] {
  const open = openEvents(blocks, shared);
  const verdicts = verdictsOf(shared, open);
  const before = new Map(blocks.map((one) => [one.block.id, one]));
  const isWanted = (event: number): boolean => open[event] !== 0 && verdicts[event] === TRUE;
  return store.blocks.flatMap(
    (block) => rowsTogether(store, block, before.get(block.id), shared, isWanted, bounds) ?? [],
  );
}

/** Events of which no record fits, one byte each. */
function openEvents(blocks: readonly BlockMatches[], shared: SharedEvents): Uint8Array {
  const open = new Uint8Array(shared.count).fill(1);
  for (const { block, rows } of blocks) {
    const here = shared.byBlock.get(block.id);
    here?.rows.forEach((row, at) => {
      if (rows[row] !== NO_MATCH) open[here.events[at] ?? 0] = 0;
    });
  }
  return open;
}

/** The block with the rows of wanted events; null where it has none in the time asked about. */
function rowsTogether(
  store: ActivityStore,
  block: ActivityBlock,
  known: BlockMatches | undefined,
  shared: SharedEvents,
  isWanted: (event: number) => boolean,
  { from, to }: Bounds,
): BlockMatches | null {
  const here = shared.byBlock.get(block.id);
  if (here === undefined || block.timeMax < from || block.timeMin >= to) return null;
  const times = store.column(block, 'time');
  const found = here.rows.filter((row, at) => {
    const time = times[row] ?? 0;
    return isWanted(here.events[at] ?? 0) && time >= from && time < to;
  });
  if (found.length === 0) return null;
  const rows = known === undefined ? new Uint8Array(block.rows) : Uint8Array.from(known.rows);
  for (const row of found) rows[row] = COUNTS;
  return { block, rows, matched: (known?.matched ?? 0) + found.length };
}

/** Of records of one event only one counts: the first stored, else the first found. @returns how many do not */
export function joinEvents(store: ActivityStore, blocks: readonly BlockMatches[], withPrivate: boolean): number {
  const wanted = new Set<number>();
  const visit = (isElsewhere: boolean, take: (event: number, rows: Uint8Array, row: number) => void): void => {
    for (const { block, rows } of blocks) {
      const marks = withPrivate ? store.allMarks(block) : store.column(block, 'mark');
      if (isElsewhere && !marks.includes(SEEN_ELSEWHERE)) continue;
      const same = store.column(block, 'same');
      for (let row = 0; row < rows.length; row++) {
        if (rows[row] !== NO_MATCH && (marks[row] === SEEN_ELSEWHERE) === isElsewhere) take(same[row] ?? 0, rows, row);
      }
    }
  };
  visit(true, (event) => wanted.add(event));
  const told = new Set<number>();
  visit(false, (event) => {
    if (wanted.has(event)) told.add(event);
  });
  let joined = 0;
  visit(true, (event, rows, row) => {
    if (told.has(event)) {
      rows[row] = SAME_EVENT;
      joined++;
    } else told.add(event);
  });
  return joined;
}
