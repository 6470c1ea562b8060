/** Events that several records tell of among what fits a question: what they are together, and which record of each counts. */
import { SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { TRUE } from '../../query/index.ts';
import { type BlockMatches, type Bounds, COUNTS, NO_MATCH, SAME_EVENT } from './activity-matches.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import type { EventFilter } from './event-filter.ts';
import type { SharedEvents } from './shared-events.ts';

/**
 * Blocks in which events that several records tell of change what fits: their records do together what none does by itself or, where the filter
 * excludes, not what one does by itself.
 * @param blocks what fits so far in the blocks that hold records of shared events
 * @returns those blocks, as they are then
 */
export function fittingTogether(
  store: ActivityStore,
  blocks: readonly BlockMatches[],
  shared: SharedEvents,
  { isWhole, verdicts: verdictsOf }: EventFilter,
  bounds: Bounds,
): BlockMatches[] {
  const open = isWhole ? new Uint8Array(shared.count).fill(1) : openEvents(blocks, shared);
  const verdicts = verdictsOf(shared, open);
  const before = new Map(blocks.map((one) => [one.block.id, one]));
  const rowOf = (event: number): number | null => {
    if (open[event] !== 0 && verdicts[event] === TRUE) return COUNTS;
    return isWhole ? NO_MATCH : null;
  };
  return store.blocks.flatMap((block) => rowsTogether(store, block, before.get(block.id), shared, rowOf, bounds) ?? []);
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

/** The block with the rows of events as they are to be; null where nothing changes. @param rowOf null: as it was */
function rowsTogether(
  store: ActivityStore,
  block: ActivityBlock,
  known: BlockMatches | undefined,
  shared: SharedEvents,
  rowOf: (event: number) => number | null,
  { from, to }: Bounds,
): BlockMatches | null {
  const here = shared.byBlock.get(block.id);
  if (here === undefined || block.timeMax < from || block.timeMin >= to) return null;
  const times = store.column(block, 'time');
  const rows = known === undefined ? new Uint8Array(block.rows) : Uint8Array.from(known.rows);
  let matched = known?.matched ?? 0;
  let isChanged = false;
  for (let at = 0; at < here.rows.length; at++) {
    const row = here.rows[at] ?? 0;
    const time = times[row] ?? 0;
    const verdict = time >= from && time < to ? rowOf(here.events[at] ?? 0) : null;
    if (verdict === null || verdict === rows[row]) continue;
    rows[row] = verdict;
    matched += verdict === COUNTS ? 1 : -1;
    isChanged = true;
  }
  return isChanged ? { block, rows, matched } : null;
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
