import type { Zone } from '../kit/zone.ts';

/**
 * An instant (ms since the epoch) as ISO 8601 without milliseconds: `…Z` in UTC, else local time with the zone's offset at
 * that moment. Null stays null.
 */
export function formatInstant(ms: number | null | undefined, zone?: Zone): string | null {
  if (ms === null || ms === undefined || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null;
  const offset = zone === undefined ? 0 : zone.offsetAtUtc(ms);
  const text = new Date(ms + offset).toISOString().slice(0, -5);
  if (offset === 0) return `${text}Z`;
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
