/**
 * Known frames by the time of their events: thousands of rotated files have a frame each, and those of other days are not walked through.
 */
import type { KnownFrame } from './frame-index.ts';

const DAY = 86_400;
/** A frame of more days is looked at for every time. */
const MOST_DAYS = 8;

export class FrameTimes {
  /** Frames that were added, with or without a time. */
  count = 0;
  private readonly byDay = new Map<number, KnownFrame[]>();
  private readonly long: KnownFrame[] = [];
  private readonly places = new WeakMap<KnownFrame, number>();

  /** @returns the lists that it now ends */
  add(frame: KnownFrame): KnownFrame[][] {
    this.places.set(frame, this.count++);
    const { tMin, tMax } = frame;
    if (tMin === null || tMax === null) return [];
    const [from, to] = [dayOf(tMin), dayOf(tMax)];
    if (to - from >= MOST_DAYS) {
      this.long.push(frame);
      return [this.long];
    }
    const lists: KnownFrame[][] = [];
    for (let day = from; day <= to; day++) {
      const list = this.byDay.get(day) ?? [];
      list.push(frame);
      this.byDay.set(day, list);
      lists.push(list);
    }
    return lists;
  }

  /** Frames with events in that time, in the order in which they came. */
  within({ min, max }: { readonly min: number; readonly max: number }): KnownFrame[] {
    const found = new Set<KnownFrame>();
    const take = (frames: readonly KnownFrame[]): void => {
      for (const frame of frames) {
        if ((frame.tMin ?? 0) <= max && (frame.tMax ?? 0) >= min) found.add(frame);
      }
    };
    take(this.long);
    const [from, to] = [dayOf(min), dayOf(max)];
    if (to - from < this.byDay.size) for (let day = from; day <= to; day++) take(this.byDay.get(day) ?? []);
    else for (const [day, frames] of this.byDay) if (day >= from && day <= to) take(frames);
    return [...found].sort((a, b) => this.placeOf(a) - this.placeOf(b));
  }

  private placeOf(frame: KnownFrame): number {
    return this.places.get(frame) ?? 0;
  }
}

function dayOf(second: number): number {
  return Math.floor(second / DAY);
}
