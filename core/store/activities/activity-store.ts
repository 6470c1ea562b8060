/**
 * What a reader thread holds of the activities: the list of blocks, decoded columns by use, words.
 * Guarantee: brought up to date before each question; memory for columns is bounded.
 */
import {
  type ActivityColumn,
  type ActivityColumns,
  COLUMN_NUMBERS,
  type FilteredHash,
  REPEATED,
  type ValueColumn,
  WORD_COLUMNS,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';
import { ActivityWords } from './activity-words.ts';
import { type BlockCells, cellReader } from './block-cells.ts';
import { BlockColumns } from './block-columns.ts';
import { mayHold } from './hash-filter.ts';
import type { PackedColumn } from './packed-column.ts';

/** A block as it is stored. */
export interface StoredBlock {
  readonly id: number;
  readonly import: number;
  readonly file: number;
  readonly rows: number;
  readonly timeMin: number;
  readonly timeMax: number;
  readonly firstLine: number;
  readonly revision: number;
}

export interface ActivityBlock extends StoredBlock {
  /** When its import began, ms since 1970. */
  readonly created: number;
  readonly stream: string;
}

/** Decoded columns kept in memory where nothing else is said. */
const CACHE_BYTES = 384 * 1024 * 1024;

/** As migration 0029 has it, so that its index answers. */
const MARKED = `SELECT DISTINCT block FROM activity_column
  WHERE col IN (${COLUMN_NUMBERS.mark}, ${COLUMN_NUMBERS.private}) AND length(data) > 1`;

/** Whether audit logs were imported. */
export function hasActivities(db: ReadConnection): boolean {
  return db.prepare('SELECT 1 FROM activity_block LIMIT 1').get() !== undefined;
}

/** Columns that filters, searches and figures over time ask for most. */
const OFTEN = [
  'type',
  'user',
  'ip',
  'operation',
  'app',
  'object',
  'outcome',
  'flags',
  'userName',
  'target',
] as const satisfies readonly ValueColumn[];
/** Of the cache for them; the rest is for what is really asked. */
const OFTEN_SHARE = 0.5;

/** Roughly, of a column's place in the cache. */
const ENTRY_BYTES = 128;
/** More are not worth their memory. */
const MOST_DISTINCT = 2048;

interface Held {
  readonly value: ActivityColumns[ActivityColumn] | PackedColumn | BlockCells | null;
  /** 0 where others share it. */
  readonly bytes: number;
}

export class ActivityStore {
  readonly db: ReadConnection;
  readonly words: ActivityWords;
  /** Of visible imports, newest time first. */
  blocks: readonly ActivityBlock[] = [];
  private version = -1;
  private readonly cacheBytes: number;
  private readonly columns: BlockColumns;
  private readonly readCells: ReturnType<typeof cellReader>;
  private readonly cache = new Map<string, Held>();
  private bytes = 0;
  /** By block, then column; of blocks that are there no longer they go with the next refresh. */
  private distincts = new Map<number, Map<ActivityColumn, Uint32Array | null>>();
  /** Ids of blocks in which a row repeats another, or is private; null until they are asked for. */
  private marked: ReadonlySet<number> | null = null;
  private stamps = new Uint32Array(1);
  private stamp = 0;

  /** @param cacheBytes of decoded columns that are kept */
  constructor(db: ReadConnection, cacheBytes = CACHE_BYTES) {
    this.db = db;
    this.cacheBytes = cacheBytes;
    this.words = new ActivityWords(db);
    this.columns = new BlockColumns(db);
    this.readCells = cellReader(db);
  }

  /** Cheap when nothing changed. @param version of the data, as SQLite counts it */
  refresh(version: number): void {
    if (version === this.version) return;
    this.words.refresh();
    this.blocks = this.db
      .prepare<[], ActivityBlock>(
        `SELECT b.id, b.import, b.file, b.rows, b.time_min AS timeMin, b.time_max AS timeMax, b.first_line AS firstLine, b.revision,
           i.started AS created, s.name AS stream
         FROM activity_block b JOIN import i ON i.id = b.import JOIN stream s ON s.id = i.stream WHERE i.state = 'done' ORDER BY b.time_max DESC, b.id`,
      )
      .all();
    const ids = new Set(this.blocks.map(({ id }) => id));
    for (const id of this.distincts.keys()) if (!ids.has(id)) this.distincts.delete(id);
    this.marked = null;
    this.version = version;
  }

  /** The words or bytes that a block's column has, each once; null where they are many and not stored by themselves. */
  distinct(block: ActivityBlock, name: ValueColumn): Uint32Array | null {
    let known = this.distincts.get(block.id);
    if (known === undefined) {
      known = new Map();
      this.distincts.set(block.id, known);
    }
    // Remembered beyond the column: most blocks of a large workspace are told by them to hold nothing of what is looked for.
    let found = known.get(name);
    if (found === undefined) {
      const packed = this.packed(block, name);
      found = packed === null ? this.findDistinct(this.column(block, name)) : packed.values;
      if (found !== null && found.length > MOST_DISTINCT) return found;
      known.set(name, found);
    }
    return found;
  }

  /** Whether every row of a block is the first record of its event and none is private: no import repeats another. */
  isAllFirst(block: ActivityBlock): boolean {
    this.marked ??= new Set(this.db.prepare<[], number>(MARKED).pluck().all());
    return !this.marked.has(block.id);
  }

  private findDistinct(values: Uint32Array | Uint8Array): Uint32Array | null {
    const most = Math.max(this.words.size, 255) + 1;
    if (this.stamps.length < most) {
      this.stamps = new Uint32Array(most);
      this.stamp = 0;
    }
    const { stamps } = this;
    const stamp = ++this.stamp;
    const found = new Uint32Array(MOST_DISTINCT);
    let count = 0;
    for (let row = 0; row < values.length; row++) {
      const value = values[row] ?? 0;
      if (stamps[value] === stamp) continue;
      stamps[value] = stamp;
      if (count === MOST_DISTINCT) return null;
      found[count++] = value;
    }
    return found.slice(0, count);
  }

  /** A column as its values and their places; null where a block is stored row by row. */
  packed(block: ActivityBlock, name: ValueColumn): PackedColumn | null {
    return this.held(packedKeyOf(block, name), () => {
      const packed = name === 'mark' && this.hasPrivate(block) ? null : this.columns.packed(block, name);
      const isShared = packed === null || this.columns.isZeros(packed.places);
      return { value: packed, bytes: isShared ? 0 : packed.values.byteLength + packed.places.byteLength };
    });
  }

  /** Reads what is asked for most before anybody does, as long as the clock and the memory allow. @returns whether there is more */
  prepare(isTime: () => boolean): boolean {
    for (const name of OFTEN) {
      while (isWordColumn(name) && this.words.prepare(name)) if (!isTime()) return true;
    }
    for (const block of this.blocks) {
      for (const name of OFTEN) {
        if (this.cache.has(packedKeyOf(block, name))) continue;
        if (this.bytes >= this.cacheBytes * OFTEN_SHARE) return false;
        if (!isTime()) return true;
        this.distinct(block, name);
        this.packed(block, name);
      }
    }
    return false;
  }

  column<C extends ActivityColumn>(block: ActivityBlock, name: C): ActivityColumns[C] {
    return this.held(keyOf(block, name), () => {
      const { values, isShared } = this.columns.column(block, name);
      const isMasked = name === 'mark' && this.hasPrivate(block);
      const shown = isMasked
        ? (this.withoutPrivate(block, values as ActivityColumns['mark']) as typeof values)
        : values;
      return { value: shown, bytes: isShared && !isMasked ? 0 : shown.byteLength };
    });
  }

  /**
   * Marks as they are stored. `column` gives those that views go by: there a private row is as one that repeats another, which nothing
   * shows or counts.
   */
  allMarks(block: ActivityBlock): ActivityColumns['mark'] {
    if (!this.hasPrivate(block)) return this.column(block, 'mark');
    return this.held(`${keyOf(block, 'mark')}/all`, () => {
      const { values, isShared } = this.columns.column(block, 'mark');
      return { value: values, bytes: isShared ? 0 : values.byteLength };
    });
  }

  /** Whether a row is of a user whose activities are private. */
  isPrivate(block: ActivityBlock, row: number): boolean {
    return this.hasPrivate(block) && this.column(block, 'private')[row] === 1;
  }

  private hasPrivate(block: ActivityBlock): boolean {
    return !this.columns.isZeros(this.column(block, 'private'));
  }

  private withoutPrivate(block: ActivityBlock, marks: ActivityColumns['mark']): ActivityColumns['mark'] {
    const hidden = this.column(block, 'private');
    return marks.map((mark, row) => (hidden[row] === 1 ? REPEATED : mark));
  }

  /** False where no row of a block has any of the ids. @param hashes of ids */
  mayHold(block: ActivityBlock, name: FilteredHash, hashes: readonly number[]): boolean {
    const bits = this.held(`${keyOf(block, name)}/filter`, () => {
      const filter = this.columns.hashFilter(block, name);
      return { value: filter, bytes: filter?.byteLength ?? 0 };
    });
    return bits === null || hashes.some((hash) => mayHold(bits, hash));
  }

  /** What one row has, without spreading the column over all of them. */
  cell(block: ActivityBlock, name: ValueColumn, row: number): number {
    if (!this.cache.has(packedKeyOf(block, name))) {
      const cells = this.held(`${block.id}/cells/${block.revision}`, () => {
        const value = this.readCells(block, (name) => this.cache.has(packedKeyOf(block, name)));
        return { value, bytes: value.byteLength };
      });
      const found = cells.at(name, row);
      if (found !== null) return found;
    }
    const packed = this.packed(block, name);
    if (packed === null) return this.column(block, name)[row] ?? 0;
    return packed.values[packed.places[row] ?? 0] ?? 0;
  }

  private held<T extends Held['value']>(key: string, read: () => { readonly value: T; readonly bytes: number }): T {
    const known = this.cache.get(key);
    if (known !== undefined) {
      // Last used goes last: what is at the front goes first.
      this.cache.delete(key);
      this.cache.set(key, known);
      return known.value as T;
    }
    const found = read();
    this.cache.set(key, found);
    this.bytes += ENTRY_BYTES + found.bytes;
    for (const [old, { bytes }] of this.cache) {
      if (this.bytes <= this.cacheBytes) break;
      this.cache.delete(old);
      this.bytes -= ENTRY_BYTES + bytes;
    }
    return found.value;
  }
}

function isWordColumn(name: ValueColumn): name is WordColumn {
  return Object.hasOwn(WORD_COLUMNS, name);
}

/** Columns that are written anew, or later than the others. */
const REVISED: ReadonlySet<ActivityColumn> = new Set(['mark', 'folder']);

function keyOf(block: ActivityBlock, name: ActivityColumn): string {
  return `${block.id}/${name}/${REVISED.has(name) ? block.revision : 0}`;
}

function packedKeyOf(block: ActivityBlock, name: ActivityColumn): string {
  return `${keyOf(block, name)}/packed`;
}
