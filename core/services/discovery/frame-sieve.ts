/**
 * In: frames in the order of their lines, and a question. Out: which of them can hold a line of it.
 * A frame's own list of (user, destination) pairs rules most of them out. Where that leaves too many (a source, a device, an
 * action is asked for, which frames do not list), the question's cells say in which hours and with which pairs its lines are.
 */
import { hourOf } from '../../ingest/cube/columns.ts';
import type { DimensionMask } from '../../store/segments/cell-filter.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import { unpackKeys } from '../../store/write/frame-keys.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { FrameRow } from './evidence-lines.ts';

/** Frames looked at before the cells are asked: a page is full by then where the lines are many. */
const LOOKED_AT = 64;
/** A question with more pairs than this has lines everywhere. */
const MAX_PAIRS = 1_000_000;
const DEST_IDS = 2 ** 26;

export class FrameSieve {
  private readonly view: WorkspaceView;
  private readonly users: readonly DimensionMask[];
  private readonly dests: readonly DimensionMask[];
  private readonly range: ScanRange;
  private readonly cancelled: () => boolean;
  private looked = 0;
  /** By hour, the pairs that the question's cells have; null: not asked yet, or too many to tell. */
  private pairs: Map<number, Set<number>> | null = null;

  /** @param range with the question's whole filter, the masks included */
  constructor(view: WorkspaceView, masks: readonly DimensionMask[], range: ScanRange, cancelled: () => boolean) {
    this.view = view;
    this.users = masks.filter((mask) => mask.dimension === 'user');
    this.dests = masks.filter((mask) => mask.dimension === 'dest');
    this.range = range;
    this.cancelled = cancelled;
  }

  mayHold(frame: FrameRow): boolean {
    if (!this.range.filter) {
      return true;
    }
    const knowsNothing = this.users.length === 0 && this.dests.length === 0;
    if (++this.looked === (knowsNothing ? 1 : LOOKED_AT)) {
      this.pairs = this.askCells();
    }
    const found = this.pairs;
    const sets = found ? this.hoursOf(frame).flatMap((hour) => found.get(hour) ?? []) : null;
    if (sets?.length === 0) {
      return false;
    }
    if (!sets && knowsNothing) {
      return true;
    }
    const packed = this.view.db
      .prepare<[number], Buffer>('SELECT keys FROM frame_keys WHERE frame = ?')
      .pluck()
      .get(frame.id);
    if (!packed) {
      return true;
    }
    const keys = unpackKeys(packed);
    for (let i = 0; i < keys.users.length; i++) {
      const user = keys.users[i] ?? 0;
      const dest = keys.dests[i] ?? 0;
      const isMeant = sets
        ? sets.some((set) => set.has(user * DEST_IDS + dest))
        : this.users.every(({ mask }) => mask[user] === 1) && this.dests.every(({ mask }) => mask[dest] === 1);
      if (isMeant) {
        return true;
      }
    }
    return false;
  }

  private hoursOf(frame: FrameRow): number[] {
    const { bucketMinutes } = this.view.meta;
    const from = hourOf(frame.t_min ?? 0, bucketMinutes);
    const to = hourOf(frame.t_max ?? 0, bucketMinutes);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  }

  private askCells(): Map<number, Set<number>> | null {
    const pairs = new Map<number, Set<number>>();
    let count = 0;
    const segments = this.view.segmentsFor(false);
    for (const { columns, from, to, pass } of spansOf(this.view.segments, segments, this.range, this.cancelled)) {
      for (let cell = from; cell < to; cell++) {
        if (pass && !pass(cell)) continue;
        if (++count > MAX_PAIRS) return null;
        const hour = columns.hour[cell] ?? 0;
        let set = pairs.get(hour);
        if (!set) {
          set = new Set();
          pairs.set(hour, set);
        }
        set.add((columns.user[cell] ?? 0) * DEST_IDS + (columns.dest[cell] ?? 0));
      }
    }
    return pairs;
  }
}
