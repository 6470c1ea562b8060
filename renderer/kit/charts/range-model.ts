export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** A range of at least one bucket, on bucket borders counted from `origin`, inside `extent`. */
export function snapRange(a: number, b: number, bucketMs: number, origin: number, extent: TimeRange): TimeRange {
  const floor = (at: number): number => origin + Math.floor((at - origin) / bucketMs) * bucketMs;
  const from = Math.max(extent.from, floor(Math.min(a, b)));
  const ceiling = origin + Math.ceil((Math.max(a, b) - origin) / bucketMs) * bucketMs;
  const to = Math.min(extent.to, Math.max(ceiling, from + Math.min(bucketMs, extent.to - extent.from)));
  return to > from ? { from, to } : { from: Math.max(extent.from, extent.to - bucketMs), to: extent.to };
}

export type RangeHandle = 'from' | 'to' | 'both';

/** The range after a handle moved by `delta`; it keeps at least `least` and stays inside `extent`. */
export function moveHandle(
  range: TimeRange,
  handle: RangeHandle,
  delta: number,
  least: number,
  extent: TimeRange,
): TimeRange {
  if (handle === 'both') {
    const by = Math.min(Math.max(delta, extent.from - range.from), extent.to - range.to);
    return { from: range.from + by, to: range.to + by };
  }
  if (handle === 'from') {
    return {
      from: Math.min(Math.max(extent.from, range.from + delta), Math.max(extent.from, range.to - least)),
      to: range.to,
    };
  }
  return {
    from: range.from,
    to: Math.max(Math.min(extent.to, range.to + delta), Math.min(extent.to, range.from + least)),
  };
}
