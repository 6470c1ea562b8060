/**
 * In: what FortiWeb says of its zone: `timezone="(GMT+1:00)Berlin"`, and `timezone_dayst="GMTg-2"` for the offset of the season.
 * Out: minutes east of UTC, NaN when it is neither.
 */

/** The sign is that of POSIX, minutes to be added for UTC. */
const SEASON = /^GMT[a-z]?([+-])(\d{1,2})(?::(\d{2}))?$/;
const PLACE = /^\(GMT(?:([+-])(\d{1,2})(?::?(\d{2}))?)?\)/;

/** Of `timezone_dayst`. */
export function seasonMinutes(value: string): number {
  const parts = SEASON.exec(value);
  return parts === null ? Number.NaN : -minutesOf(parts) || 0;
}

/** Of `timezone`. */
export function placeMinutes(value: string): number {
  const parts = PLACE.exec(value);
  return parts === null ? Number.NaN : minutesOf(parts);
}

function minutesOf([, sign, hours = '0', minutes = '0']: RegExpExecArray): number {
  const total = Number(hours) * 60 + Number(minutes);
  if (total > 14 * 60) return Number.NaN;
  return sign === '-' ? -total : total;
}
