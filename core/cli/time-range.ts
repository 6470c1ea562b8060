import { createZone } from '../kit/zone.ts';
import { parseTime } from '../query/index.ts';
import { UsageError } from './failure.ts';

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export interface TimeContext {
  /** Last event of the workspace, ms; null when it is empty. Relative times count back from it, never from today. */
  readonly lastEvent: number | null;
  /** Zone of dates and of times without an offset (the workspace's). */
  readonly zone: string;
}

/**
 * Reads `--from` and `--to`: ISO (`2026-01-31`, `2026-01-31T08:30`, with or without offset) or relative (`-7d`, `-12h`).
 * Ranges include `from` and exclude `to`; a bare date as `--to` includes that day.
 */
export function timeArgument(text: string | undefined, edge: 'from' | 'to', context: TimeContext): number | undefined {
  if (text === undefined) return undefined;
  const relative = /^-(\d{1,6})([mhdw])$/.exec(text);
  if (relative !== null) {
    if (context.lastEvent === null) return undefined;
    return context.lastEvent - Number(relative[1]) * (UNITS_MS[relative[2] ?? ''] ?? 0);
  }
  const span = parseTime(text, createZone(context.zone));
  if (span === null) {
    throw new UsageError(
      `--${edge} ${text} is no time. Write 2026-01-31, 2026-01-31T08:30Z, or -7d before the last event.`,
    );
  }
  return edge === 'to' && span.last !== span.first ? span.last + 1 : span.first;
}
