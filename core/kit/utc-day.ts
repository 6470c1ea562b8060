/** Days and minutes of UTC, which no clock change makes longer or shorter. */

const DAY_MS = 86_400_000;

/** @param ms milliseconds since 1970 @returns days since 1970 */
export function utcDay(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** @param day days since 1970 @returns `2026-03-02` */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** @param ms milliseconds since 1970 @returns `2026-03-02 08:30 UTC` */
export function utcMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
