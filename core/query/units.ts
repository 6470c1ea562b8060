/** Numbers of the text form: plain, percent, and bytes in decimal (KB, MB …) or binary (KiB, MiB …) units. */

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
};
const DECIMAL = ['PB', 'TB', 'GB', 'MB', 'KB'] as const;
const BINARY = ['PiB', 'TiB', 'GiB', 'MiB', 'KiB'] as const;
const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)(%)?$/i;
const BYTES = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*([kmgtp]?i?b)$/i;

/** `30%` is 0.3; null when the text is no number. */
export function parseNumber(text: string): number | null {
  const parts = NUMBER.exec(text);
  if (parts === null) return null;
  const value = Number(parts[1]) / (parts[2] === undefined ? 1 : 100);
  return Number.isFinite(value) ? value + 0 : null;
}

/** Bytes, rounded to whole ones; null when the text is no amount. */
export function parseBytes(text: string): number | null {
  const parts = BYTES.exec(text);
  if (parts === null) return text.endsWith('%') ? null : parseNumber(text);
  const unit = UNITS[(parts[2] ?? '').toLowerCase()];
  if (unit === undefined) return null;
  const value = Math.round(Number(parts[1]) * unit) + 0;
  return Number.isFinite(value) ? value : null;
}

/** Plain digits of a number; String() may answer with an exponent, which the text form reads too. */
export function printNumber(value: number): string {
  return String(value + 0);
}

/** The largest unit that divides the amount exactly, decimal units first, else plain bytes. */
export function printBytes(value: number): string {
  if (!Number.isSafeInteger(value) || value === 0) return printNumber(value);
  for (const unit of [...DECIMAL, ...BINARY]) {
    const size = UNITS[unit.toLowerCase()] ?? 1;
    if (value % size === 0) return `${value / size}${unit}`;
  }
  return printNumber(value);
}
