export interface Dot {
  readonly key: string;
  /** Column the dot belongs to, in axis units. */
  readonly column: number;
  /** Height in pixels from the plot's top. */
  readonly y: number;
  readonly radius: number;
}

/**
 * Sideways shifts in pixels that keep the dots of one column from hiding each other, at most `half` to either side. The height, which
 * carries the figure, is never touched; the same dots always get the same places.
 */
export function spreadDots(dots: readonly Dot[], half: number): ReadonlyMap<string, number> {
  const shifts = new Map<string, number>();
  const columns = Map.groupBy(dots, (dot) => dot.column);
  for (const column of columns.values()) {
    const placed: { readonly x: number; readonly y: number; readonly radius: number }[] = [];
    const ordered = [...column].sort((a, b) => b.radius - a.radius || a.y - b.y || (a.key < b.key ? -1 : 1));
    for (const dot of ordered) {
      const x = freePlace(dot, placed, half);
      placed.push({ x, y: dot.y, radius: dot.radius });
      shifts.set(dot.key, x);
    }
  }
  return shifts;
}

/** The place nearest to the middle where the dot touches no other; the least crowded one when there is none. */
function freePlace(
  dot: Dot,
  placed: readonly { readonly x: number; readonly y: number; readonly radius: number }[],
  half: number,
): number {
  const room = Math.max(0, half - dot.radius);
  let best = 0;
  let bestGap = Number.NEGATIVE_INFINITY;
  for (let away = 0; away <= room; away += 2) {
    for (const x of away === 0 ? [0] : [away, -away]) {
      let gap = Number.POSITIVE_INFINITY;
      for (const other of placed) {
        gap = Math.min(gap, Math.hypot(other.x - x, other.y - dot.y) - other.radius - dot.radius);
      }
      if (gap >= 0) return x;
      if (gap > bestGap) {
        bestGap = gap;
        best = x;
      }
    }
  }
  return best;
}
