/**
 * In: a pattern such as `d/M/yyyy HH:mm:ss` (the letters of Unicode's date patterns). Out: a reader that walks a value along it.
 * Guarantee: a reader looks at each character once, allocates nothing, and leaves its target alone when the value does not fit.
 */
import { dateMs, monthAt, weekdayLength } from '../shared/calendar.ts';
import { isDigit, parseUint, skipDigits } from '../shared/numbers.ts';
import { type TimeTarget, YEARLESS_YEAR } from '../shared/time.ts';

/** Reads text[start, end), all of it. @returns false when it does not fit */
export type TimeReader = (text: string, start: number, end: number, out: TimeTarget) => boolean;

type Step =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'number'; readonly part: Part; readonly min: number; readonly max: number }
  | { readonly kind: 'month' | 'weekday' | 'half' | 'zone' | 'fraction' };

type Part = 'year' | 'month' | 'day' | 'hour' | 'hour12' | 'minute' | 'second';

const LETTERS: Readonly<Record<string, Part>> = {
  y: 'year',
  M: 'month',
  d: 'day',
  H: 'hour',
  h: 'hour12',
  m: 'minute',
  s: 'second',
};

/** What a pattern may be made of, for messages. */
export const PATTERN_LETTERS = 'yyyy yy M MM MMM d dd EEE H HH h hh a m mm s ss SSS Z, and text in single quotes';

/** @returns the steps, or why the pattern cannot be used, in words */
export function compilePattern(pattern: string): TimeReader | string {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern.charAt(at);
    if (letter === "'") {
      const close = pattern.indexOf("'", at + 1);
      if (close < 0) return 'a quote is not closed';
      steps.push({ kind: 'literal', text: close === at + 1 ? "'" : pattern.slice(at + 1, close) });
      at = close + 1;
      continue;
    }
    let width = 1;
    while (pattern.charAt(at + width) === letter) width++;
    const step = stepOf(letter, width);
    if (typeof step === 'string') return step;
    steps.push(step);
    at += width;
  }
  const has = (part: Part): boolean => steps.some((step) => step.kind === 'number' && step.part === part);
  if (!has('day') || !(has('month') || steps.some((step) => step.kind === 'month'))) return 'day and month are needed';
  if (!has('hour') && !has('hour12')) return 'the hour is needed';
  return readerOf(steps);
}

function stepOf(letter: string, width: number): Step | string {
  if (!/[A-Za-z]/.test(letter)) return { kind: 'literal', text: letter.repeat(width) };
  if (letter === 'E') return { kind: 'weekday' };
  if (letter === 'a') return { kind: 'half' };
  if (letter === 'S') return { kind: 'fraction' };
  if (letter === 'Z' || letter === 'X' || letter === 'x' || letter === 'z') return { kind: 'zone' };
  if (letter === 'M' && width >= 3) return { kind: 'month' };
  const part = LETTERS[letter];
  if (part === undefined) return `the letter ${letter} means nothing here (known: ${PATTERN_LETTERS})`;
  if (part === 'year') return { kind: 'number', part, min: width === 2 ? 2 : 4, max: width === 2 ? 2 : 4 };
  return { kind: 'number', part, min: width >= 2 ? 2 : 1, max: 2 };
}

/** What one value says; filled anew for each. */
interface Read {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  /** 0 none, 1 a.m., 2 p.m. */
  half: number;
  /** Minutes east of UTC; NaN when the value names no zone. */
  zone: number;
}

function readerOf(steps: readonly Step[]): TimeReader {
  const read: Read = { year: -1, month: 0, day: 0, hour: 0, minute: 0, second: 0, ms: 0, half: 0, zone: Number.NaN };
  return (text, start, end, out) => {
    read.year = -1;
    read.hour = 0;
    read.minute = 0;
    read.second = 0;
    read.ms = 0;
    read.half = 0;
    read.zone = Number.NaN;
    let at = start;
    for (const step of steps) {
      at = walk(step, text, at, end, read);
      if (at < 0) return false;
    }
    return at === end && settle(read, out);
  };
}

