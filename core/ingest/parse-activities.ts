/**
 * In: audit logs of connected apps (files, archives, standard input). Out: their activities one by one, as `undercast parse --connector`
 * prints them.
 * Guarantee: every line is counted once, a line of several events as that many; memory does not grow with the file.
 */
import type { Readable } from 'node:stream';
import { ActivityReader, type Connector, toActivity } from '../connectors/index.ts';
import type { Zone } from '../kit/zone.ts';
import type { Activity } from '../model/activity.ts';
import { dayOrderOf } from './activities/day-order.ts';
import { eachLine } from './read/each-line.ts';
import { emptyCounts, type LineCounts } from './slice/counts.ts';

export interface ParseActivitiesOptions {
  /** Those that may read; one reads every record. */
  readonly connectors: readonly Connector[];
  /** May return a promise to hold the reading back (a pipe that is full). */
  readonly onActivity: (activity: Activity) => void | Promise<void>;
  readonly onReject: (line: number, verdict: 'rejected' | 'skipped', reason: string, raw: string) => void;
  /** Of clocks that name none, in the headers of lines; UTC by default. */
  readonly zone?: Zone | undefined;
  readonly stdin?: Readable;
}

/**
 * Reads every audit log under `path` in order, as `eachLine` does.
 * @throws AppError
 */
export async function parseActivities(path: string, options: ParseActivitiesOptions): Promise<LineCounts> {
  const counts = emptyCounts();
  await eachLine(path, { encoding: 'utf8', rows: true, stdin: options.stdin }, async (source) => {
    const { name, modifiedMs } = source;
    const order = await dayOrderOf(source, async () => options.connectors);
    const { connectors, zone } = options;
    const reader = new ActivityReader(connectors, { fileName: name }, Math.max(modifiedMs, 0), order, zone);
    return (text, start, end, line) => take(reader, text.slice(start, end), line, options, counts);
  });
  return counts;
}

async function take(
  reader: ActivityReader,
  line: string,
  number: number,
  options: ParseActivitiesOptions,
  counts: LineCounts,
): Promise<void> {
  if (line.trim() === '') {
    counts.read++;
    counts.blank++;
    return;
  }
  const { events, refusal } = reader.readLine(line);
  for (const event of events) {
    const activity = toActivity(event, number);
    counts.read++;
    counts.parsed++;
    counts.formats[activity.connector] = (counts.formats[activity.connector] ?? 0) + 1;
    const waiting = options.onActivity(activity);
    if (waiting) await waiting;
  }
  if (refusal === null) return;
  counts.read++;
  counts[refusal.verdict]++;
  counts.reasons[refusal.reason] = (counts.reasons[refusal.reason] ?? 0) + 1;
  options.onReject(number, refusal.verdict, refusal.reason, line);
}
