/**
 * In: an IANA zone name and a wall-clock time. Out: the zone's offset, cheaply enough to ask for every line.
 *
 * Offsets come from Intl and are kept per quarter of an hour: every zone's offsets since 1995 are multiples of 15 minutes and change
 * on such boundaries. Wall-clock times that a change skips are read with the offset before it (they move forward by the gap); times
 * that occur twice are read as the first, unless the second is asked for.
 */

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;

/** Quarters kept at once: more than a year, so that a log of mixed dates does not thrash; then the table starts anew. */
const MAX_CACHED = 65_536;

export interface Zone {
  readonly name: string;
  /** Offset in ms of the zone at an instant: wall = utc + offset. */
  offsetAtUtc(utcMs: number): number;
  /** Offset in ms for a wall-clock time: utc = wall - offset. */
  offsetAtWall(wallMs: number): number;
  /** The same, of the second time that the clock shows it; `offsetAtWall` where it does so once. */
  laterOffsetAtWall(wallMs: number): number;
}

const UTC_ZONE = fixedZone('UTC', 0);

/**
 * The zone of an IANA name (`Europe/Berlin`), `UTC`, or a fixed offset (`+05:30`).
 * @returns undefined when the name is unknown
 */
export function createZone(name: string): Zone | undefined {
  if (name === 'UTC' || name === 'Z' || name === 'GMT' || name === 'Etc/UTC') return UTC_ZONE;
  const fixed = fixedOffset(name);
  if (fixed !== undefined) return fixedZone(name, fixed);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    return undefined;
  }
  return new IntlZone(name, format);
}

function fixedZone(name: string, offset: number): Zone {
  return { name, offsetAtUtc: () => offset, offsetAtWall: () => offset, laterOffsetAtWall: () => offset };
}

function fixedOffset(name: string): number | undefined {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(name);
  if (parts === null) return undefined;
  const ms = (Number(parts[2]) * 60 + Number(parts[3])) * 60_000;
  return parts[1] === '-' ? -ms : ms;
}

class IntlZone implements Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #utc = new Map<number, number>();
  readonly #wall = new Map<number, number>();
  readonly #later = new Map<number, number>();
  #lastUtc = Number.NaN;
  #lastUtcOffset = 0;
  #lastWall = Number.NaN;
  #lastWallOffset = 0;

  constructor(name: string, format: Intl.DateTimeFormat) {
    this.name = name;
    this.#format = format;
  }

  offsetAtUtc(utcMs: number): number {
    const quarter = Math.floor(utcMs / QUARTER_MS);
    if (quarter === this.#lastUtc) return this.#lastUtcOffset;
    let offset = this.#utc.get(quarter);
    if (offset === undefined) {
      offset = this.#ask(quarter * QUARTER_MS);
      remember(this.#utc, quarter, offset);
    }
    this.#lastUtc = quarter;
    this.#lastUtcOffset = offset;
    return offset;
  }

  offsetAtWall(wallMs: number): number {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    if (quarter === this.#lastWall) return this.#lastWallOffset;
    let offset = this.#wall.get(quarter);
    if (offset === undefined) {
      offset = this.#resolve(quarter * QUARTER_MS);
      remember(this.#wall, quarter, offset);
    }
    this.#lastWall = quarter;
    this.#lastWallOffset = offset;
    return offset;
  }

  laterOffsetAtWall(wallMs: number): number {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    let offset = this.#later.get(quarter);
    if (offset === undefined) {
      const start = quarter * QUARTER_MS;
      const after = this.offsetAtUtc(start + DAY_MS);
      offset = this.offsetAtUtc(start - after) === after ? after : this.offsetAtWall(start);
      remember(this.#later, quarter, offset);
    }
    return offset;
  }

  /** The offsets a day before and after bracket any single change; the one that leads back to the wall time is right. */
  #resolve(wallMs: number): number {
    const before = this.offsetAtUtc(wallMs - DAY_MS);
    const after = this.offsetAtUtc(wallMs + DAY_MS);
    if (before === after || this.offsetAtUtc(wallMs - before) === before) return before;
    return this.offsetAtUtc(wallMs - after) === after ? after : before;
  }

  #ask(utcMs: number): number {
    if (!(Math.abs(utcMs) < 8.64e15)) return 0;
    const field: Record<string, string> = {};
    for (const part of this.#format.formatToParts(utcMs)) field[part.type] = part.value;
    const year = field.era === 'BC' ? 1 - Number(field.year) : Number(field.year);
    const wall = Date.UTC(
      year,
      Number(field.month) - 1,
      Number(field.day),
      Number(field.hour),
      Number(field.minute),
      Number(field.second),
    );
    return Number.isFinite(wall) ? wall - utcMs : 0;
  }
}

function remember(table: Map<number, number>, key: number, value: number): void {
  if (table.size >= MAX_CACHED) table.clear();
  table.set(key, value);
}
