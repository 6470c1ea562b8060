/**
 * In: an object of an export. Out: its values by name, whatever the case and nesting that Graph, a cmdlet or a CSV gave them.
 * What is missing, empty or not of the kind asked for is null: never a guess.
 */
import { readLocaleTime } from '../kit/times.ts';
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
    // PowerShell gives some times as an object, with the words of the machine's locale beside the time itself.
    const time = isObject(found) ? found.value : found;
    return typeof time === 'string' ? instantOf(time) : null;
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

/** What lies before is how .NET writes "never": the year 1. */
const YEAR_1000 = Date.UTC(1000, 0, 1);

/** ISO times (UTC unless they say otherwise) and those of a reader's locale whose order of day and month is beyond doubt. */
export function instantOf(text: string): number | null {
  const iso = ISO.exec(text.trim());
  if (iso !== null) {
    const [, date = '', time = '00:00', zone = 'Z'] = iso;
    // The year 1 is how .NET writes "never".
    if (date.startsWith('0001')) return null;
    const at = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
    return Number.isNaN(at) ? null : at;
  }
  const at = readLocaleTime(text);
  return Number.isNaN(at) || at < YEAR_1000 ? null : at;
}
