/** In: a day as `1Jan2025` or ` 1Jan2025`, as Check Point's tools write it. Out: milliseconds since 1970 at 00:00, NaN for anything else. */
import { dateMs, monthAt } from '../shared/calendar.ts';
import { fourDigits, parseUint, skipDigits } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';

export function readCompactDate(text: string, start: number, end: number): number {
  const from = skipSpaces(text, start, end);
  const dayEnd = skipDigits(text, from, Math.min(end, from + 2));
  if (dayEnd === from || dayEnd + 7 > end) return Number.NaN;
  return dateMs(fourDigits(text, dayEnd + 3, end), monthAt(text, dayEnd, end), parseUint(text, from, dayEnd));
}
