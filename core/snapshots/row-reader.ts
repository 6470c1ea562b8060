/**
 * In: an object of an export. Out: its values by name, whatever the case and nesting that Graph, a cmdlet or a CSV gave them.
 * What is missing, empty or not of the kind asked for is null: never a guess.
 */
import type { SnapshotRow } from '../model/snapshot.ts';

/** Longest text that is kept of a value. */
const MOST = 2000;

export class RowReader {
  private readonly values: ReadonlyMap<string, unknown>;

  constructor(row: SnapshotRow) {
    this.values = new Map(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.values.has(name.toLowerCase()));
  }

  /** The first of the names that has a value; `a.b` is the `b` inside `a`. */
  value(...names: readonly string[]): unknown {
    for (const name of names) {
      const [first = '', ...rest] = name.split('.');
      let found = this.values.get(first.toLowerCase());
      for (const step of rest) found = isObject(found) ? new RowReader(found).value(step) : undefined;
      if (found !== undefined && found !== null && found !== '' && found !== '-') return found;
    }
    return null;
  }

  text(...names: readonly string[]): string | null {
    const found = this.value(...names);
    if (typeof found === 'number' || typeof found === 'boolean') return String(found);
    if (typeof found !== 'string') return null;
    return found.trim().slice(0, MOST) || null;
  }

  lower(...names: readonly string[]): string | null {
    return this.text(...names)?.toLowerCase() ?? null;
  }

  flag(...names: readonly string[]): boolean | null {
    const found = this.value(...names);
    if (typeof found === 'boolean') return found;
    if (typeof found !== 'string') return null;
    if (/^(?:true|yes|enabled|1)$/i.test(found.trim())) return true;
    return /^(?:false|no|disabled|0)$/i.test(found.trim()) ? false : null;
  }

  /** Milliseconds since the epoch. */
  instant(...names: readonly string[]): number | null {
    const found = this.value(...names);
    return typeof found === 'string' ? instantOf(found) : null;
  }

  /** Texts of a list, or of a text that lists them by lines, semicolons or commas. */
  texts(...names: readonly string[]): readonly string[] {
    const found = this.value(...names);
    const parts = Array.isArray(found) ? found : typeof found === 'string' ? found.split(/[\r\n;,]+/) : [];
    return parts
      .filter((part) => typeof part === 'string')
      .map((part) => part.trim().replace(/^[{["']+|[}\]"']+$/g, ''))
      .filter((part) => part !== '')
      .map((part) => part.slice(0, MOST));
  }

  /** Objects of a list, also one that stands in a cell as JSON. */
  objects(...names: readonly string[]): readonly RowReader[] {
    const found = parsed(this.value(...names));
    const parts = Array.isArray(found) ? found : [found];
    return parts.filter(isObject).map((part) => new RowReader(part));
  }
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is SnapshotRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?\s?(AM|PM)?$/i;

/** ISO times (UTC unless they say otherwise) and those slashed ones whose order of day and month is beyond doubt. */
export function instantOf(text: string): number | null {
  const iso = ISO.exec(text.trim());
  if (iso !== null) {
    const [, date = '', time = '00:00', zone = 'Z'] = iso;
    // The year 1 is how .NET writes "never".
    if (date.startsWith('0001')) return null;
    const at = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
    return Number.isNaN(at) ? null : at;
  }
  const [, a, b, year, hour, minute, second = 0, half] = SLASHED.exec(text.trim()) ?? [];
  if (a === undefined) return null;
  // Half days are written in the American order only.
  const isAmerican = half !== undefined || Number(b) > 12;
  if (!isAmerican && Number(a) <= 12) return null;
  const [month, day] = isAmerican ? [Number(a), Number(b)] : [Number(b), Number(a)];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  if (month > 12 || day > 31 || hours > 23) return null;
  return Date.UTC(Number(year), month - 1, day, hours, Number(minute), Number(second));
}
