import type { Timeline } from '../../contract/discovery.ts';
import { type DistinctCounter, distinctCounter } from '../../store/segments/distinct.ts';
import type { SegmentSpan } from '../../store/segments/scan.ts';
import { Sums } from '../../store/segments/sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { Buckets } from './buckets.ts';
import type { Counted } from './row-types.ts';

/** Sums and distinct counts per time bucket and lane (a lane is a risk band; one lane where there is nothing to split). */
export class TimelineCounter {
  private readonly buckets: Buckets;
  private readonly lanes: number;
  private readonly sums: Sums;
  private readonly users: DistinctCounter;
  private readonly sources: DistinctCounter;
  private readonly laneOfDest: Uint8Array | null;

  constructor(view: WorkspaceView, buckets: Buckets, laneOfDest: Uint8Array | null, lanes: number) {
    this.buckets = buckets;
    this.lanes = lanes;
    this.laneOfDest = laneOfDest;
    const groups = buckets.starts.length * lanes;
    this.sums = new Sums(groups);
    this.users = distinctCounter(groups, view.dictionaries.names.user.length);
    this.sources = distinctCounter(groups, view.dictionaries.names.source.length);
  }

  addSpan({ columns: c, from, to, pass }: SegmentSpan): void {
    const { laneOfDest, lanes, sums, users, sources } = this;
    const { ofHour, firstHour } = this.buckets;
    for (let cell = from; cell < to; cell++) {
      if (pass && !pass(cell)) {
        continue;
      }
      const bucket = ofHour[(c.hour[cell] ?? 0) - firstHour] ?? 0;
      const lane = laneOfDest ? (laneOfDest[c.dest[cell] ?? 0] ?? 0) : 0;
      const group = bucket * lanes + lane;
      sums.add(group, c, cell);
      users.add(group, c.user[cell] ?? 0);
      sources.add(group, c.source[cell] ?? 0);
    }
  }

  lane(lane: number): Counted[] {
    return this.buckets.starts.map((_, bucket) => {
      const group = bucket * this.lanes + lane;
      return { ...this.sums.measures(group), users: this.users.count(group), sources: this.sources.count(group) };
    });
  }

  timeline(): Timeline {
    return { bucketMs: this.buckets.bucketMs, starts: [...this.buckets.starts], values: this.lane(0) };
  }
}
