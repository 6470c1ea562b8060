import { createZone, type Zone } from '../../core/kit/zone.ts';

const zones = new Map<string, Zone>();

/** The zone by name; an unknown name counts as UTC, because showing no time at all would be worse. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = createZone(name) ?? createZone('UTC');
  if (zone === undefined) throw new Error('UTC is missing');
  zones.set(name, zone);
  return zone;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** An instant as a wall-clock text of the zone, `YYYY-MM-DD HH:mm:ss`. */
export function toWallText(instant: number, zone: string): string {
  const wall = new Date(instant + zoneOf(zone).offsetAtUtc(instant));
  const day = `${wall.getUTCFullYear()}-${two(wall.getUTCMonth() + 1)}-${two(wall.getUTCDate())}`;
  return `${day} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}:${two(wall.getUTCSeconds())}`;
}

const WALL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** The instant that a wall-clock text means in the zone, or null when it is no time. */
export function fromWallText(text: string, zone: string): number | null {
  const parts = WALL.exec(text.trim());
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour || 0, minute || 0, second || 0);
  const back = new Date(wall);
  // 30 February or 10:61 would otherwise silently be another time.
  const isReal = back.getUTCMonth() + 1 === month && back.getUTCDate() === day;
  if (!isReal || (hour || 0) > 23 || (minute || 0) > 59 || (second || 0) > 59) return null;
  return wall - zoneOf(zone).offsetAtWall(wall);
}

/** The end of the wall-clock hour that the instant lies in: cells of the cube are hours, so ranges end on one. */
export function endOfHour(instant: number, zone: string): number {
  const offset = zoneOf(zone).offsetAtUtc(instant);
  return (Math.floor((instant + offset) / 3_600_000) + 1) * 3_600_000 - offset;
}
