import type { LogFormat } from './log-format.ts';
import { describeStories, planStories, type Story } from './traffic/stories.ts';
import { TrafficStream } from './traffic/stream.ts';
import { DAY_MS } from './world/calendar.ts';
import { buildWorld, sizeFor, type World } from './world/world.ts';
import { createWriter } from './writers/index.ts';
import type { LogWriter } from './writers/writer.ts';

export interface GenerateOptions {
  readonly seed: number;
  /** Lines of the log, headers included; exactly this many are written. */
  readonly lines: number;
  readonly format: LogFormat;
  /** First instant of the period, ms since the epoch; rounded down to a full hour. */
  readonly start: number;
  /** Length of the period in days of 24 hours, at least 1. */
  readonly days: number;
  /** Ids of the offices behind this gateway (offices.ts); all when absent. */
  readonly offices?: readonly string[];
  /** Writes the transactions instead of the format's own writer. */
  readonly writer?: LogWriter;
  /** An organisation of a given size, shared by several logs; one that fits `lines` when absent. */
  readonly world?: World;
}

export interface GeneratedLog {
  /** The log's text, all ASCII, in pieces of about 128 KB that end at a line end. Can be read once. */
  readonly chunks: Iterable<string>;
  /** What was planted. */
  readonly stories: readonly Story[];
}

const CHUNK = 131_072;
const HOUR = 3_600_000;

/** Fewest lines a log can have: room for a header and a few transactions. */
export const MIN_LINES = 20;

/**
 * Writes a log of the made-up organisation: working hours, favourite sites, a long tail, background noise and the planted
 * stories. The same options give the same bytes on every machine; memory does not grow with `lines`.
 * @throws RangeError when lines, days or start make no log.
 */
export function generateLog(options: GenerateOptions): GeneratedLog {
  const { seed, lines, days } = options;
  if (!Number.isSafeInteger(lines) || lines < MIN_LINES) throw new RangeError(`lines must be at least ${MIN_LINES}`);
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError('days must be a whole number from 1');
  if (!Number.isSafeInteger(options.start)) throw new RangeError('start must be a time in milliseconds');
  const start = Math.floor(options.start / HOUR) * HOUR;
  const world = options.world ?? buildWorld(seed, sizeFor(lines, days));
  const writer = options.writer ?? createWriter(options.format);
  const events = Math.floor((lines - writer.headerLines) / writer.linesPerEvent);
  const stories = planStories(world, start, days, storyLimit(events), options.offices);
  return { chunks: write(), stories: describeStories(stories) };

  function* write(): Generator<string> {
    const stream = new TrafficStream({ seed, world, start, days, events, stories, offices: options.offices });
    const event = stream.event;
    let chunk = writer.header(start);
    while (stream.next()) {
      if (event.challenge && !writer.challenges) event.challenge = false;
      chunk += writer.write(event);
      if (chunk.length >= CHUNK) {
        yield chunk;
        chunk = '';
      }
    }
    const rest = lines - writer.headerLines - events * writer.linesPerEvent;
    for (let i = 0; i < rest; i++) chunk += writer.filler(event);
    if (chunk !== '') yield chunk;
  }
}

/** Most transactions of a log that stories may take, so that short logs keep their everyday look. */
export function storyLimit(events: number): number {
  return Math.floor(events / 8);
}

/** Only the text of `generateLog`. */
export function generate(options: GenerateOptions): Iterable<string> {
  return generateLog(options).chunks;
}

/** The day `days` before `end`, from which a log that ends at `end` starts. */
export function startFor(end: number, days: number): number {
  return Math.floor((end - days * DAY_MS) / HOUR) * HOUR;
}
