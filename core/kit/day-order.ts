/**
 * In: times in figures that a portal or a cmdlet formatted for its reader (`03/04/2026 21:05`). Out: whether the day or the month stands first.
 * Guarantee: one time alone never decides what it does not prove; a file's times decide together, and only where they leave no doubt.
 */

export type DayOrder = 'day-first' | 'month-first';

/** A time in figures taken apart, as texts; day and month stand as written. */
export interface TimeInFigures {
  readonly first: string;
  readonly second: string;
  readonly year: string;
  /** Of twenty-four hours. */
  readonly hour: string;
  readonly minute: string;
  readonly seconds: string;
  readonly fraction: string | undefined;
  /** The clock has twelve hours: mostly, but not only, American. */
  readonly isHalfDay: boolean;
  readonly zone: string | undefined;
}

/** `3/4/2026, 9:05:10.250 PM +02:00`, `03/04/2026 21:05`, `3-4-2026 21.05.10`, `3/4/2026 9:05:10 p. m.`. */
const FIGURES =
  /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}),? +(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([AP])\.?\s?M\.?)?\s*(Z|[A-Z]{3}|[+-]\d{2}:?\d{2})?$/i;

/** @returns undefined where the text is none, or has a clock or figures that cannot be */
export function timeInFigures(text: string): TimeInFigures | undefined {
  const [, first, , second = '', year = '', clock = '', minute = '', seconds = '0', fraction, half, zone] =
    FIGURES.exec(text) ?? [];
  if (first === undefined) return undefined;
  const isHalfDay = half !== undefined;
  if (isHalfDay && (Number(clock) < 1 || Number(clock) > 12)) return undefined;
  const hour = isHalfDay ? String((Number(clock) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)) : clock;
  return { first, second, year, hour, minute, seconds, fraction, isHalfDay, zone };
}

/** The order that the figures prove: one of them is above 12. Undefined where either would do, or neither. */
export function provenOrder({ first, second }: TimeInFigures): DayOrder | undefined {
  const [isDayFirst, isMonthFirst] = [Number(first) > 12, Number(second) > 12];
  if (isDayFirst === isMonthFirst) return undefined;
  return isDayFirst ? 'day-first' : 'month-first';
}

/** Whether it is another day when it is read the other way round, and both are days. */
export function isOpen({ first, second }: TimeInFigures): boolean {
  return Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second);
}

const DAY_MS = 86_400_000;
/** How much longer the times' extent must be in one order for the other to be the right one. */
const MUCH_LONGER = 4;
/** Fewer different days say nothing by their extent. */
const MIN_DAYS = 3;

/** What the times of a file say together of the order of day and month. */
export class DayVotes {
  private dayFirst = 0;
  private monthFirst = 0;
  /** Times that either order would do for, and that have no half days. */
  private open = 0;
  private readonly days = new Map<DayOrder, Set<number>>([
    ['day-first', new Set()],
    ['month-first', new Set()],
  ]);

  see(text: string): void {
    const time = timeInFigures(text);
    if (time === undefined) return;
    const proven = provenOrder(time);
    if (proven === 'day-first') this.dayFirst++;
    else if (proven === 'month-first') this.monthFirst++;
    else if (isOpen(time) && !time.isHalfDay) {
      this.open++;
      const [first, second, year] = [Number(time.first), Number(time.second), Number(time.year)];
      this.days.get('day-first')?.add(Date.UTC(year, second - 1, first) / DAY_MS);
      this.days.get('month-first')?.add(Date.UTC(year, first - 1, second) / DAY_MS);
    }
  }

  /** Whether a time has proved an order. */
  get isProven(): boolean {
    return this.dayFirst + this.monthFirst > 0;
  }

  /**
   * The order that a time proves; else, where none does, the one in which all lie before `latestMs` or much closer together.
   * Undefined where times contradict each other or say too little.
   */
  order(latestMs: number): DayOrder | undefined {
    if (this.isProven) {
      if (this.dayFirst > 0 && this.monthFirst > 0) return undefined;
      return this.dayFirst > 0 ? 'day-first' : 'month-first';
    }
    const [day, month] = [this.extent('day-first'), this.extent('month-first')];
    if (this.open === 0) return undefined;
    if (day.last * DAY_MS > latestMs !== month.last * DAY_MS > latestMs)
      return day.last * DAY_MS > latestMs ? 'month-first' : 'day-first';
    if (Math.min(day.count, month.count) < MIN_DAYS) return undefined;
    if (month.days > day.days * MUCH_LONGER) return 'day-first';
    return day.days > month.days * MUCH_LONGER ? 'month-first' : undefined;
  }

  private extent(order: DayOrder): { readonly count: number; readonly days: number; readonly last: number } {
    const found = [...(this.days.get(order) ?? [])];
    const last = found.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const first = found.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    return { count: found.length, days: found.length === 0 ? 0 : last - first + 1, last };
  }
}
