/**
 * In: an audit log. Out: the order of day and month in its times, where they are formatted for a reader's locale and the file as a whole
 * tells it. Files without such times are looked at in their beginning only.
 */
import { ActivityReader } from '../../connectors/activity-reader.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { DayOrder } from '../../kit/day-order.ts';
import { blocksOf } from '../read/blocks.ts';
import { openHead, openText } from '../read/open-text.ts';
import { HEAD_ONLY, type LogSource } from '../read/sources.ts';

const DAY_MS = 86_400_000;
const HEAD_BYTES = 64 * 1024;
/** A day and a month in figures with a clock behind them, or in the cell behind theirs. */
const IN_FIGURES = /\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:,? +|[,;\t]|"[,;\t]"?(?:\w{1,12}": ?")?)\d{1,2}[:.]\d{2}/;

/** @param connectors loaded only where a time in figures stands in the file's beginning */
export async function dayOrderOf(
  source: LogSource,
  connectors: () => Promise<readonly Connector[]>,
): Promise<DayOrder | undefined> {
  // What can be opened once only is read as it comes.
  if (source.bytes === null) return undefined;
  const { text } = await openHead(await source.open(HEAD_ONLY), HEAD_BYTES, source.unfolded !== true);
  if (!IN_FIGURES.test(text)) return undefined;
  const reader = readerFor(source, await connectors());
  for (const line of text.split('\n')) reader.readLine(Buffer.from(line, 'latin1').toString('utf8'));
  return reader.days.isProven ? reader.days.order(latest(source)) : wholeFile(source, await connectors());
}

/** Of lines that are at hand, e.g. the beginning of a file. */
export function dayOrderIn(
  lines: readonly string[],
  connectors: readonly Connector[],
  source: Pick<LogSource, 'name' | 'modifiedMs'>,
): DayOrder | undefined {
  if (!lines.some((line) => IN_FIGURES.test(line))) return undefined;
  const reader = readerFor(source, connectors);
  for (const line of lines) reader.readLine(line);
  return reader.days.order(latest(source));
}

/** Of a whole file that is at hand, its records one on a line: most have no such times, and need not be taken apart. */
export function dayOrderOfBytes(
  bytes: Buffer,
  connectors: readonly Connector[],
  source: Pick<LogSource, 'name' | 'modifiedMs'>,
): DayOrder | undefined {
  if (!IN_FIGURES.test(bytes.toString('latin1'))) return undefined;
  return dayOrderIn(bytes.toString('utf8').split('\n'), connectors, source);
}

/** Reads on until a time proves the order; to the end where none does. */
async function wholeFile(source: LogSource, connectors: readonly Connector[]): Promise<DayOrder | undefined> {
  const reader = readerFor(source, connectors);
  const opening = await openText(await source.open(HEAD_ONLY), { rows: true, unfolded: source.unfolded === true });
  try {
    for await (const block of blocksOf(opening.text)) {
      for (const line of block.bytes.toString('utf8').split('\n')) reader.readLine(line);
      if (reader.days.isProven) break;
    }
  } finally {
    opening.destroy();
  }
  return reader.days.order(latest(source));
}

/** No event is later than the file itself, give or take a zone. */
function latest({ modifiedMs }: Pick<LogSource, 'modifiedMs'>): number {
  return modifiedMs + DAY_MS;
}

function readerFor(
  { name, modifiedMs }: Pick<LogSource, 'name' | 'modifiedMs'>,
  connectors: readonly Connector[],
): ActivityReader {
  return new ActivityReader(connectors, { fileName: name }, Math.max(modifiedMs, 0));
}