function walk(step: Step, text: string, at: number, end: number, read: Read): number {
  switch (step.kind) {
    case 'literal':
      return literal(step.text, text, at, end);
    case 'number': {
      const stop = skipDigits(text, at, Math.min(end, at + step.max));
      if (stop - at < step.min) return -1;
      setPart(read, step.part, parseUint(text, at, stop));
      return stop;
    }
    case 'month': {
      read.month = monthAt(text, at, end);
      return read.month === 0 ? -1 : skipLetters(text, at, end);
    }
    case 'weekday':
      return weekdayLength(text, at, end) === 0 ? -1 : skipLetters(text, at, end);
    case 'half': {
      const letter = at + 1 < end ? text.charCodeAt(at) | 32 : 0;
      if ((letter !== 97 && letter !== 112) || (text.charCodeAt(at + 1) | 32) !== 109) return -1;
      read.half = letter === 97 ? 1 : 2;
      return at + 2;
    }
    case 'fraction': {
      const stop = skipDigits(text, at, end);
      if (stop === at) return -1;
      const width = Math.min(3, stop - at);
      read.ms = parseUint(text, at, at + width) * 10 ** (3 - width);
      return stop;
    }
    case 'zone':
      return readZone(text, at, end, read);
  }
}

/** A blank in the pattern stands for any number of blanks in the value. */
function literal(word: string, text: string, at: number, end: number): number {
  if (word.trim() === '') {
    let stop = at;
    while (stop < end && text.charCodeAt(stop) <= 32) stop++;
    return stop === at ? -1 : stop;
  }
  return at + word.length <= end && text.startsWith(word, at) ? at + word.length : -1;
}

function setPart(read: Read, part: Part, value: number): void {
  switch (part) {
    case 'year':
      read.year = value < 100 ? value + (value < 70 ? 2000 : 1900) : value;
      break;
    case 'hour':
    case 'hour12':
      read.hour = value;
      break;
    default:
      read[part] = value;
  }
}

function skipLetters(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && (text.charCodeAt(stop) | 32) >= 97 && (text.charCodeAt(stop) | 32) <= 122) stop++;
  return stop;
}

/** `Z`, `UTC`, `GMT`, `+01`, `+0100`, `+01:00`. */
function readZone(text: string, at: number, end: number, read: Read): number {
  const sign = at < end ? text.charCodeAt(at) : 0;
  if (sign === 43 || sign === 45) {
    const hours = skipDigits(text, at + 1, Math.min(end, at + 3));
    if (hours !== at + 3) return -1;
    const from = hours < end && text.charCodeAt(hours) === 58 ? hours + 1 : hours;
    const stop = skipDigits(text, from, Math.min(end, from + 2));
    const hasMinutes = stop === from + 2;
    const minutes = parseUint(text, at + 1, hours) * 60 + (hasMinutes ? parseUint(text, from, stop) : 0);
    read.zone = sign === 45 ? -minutes : minutes;
    return hasMinutes ? stop : hours;
  }
  const stop = skipLetters(text, at, end);
  const word = text.substring(at, stop).toUpperCase();
  if (word !== 'Z' && word !== 'UTC' && word !== 'GMT') return -1;
  read.zone = 0;
  return stop;
}

function settle(read: Read, out: TimeTarget): boolean {
  const { half, minute, second } = read;
  if (half > 0 && (read.hour < 1 || read.hour > 12)) return false;
  const hour = half === 0 ? read.hour : (read.hour % 12) + (half === 2 ? 12 : 0);
  if (hour > 23 || minute > 59 || second > 60) return false;
  const isYearless = read.year < 0;
  const day = dateMs(isYearless ? YEARLESS_YEAR : read.year, read.month, read.day);
  if (Number.isNaN(day)) return false;
  const wall = day + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + read.ms;
  const isLocal = Number.isNaN(read.zone);
  out.timeMs = isLocal ? wall : wall - read.zone * 60_000;
  out.timeIsLocal = isLocal;
  out.timeIsYearless = isYearless;
  return true;
}

const EPOCH_DIVISORS: Readonly<Record<string, number>> = {
  'epoch-s': 0.001,
  'epoch-ms': 1,
  'epoch-us': 1000,
  'epoch-ns': 1_000_000,
};

/** A reader for seconds, milliseconds, microseconds or nanoseconds since 1970, with or without a fraction; undefined for another word. */
export function epochReader(unit: string): TimeReader | undefined {
  const divisor = EPOCH_DIVISORS[unit];
  if (divisor === undefined) return undefined;
  return (text, start, end, out) => {
    const stop = skipDigits(text, start, end);
    if (stop === start || stop - start > 20) return false;
    let value = Number(text.substring(start, stop));
    if (stop < end) {
      if (text.charCodeAt(stop) !== 46 || stop + 1 >= end || !isDigit(text.charCodeAt(stop + 1))) return false;
      if (skipDigits(text, stop + 1, end) !== end) return false;
      value += Number(`0${text.substring(stop, Math.min(end, stop + 10))}`);
    }
    out.timeMs = Math.floor(value / divisor);
    out.timeIsLocal = false;
    out.timeIsYearless = false;
    return true;
  };
}
