/** In: values of a column. Out: how times are written in them. */
import type { TimeTarget } from '../shared/time.ts';
import { timeReader } from './field-readers.ts';

const DATES = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'd/M/yyyy',
  'M/d/yyyy',
  'd.M.yyyy',
  'd-M-yyyy',
  'd-MMM-yyyy',
  'd MMM yyyy',
  'MMM d yyyy',
  'yyyyMMdd',
  'd/M/yy',
  'M/d/yy',
];
const CLOCKS = ['HH:mm:ss', 'HH:mm:ss.SSS', 'H:mm:ss', 'h:mm:ss a', 'HH:mm', 'h:mm a', 'HHmmss'];
const JOINS = [' ', "'T'", ', ', '-'];

/** Values looked at; a column is of one kind. */
const SAMPLE = 50;

/** @returns a pattern that every value fits, undefined when there is none or the values are no times */
export function guessTimePattern(values: readonly string[]): string | undefined {
  const sample = values.filter((value) => value !== '' && value !== '-').slice(0, SAMPLE);
  if (sample.length === 0 || sample.some((value) => value.length > 40 || !/\d/.test(value))) return undefined;
  if (/^\d{9,}(\.\d+)?$/.test(sample[0] ?? '')) return epochOf(sample);
  const fitting = ['auto', ...candidates()].flatMap((pattern) => {
    const spread = spreadOf(pattern, sample);
    return spread === undefined ? [] : [{ pattern, spread }];
  });
  // Day and month may be told apart only by what makes sense: lines of one log lie near each other.
  return fitting.sort((a, b) => a.spread - b.spread)[0]?.pattern;
}

/** A date in one column and a clock time in another. */
export function guessDateAndClock(dates: readonly string[], clocks: readonly string[]): string | undefined {
  if (!/^\d\d?:\d\d|^\d{6}$/.test(clocks[0] ?? '') || !/^\d|^[A-Z][a-z]{2} /.test(dates[0] ?? '')) return undefined;
  return guessTimePattern(dates.map((date, at) => `${date} ${clocks[at] ?? ''}`));
}

function candidates(): string[] {
  return DATES.flatMap((date) =>
    CLOCKS.flatMap((clock) =>
      JOINS.flatMap((join) => {
        const both = `${date}${join}${clock}`;
        return [both, `${both}Z`, `${both} Z`];
      }),
    ),
  );
}

/** Told by the digits, as times of the last decades have them. */
function epochOf(sample: readonly string[]): string | undefined {
  const width = (sample[0] ?? '').split('.')[0]?.length ?? 0;
  const unit = width <= 11 ? 'epoch-s' : width <= 14 ? 'epoch-ms' : width <= 17 ? 'epoch-us' : 'epoch-ns';
  return spreadOf(unit, sample) === undefined ? undefined : unit;
}

/** Milliseconds between the first and the last of the values, undefined when one does not fit. */
function spreadOf(pattern: string, sample: readonly string[]): number | undefined {
  const read = timeReader(pattern);
  const target: TimeTarget = { timeMs: 0, timeIsLocal: false, timeIsYearless: false };
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const value of sample) {
    if (!read(value, 0, value.length, target)) return undefined;
    first = Math.min(first, target.timeMs);
    last = Math.max(last, target.timeMs);
  }
  return last - first;
}
