import { twoDigits } from '../shared/numbers.ts';

const PLUS = 43;
const MINUS = 45;
const COLON = 58;

/** Minutes east of UTC of `+0100`, `-05:30`, `+02`, `Z`, `UTC` or `GMT`; NaN for anything else (zone names are ambiguous). */
export function readZoneMinutes(text: string, start: number, end: number): number {
  const sign = text.charCodeAt(start);
  if (start >= end) return Number.NaN;
  if (sign !== PLUS && sign !== MINUS) {
    const word = end - start <= 3 ? text.substring(start, end).toUpperCase() : '';
    return word === 'Z' || word === 'UTC' || word === 'GMT' ? 0 : Number.NaN;
  }
  const hours = twoDigits(text, start + 1, end);
  if (hours < 0 || hours > 14) return Number.NaN;
  let at = start + 3;
  let minutes = 0;
  if (at < end) {
    if (text.charCodeAt(at) === COLON) at++;
    minutes = twoDigits(text, at, end);
    if (minutes < 0 || minutes > 59 || at + 2 !== end) return Number.NaN;
  }
  const total = hours * 60 + minutes;
  return sign === MINUS ? -total : total;
}
