/**
 * In: audit logs of connected apps (files, archives, standard input). Out: their activities one by one, as `undercast parse --connector`
 * prints them.
 * Guarantee: every line is counted once, a line of several events as that many; memory does not grow with the file.
 */
import type { Readable } from 'node:stream';
import { ActivityReader, type Connector, toActivity } from '../connectors/index.ts';
import { AppError } from '../contract/errors.ts';
import type { Activity } from '../model/activity.ts';
import { blocksOf } from './read/blocks.ts';
import { openText } from './read/open-text.ts';
import { type LogSource, listSources } from './read/sources.ts';
import { emptyCounts, type LineCounts } from './slice/counts.ts';

export interface ParseActivitiesOptions {
  /** Those that may read; one reads every record. */
  readonly connectors: readonly Connector[];
  /** May return a promise to hold the reading back (a pipe that is full). */
  readonly onActivity: (activity: Activity) => void | Promise<void>;
  readonly onReject: (line: number, verdict: 'rejected' | 'skipped', reason: string, raw: string) => void;
  readonly stdin?: Readable;
}

/**
 * Reads every audit log under `path` in order; lines are numbered per file. What cannot be read does not keep the others from being read: the
 * first such failure is thrown at the end.
 * @throws AppError
 */
export async function parseActivities(path: string, options: ParseActivitiesOptions): Promise<LineCounts> {
  const counts = emptyCounts();
  const { sources, problems } = await listSources([path], options.stdin);
  let failure = problems[0]?.error;
  for (const source of sources) {
    try {
      await parseSource(source, options, counts);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code === 'job.cancelled') throw cause;
      failure ??= cause;
    }
  }
  if (failure) throw failure;
  return counts;
}

async function parseSource(source: LogSource, options: ParseActivitiesOptions, counts: LineCounts): Promise<void> {
  const reader = new ActivityReader(options.connectors, { fileName: source.name }, Math.max(source.modifiedMs, 0));
  const { text } = await openText(await source.open(), { unfolded: source.unfolded === true, rows: true });
  let number = 0;
  for await (const block of blocksOf(text)) {
    const chunk = block.bytes.toString('utf8');
    for (let start = 0; start < chunk.length; ) {
      const newline = chunk.indexOf('\n', start);
      const end = newline < 0 ? chunk.length : newline;
      number++;
      await take(reader, chunk.slice(start, end), number, options, counts);
      start = end + 1;
    }
  }
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
