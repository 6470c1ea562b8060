import { toWallText } from './wall-time.ts';

/** Between digit groups and between a number and its unit. The narrow no-break space is too narrow to see in Inter. */
const THIN = '\u2009';
export const MISSING = '–';

const formats = new Map<number, Intl.NumberFormat>();

/** Made once each: to make one takes many times what it then takes to write a number, and a table writes thousands. */
function withDigits(most: number, least = 0): Intl.NumberFormat {
  const key = most * 10 + least;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(undefined, { maximumFractionDigits: most, minimumFractionDigits: least });
  formats.set(key, made);
  return made;
}

function grouped(format: Intl.NumberFormat, value: number): string {
  return format
    .formatToParts(value)
    .map((part) => (part.type === 'group' ? THIN : part.value))
    .join('');
}

/** A count, digits grouped by thin spaces; null is "–". */
export function formatCount(value: number | null): string {
  return value === null ? MISSING : grouped(withDigits(0), value);
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** Bytes in binary units with three significant digits; null is "–", 0 is "0 B". */
export function formatBytes(value: number | null): string {
  if (value === null) return MISSING;
  let size = Math.abs(value);
  let unit = 0;
  // 1023.5 would be shown as "1024 KiB"; it is 1 MiB.
  while (size >= 1023.5 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return `${value < 0 ? '−' : ''}${grouped(withDigits(digits, digits), size)}${THIN}${UNITS[unit] ?? ''}`;
}

/** A share 0..1 in percent: "7 %", "0.4 %", "< 0.1 %"; null is "–". */
export function formatShare(value: number | null): string {
  if (value === null) return MISSING;
  const percent = value * 100;
  if (percent > 0 && percent < 0.1) return `<${THIN}0.1${THIN}%`;
  if (percent < 100 && percent > 99.9) return `>${THIN}99.9${THIN}%`;
  return `${grouped(withDigits(percent < 10 || percent > 99 ? 1 : 0), percent)}${THIN}%`;
}

/** Large counts short, for axes and tiles: 1.2 k, 3.4 M. */
export function formatShort(value: number | null): string {
  if (value === null) return MISSING;
  const size = Math.abs(value);
  const [scale, unit] =
    size >= 999_500_000 ? [1e9, 'G'] : size >= 999_500 ? [1e6, 'M'] : size >= 10_000 ? [1e3, 'k'] : [1, ''];
  const scaled = value / scale;
  const digits = scale === 1 || Math.abs(scaled) >= 99.5 ? 0 : 1;
  const number = withDigits(digits);
  return unit === '' ? grouped(number, scaled) : `${grouped(number, scaled)}${THIN}${unit}`;
}

/** An instant in the display zone: "2024-05-31 14:05" (seconds on demand). */
export function formatInstant(value: number | null, zone: string, seconds = false): string {
  if (value === null) return MISSING;
  return toWallText(value, zone).slice(0, seconds ? 19 : 16);
}

/** A span of time in its two largest units: "3 d 4 h", "12 min 5 s"; "< 1 s" where there is less of it than that, but not nothing. */
export function formatDuration(milliseconds: number | null): string {
  if (milliseconds === null) return MISSING;
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return milliseconds > 0 ? `<${THIN}1${THIN}s` : `0${THIN}s`;
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${THIN}${unit}`)
    .join(' ');
}

/** How long before `now` an instant lies, in its largest unit: "5 min ago". */
export function formatAgo(value: number, now: number): string {
  const minutes = Math.round((now - value) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 1440) return `${Math.round(minutes / 60)} h ago`;
  return minutes < 2880 ? 'yesterday' : `${Math.round(minutes / 1440)} days ago`;
}

/** "1 file", "3 files". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
