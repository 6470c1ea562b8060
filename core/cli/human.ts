/** Figures and names for people: fixed English forms, "–" for unknown, nothing that a terminal would obey. */

import { HIDDEN } from '../kit/visible-text.ts';

export const UNKNOWN = '–';

export function humanNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : value.toLocaleString('en-US');
}

/** "1 line", "1,234 lines". */
export function humanCount(value: number, one: string, many = `${one}s`): string {
  return `${humanNumber(value)} ${value === 1 ? one : many}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Binary units as in the console, so that figures can be compared; three figures: 1.18 MiB. */
export function humanBytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN;
  let amount = value;
  let unit = 0;
  while (Math.abs(amount) >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const text =
    unit === 0 || amount >= 99.95 ? amount.toFixed(0) : amount >= 9.995 ? amount.toFixed(1) : amount.toFixed(2);
  return `${text} ${UNITS[unit] ?? 'B'}`;
}

/** Seconds as 45 s, 3 min 20 s or 2 h 5 min. */
export function humanSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A score with what it leaves open: `8 (5.3–9.9, 54 % known)`; `~` before an estimate, `set by hand` behind an override. */
export function humanScore(facts: {
  readonly score: number | null;
  readonly scoreLow: number | null;
  readonly scoreHigh: number | null;
  readonly scoreBasis: string;
  readonly coverage: number | null;
}): string {
  const { score, scoreLow, scoreHigh, scoreBasis, coverage } = facts;
  if (score === null) return UNKNOWN;
  if (scoreBasis === 'override') return `${score} (set by hand)`;
  const share = `${Math.round((coverage ?? 0) * 100)} % known`;
  return `${scoreBasis === 'estimated' ? '~' : ''}${score} (${scoreLow?.toFixed(1)}–${scoreHigh?.toFixed(1)}, ${share})`;
}

const OBEYED = new RegExp(`[\\p{Cc}${HIDDEN}]`, 'gu');
const OBEYED_IN_LINE = new RegExp(`[^\\P{Cc}\\t]|[${HIDDEN}]`, 'gu');
const MARK = '\u00b7';

/** A log can name a host so that it moves the cursor, renames the window or reads backwards: what does so becomes a visible mark. */
export function printable(text: string): string {
  return text.replace(OBEYED, MARK);
}

/** The same for a whole line, in which tabs part its fields. */
export function printableLine(text: string): string {
  return text.replace(OBEYED_IN_LINE, MARK);
}
