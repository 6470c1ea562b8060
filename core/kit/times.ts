/**
 * In: a time as a provider writes it. Out: milliseconds since the epoch, NaN when it is none.
 * Guarantee: a time that names its zone, or that its provider documents as UTC, is read exactly; what a portal has formatted for its
 * reader's locale is read only where nothing else stands in the record and its order of day and month is certain.
 */

import { type DayOrder, isOpen, provenOrder, type TimeInFigures, timeInFigures } from './day-order.ts';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(?:(?:UTC|GMT)(?=[+-]))?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
/** `Mar 1, 2024 9:00:00 AM`, `Mar 01 2024 09:00:00`, `Mar 1, 2024, 9:00:00 PM PST`, Kibana's `Mar 1, 2024 @ 21:00:00.000`: the month in letters leaves no doubt. */
const WORDED =
  /^([A-Z][a-z]{2})(?:uary|ruary|ch|il|e|y|ust|t?ember|ober)? {1,2}(\d{1,2}),? (\d{4}),? (?:@ )?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?\s*([AP]M)?(?:\s*([+-]\d{2}:?\d{2}|[A-Z]{3}))?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Only where the month is a word do figures leave no doubt to a reader of dates. */
const MONTH_NAME = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
/** `Wed May 06 06:17:35 GMT 2026`, as Java and `date` write times: the zone stands before the year. */
const YEAR_LAST = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([A-Z]{3}|[+-]\d{4}) (\d{4})$/;
/** `Mon Oct 13 22:55:48 2025`, as C's `asctime` writes times: of no zone. */
const ZONELESS = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;
/** Hours of the zones that RFC 2822 (section 4.3) gives a meaning; other abbreviations mean several zones. */
const ZONES: ReadonlyMap<string, number> = new Map(
  Object.entries({ UTC: 0, GMT: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 }),
);
/** `26-Jan-2026 20:05:10`: the month in letters between day and year. */
const MONTH_BETWEEN = /^(\d{1,2})[- ]([A-Z][a-z]{2})[- ](\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/i;
/** `26.1.2026 20:05:10`, Finnish `26.1.2026 20.05.10`: dots are an order of their own. */
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}),? (?:klo )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/;
/** `2026/1/26 20:05:10`: the year leads, the month follows. */
const YEAR_FIRST = /^(\d{4})[/.]\s?(\d{1,2})[/.]\s?(\d{1,2})\.?,? (\d{1,2}):(\d{2})(?::(\d{2}))?$/;
/** `20241029112721.500`: as many digits as milliseconds since 1970 will not have for centuries. */
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?$/;
/** The zone's name in the reader's language behind its offset, as JavaScript writes dates: `GMT+0100 (Central European Standard Time)`. */
const ZONE_NAME = /([+-]\d{4}) \([^()]{1,100}\)$/;
/** `/Date(1774515660000)/`: milliseconds, as Windows PowerShell and older web services of Microsoft write times into JSON. */
const DATE_CALL = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/;
/** Seconds, or parts of them, since 1970. */
export const EPOCH = /^\d{9,19}(?:\.\d{1,9})?$/;

/** Reads a time; one without a zone is UTC, as the providers' machine-readable times are. */
export function readTime(value: unknown): number {
  if (typeof value === 'number') return epoch(value);
  // PowerShell gives some times as an object, with the words of the machine's locale beside the time itself.
  if (typeof value === 'object' && value !== null && 'DateTime' in value && 'value' in value)
    return typeof value.value === 'string' ? readTime(value.value) : Number.NaN;
  if (typeof value !== 'string') return Number.NaN;
  const usual = usualTime(value);
  if (!Number.isNaN(usual)) return usual;
  const text = value.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return utc(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6], iso[7]) - offset(iso[8]);
  const compact = COMPACT.exec(text);
  if (compact !== null) return utc(compact[1], compact[2], compact[3], compact[4], compact[5], compact[6], compact[7]);
  if (EPOCH.test(text)) return epoch(Number(text));
  const called = DATE_CALL.exec(text);
  if (called !== null) return Number(called[1]);
  const plain = text.replace(ZONE_NAME, '$1');
  return plain.length > 64 ? Number.NaN : named(plain);
}

const [DASH, COLON, LATER, BLANK, ZULU] = [45, 58, 84, 32, 90];

