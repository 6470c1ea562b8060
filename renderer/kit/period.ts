import { formatInstant } from './format.ts';

type Range = { readonly from: number; readonly to: number } | null;

/** A period in words; its end is excluded, so a range that ends at midnight ends with the day before. */
export function periodText(range: Range, zone: string): string {
  return periodEnds(range, zone)?.join(' to ') ?? 'No data';
}

/** The first and the last day or minute of a period, only one where both are the same; null without a period. */
export function periodEnds(range: Range, zone: string): readonly string[] | null {
  if (range === null) return null;
  const from = formatInstant(range.from, zone);
  const last = formatInstant(range.to - 1, zone);
  const ends = [from, last];
  const areDays = from.endsWith('00:00') && last.endsWith('23:59');
  return [...new Set(areDays ? ends.map((end) => end.slice(0, 10)) : ends)];
}
