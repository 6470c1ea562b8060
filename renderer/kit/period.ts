import { formatInstant } from './format.ts';

/** A period in words; its end is excluded, so a range that ends at midnight ends with the day before. */
export function periodText(range: { readonly from: number; readonly to: number } | null, zone: string): string {
  if (range === null) return 'No data';
  const from = formatInstant(range.from, zone);
  const last = formatInstant(range.to - 1, zone);
  const whole = from.endsWith('00:00') && last.endsWith('23:59');
  return whole
    ? from.slice(0, 10) === last.slice(0, 10)
      ? from.slice(0, 10)
      : `${from.slice(0, 10)} to ${last.slice(0, 10)}`
    : `${from} to ${last}`;
}