/** `2026-01-26T20:05:10`, or with a Z: what most logs write, without taking it apart by a pattern. NaN for anything else. */
function usualTime(text: string): number {
  const { length } = text;
  if (length !== 19 && (length !== 20 || text.charCodeAt(19) !== ZULU)) return Number.NaN;
  const parting = text.charCodeAt(10);
  const isParted =
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    (parting === LATER || parting === BLANK) &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON;
  if (!isParted) return Number.NaN;
  const month = pairAt(text, 5);
  const day = pairAt(text, 8);
  const hour = pairAt(text, 11);
  const minute = pairAt(text, 14);
  const second = pairAt(text, 17);
  // A pair that is none is NaN, which no comparison lets by.
  const isTime = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60;
  return isTime ? Date.UTC(pairAt(text, 0) * 100 + pairAt(text, 2), month - 1, day, hour, minute, second) : Number.NaN;
}

/** Two digits as a number. */
function pairAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * Reads a time that a portal formatted for its reader, taken as UTC; NaN when day and month could be either way round.
 * @param order of day and month, where the time's own figures do not prove it; without one a clock of twelve hours is American
 */
export function readLocaleTime(value: unknown, order?: DayOrder): number {
  if (typeof value !== 'string') return Number.NaN;
  const text = plainBlanks(value);
  const exact = readTime(text);
  if (!Number.isNaN(exact)) return exact;
  const worded = WORDED.exec(text);
  if (worded !== null) {
    const [, name = '', day, year, hour, minute, second, fraction, half, zone] = worded;
    const month = String(MONTHS.indexOf(name.toLowerCase()) + 1);
    return utc(year, month, day, hourOf(hour, half), minute, second, fraction) - offset(zone);
  }
  const zoneless = ZONELESS.exec(text);
  if (zoneless !== null) {
    const [, name = '', day, hour, minute, second, year] = zoneless;
    return utc(year, String(MONTHS.indexOf(name.toLowerCase()) + 1), day, hour, minute, second, undefined);
  }
  const between = MONTH_BETWEEN.exec(text);
  if (between !== null) {
    const [, day, name = '', year, hour, minute, second, fraction] = between;
    return utc(year, String(MONTHS.indexOf(name.toLowerCase()) + 1), day, hour, minute, second, fraction);
  }
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return utc(dotted[3], dotted[2], dotted[1], dotted[4], dotted[5], dotted[6], undefined);
  const led = YEAR_FIRST.exec(text);
  if (led !== null) return utc(led[1], led[2], led[3], led[4], led[5], led[6], undefined);
  const figures = timeInFigures(text);
  return figures === undefined ? Number.NaN : ordered(figures, order);
}

function ordered(time: TimeInFigures, order: DayOrder | undefined): number {
  const { first, second, year, hour, minute, seconds, fraction, isHalfDay, zone } = time;
  const known = provenOrder(time) ?? order ?? (isHalfDay || !isOpen(time) ? 'month-first' : undefined);
  if (known === undefined) return Number.NaN;
  const [day, month] = known === 'day-first' ? [first, second] : [second, first];
  return utc(year, month, day, hour, minute, seconds, fraction) - offset(zone);
}

/** @param half AM or PM; undefined where the clock has twenty-four hours */
function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
  return half === undefined ? hour : String((Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0));
}

/** Without the narrow blanks that browsers put into times, and none around. */
export function plainBlanks(text: string): string {
  return text.trim().replace(/[\u202f\u00a0]/g, ' ');
}

/** Seconds, milliseconds, microseconds or nanoseconds, told by their size. */
function epoch(value: number): number {
  if (!(value > 1e8)) return Number.NaN;
  if (value < 1e11) return Math.round(value * 1000);
  if (value < 1e14) return Math.round(value);
  return Math.round(value < 1e17 ? value / 1000 : value / 1e6);
}

/** `Fri, 16 Jun 2023 14:06:45 GMT`, `Jun 16, 2023 14:06:45 UTC`: only with a zone in words. */
function named(text: string): number {
  const last = YEAR_LAST.exec(text);
  if (last !== null) {
    const [, name = '', day, hour, minute, second, zone, year] = last;
    return (
      utc(year, String(MONTHS.indexOf(name.toLowerCase()) + 1), day, hour, minute, second, undefined) - offset(zone)
    );
  }
  return MONTH_NAME.test(text) && /(?:GMT|UTC|Z|[+-]\d{4})\)?$/.test(text) ? Date.parse(text) : Number.NaN;
}

function utc(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
): number {
  const [m, d, h, min, s] = [Number(month), Number(day), Number(hour), Number(minute), Number(second ?? 0)];
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 24 || min > 59 || s > 60) return Number.NaN;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  return Date.UTC(Number(year), m - 1, d, h, min, s, ms);
}

/** NaN for a zone that is not known: its time could be any. */
function offset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  if (/^[A-Z]{3}$/i.test(zone)) return (ZONES.get(zone.toUpperCase()) ?? Number.NaN) * 3_600_000;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
