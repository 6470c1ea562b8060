/**
 * In: a time of a log that its user describes, with the zone and the order of day and month that the description names.
 * Out: milliseconds since the epoch, NaN when it is none.
 * Guarantee: a zone that the text names wins over the description's; an order is used only where figures stand in one of two ways.
 */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { EPOCH, plainBlanks, readLocaleTime, readTime } from '../../kit/times.ts';
import { createZone } from '../../kit/zone.ts';
import type { TimeReaders } from '../declare.ts';

/** `3/4/2026, 9:05:10.250 PM +02:00`, `03.04.2026 21:05`, `3-4-26 21:05`. */
const FIGURES =
  /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2}),? +(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([AP])\.?M\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const NAMES_ZONE = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{4}\)?)$/i;

/** Whether a text is a time of day and date in figures, in whichever order. */
export function isTimeInFigures(value: string): boolean {
  return FIGURES.test(plainBlanks(value));
}

/** The order that values in figures prove: one of them is above 12 in its place. Undefined where none does, or both. */
export function orderOf(values: readonly string[]): 'dmy' | 'mdy' | undefined {
  const parts = values.map((value) => FIGURES.exec(plainBlanks(value)));
  const isDayFirst = parts.some((part) => Number(part?.[1]) > 12);
  const isMonthFirst = parts.some((part) => Number(part?.[2]) > 12);
  return isDayFirst === isMonthFirst ? undefined : isDayFirst ? 'dmy' : 'mdy';
}

/** The readers of times that a description asks for; undefined where the usual ways do. */
export function ownTimes({ zone, order }: CustomConnector['time']): TimeReaders | undefined {
  if (zone === undefined && order === undefined) return undefined;
  const clock = createZone(zone ?? 'UTC');
  const inZone = (value: unknown, time: number): number => {
    const isExact = typeof value !== 'string' || EPOCH.test(value) || NAMES_ZONE.test(value);
    return Number.isNaN(time) || isExact || clock === undefined ? time : time - clock.offsetAtWall(time);
  };
  /** What contradicts the description's order is no time: read the other way round it would be a wrong one. */
  const ordered = (text: unknown): number | undefined =>
    order !== undefined && typeof text === 'string' && FIGURES.test(text) ? readOrdered(text, order) : undefined;
  const plain = (value: unknown): unknown => (typeof value === 'string' ? plainBlanks(value) : value);
  return {
    exact: (value) => {
      const text = plain(value);
      return inZone(text, ordered(text) ?? readTime(text));
    },
    locale: (value, fileOrder) => {
      const text = plainBlanks(value);
      return ordered(text) === undefined ? inZone(text, readLocaleTime(text, fileOrder)) : Number.NaN;
    },
  };
}

function readOrdered(text: string, order: 'dmy' | 'mdy'): number {
  const parts = FIGURES.exec(text);
  if (parts === null) return Number.NaN;
  const [, first = '', second = '', year = '', hour = '', minute = '', seconds = '00', fraction, half, zone = ''] =
    parts;
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return Number.NaN;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const clock = `${String(hours).padStart(2, '0')}:${minute}:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  return readTime(`${date}T${clock}${zone}`);
}
