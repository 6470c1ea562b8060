import { EVERYTHING, spansOf } from '../../store/segments/scan.ts';
import type { SegmentInfo } from '../../store/segments/segment-cache.ts';
import type { WorkspaceView } from '../workspace-view.ts';

interface Held {
  readonly revision: number;
  readonly segments: readonly SegmentInfo[];
  readonly seconds: Uint32Array;
}

const CACHE = new WeakMap<WorkspaceView, Held>();

/** First event of each destination in the whole workspace, whatever the question's range; kept until the data changes. */
function firstSeenByDest(view: WorkspaceView, segments: readonly SegmentInfo[], cancelled: () => boolean): Uint32Array {
  const held = CACHE.get(view);
  if (held?.revision === view.revision && held.segments === segments) {
    return held.seconds;
  }
  const seconds = new Uint32Array(view.dictionaries.names.dest.length).fill(0xffff_ffff);
  for (const { columns: c, from, to } of spansOf(view.segments, segments, EVERYTHING, cancelled)) {
    for (let cell = from; cell < to; cell++) {
      const dest = c.dest[cell] ?? 0;
      const first = c.first[cell] ?? 0;
      if (first < (seconds[dest] ?? 0)) {
        seconds[dest] = first;
      }
    }
  }
  CACHE.set(view, { revision: view.revision, segments, seconds });
  return seconds;
}

/** First event of each app (index plus one), seconds. */
export function firstSeenByApp(
  view: WorkspaceView,
  segments: readonly SegmentInfo[],
  cancelled: () => boolean,
): Uint32Array {
  const byDest = firstSeenByDest(view, segments, cancelled);
  const out = new Uint32Array(view.entries.length + 1).fill(0xffff_ffff);
  byDest.forEach((second, dest) => {
    const app = view.appOfDest[dest] ?? 0;
    if (second < (out[app] ?? 0)) {
      out[app] = second;
    }
  });
  return out;
}
