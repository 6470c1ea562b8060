/** Time buckets of a range in the workspace's zone: hours, or days and weeks that begin at local midnight. */
import { hourOf, hourStart } from '../../ingest/cube/columns.ts';
import { createZone, type Zone } from '../../kit/zone.ts';

export interface Buckets {
  readonly bucketMs: number;
  /** Start of each bucket, ms. */
  readonly starts: readonly number[];
  /** Bucket of an hour: index by hour minus `firstHour`. */
  readonly ofHour: Uint16Array;
  readonly firstHour: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Widths offered, in hours; days and weeks follow the calendar of the zone. */
const WIDTHS = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160] as const;
const MAX_BUCKETS = 200;

/** @param most buckets aimed at */
export function bucketsOf(
  fromMs: number,
  toMs: number,
  shiftMinutes: number,
  zoneName: string,
  most = MAX_BUCKETS,
): Buckets {
  const zone = zoneOf(zoneName);
  const firstHour = hourOf(Math.floor(fromMs / 1000), shiftMinutes);
  const lastHour = Math.max(firstHour, hourOf(Math.floor((toMs - 1) / 1000), shiftMinutes));
  const hours = lastHour - firstHour + 1;
  const width = WIDTHS.find((candidate) => hours / candidate <= most) ?? Math.ceil(hours / most);
  const bucketMs = width * HOUR;
  const ofHour = new Uint16Array(hours);
  const starts: number[] = [];
  // Weeks begin on Monday: 1970-01-05 was one.
  const anchor = bucketMs >= 7 * DAY ? 4 * DAY : 0;
  const offsetAt = hourlyOffsets(zone);
  let current = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < hours; i++) {
    const start = hourStart(firstHour + i, shiftMinutes) * 1000;
    if (width === 1) {
      // Not by the wall clock: the hour that a zone's clocks show twice is two hours.
      starts.push(start);
    } else {
      const index = Math.floor((start + offsetAt(start) - anchor) / bucketMs);
      // Clocks that are put back may show an earlier bucket's time again.
      if (index > current) {
        current = index;
        const localStart = index * bucketMs + anchor;
        starts.push(localStart - zone.offsetAtWall(localStart));
      }
    }
    ofHour[i] = starts.length - 1;
  }
  return { bucketMs, starts, ofHour, firstHour };
}

/** Zones keep what they have looked up. */
let held: Zone | undefined;

function zoneOf(name: string): Zone {
  if (held?.name !== name) {
    held = createZone(name) ?? createZone('UTC');
  }
  if (!held) {
    throw new Error('UTC is no zone');
  }
  return held;
}

/**
 * Offsets at instants that rise. Asking the calendar for every hour of a year takes longer than summing its cells: a day that
 * begins and ends with one offset has it throughout.
 */
function hourlyOffsets(zone: Zone): (ms: number) => number {
  let end = Number.NEGATIVE_INFINITY;
  let offset = 0;
  return (ms) => {
    if (ms < end) {
      return offset;
    }
    offset = zone.offsetAtUtc(ms);
    end = zone.offsetAtUtc(ms + DAY) === offset ? ms + DAY : ms + HOUR;
    return offset;
  };
}
