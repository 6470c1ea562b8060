/**
 * In: batches of the parsers. Out: committed blocks, words and kept lines of one import in state 'running'.
 * Guarantee: one transaction a batch, on disk by the time the import is published; what repeats an activity that is stored, or one of this import, is marked so.
 */
import type { Statement } from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import type { ActivityBatch } from '../../ingest/activities/activity-batch.ts';
import {
  type ActivityColumns,
  COLUMN_LIST,
  COLUMN_NUMBERS,
  type FilteredHash,
  HASH_FILTERS,
  RECORD_GRAMS,
  WORD_COLUMN_LIST,
  WORD_COLUMNS,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import type { WriteConnection } from '../open.ts';
import type { ActivityBlock } from './activity-store.ts';
import { encodeBlockColumn } from './block-columns.ts';
import { packHashFilter } from './hash-filter.ts';
import { type Marker, markerOf } from './marks.ts';
import { packRecordGrams } from './part-grams.ts';
import { WordTable } from './word-table.ts';

const FILTERED_HASHES = Object.keys(HASH_FILTERS) as readonly FilteredHash[];

/** Words kept in memory; what is beyond them is looked up. */
const MAX_KNOWN = 1_000_000;

class WordBook {
  private readonly known = new Map<WordColumn, Map<string, number>>(WORD_COLUMN_LIST.map((name) => [name, new Map()]));
  private count = 0;
  private readonly table: WordTable;

  constructor(db: WriteConnection) {
    this.table = new WordTable(db);
    const names = new Map(WORD_COLUMN_LIST.map((name) => [WORD_COLUMNS[name] as number, name]));
    const words = db
      .prepare<[number], { id: number; kind: number; text: string }>('SELECT id, kind, text FROM activity_word LIMIT ?')
      .iterate(MAX_KNOWN);
    for (const { id, kind, text } of words) {
      const name = names.get(kind);
      if (name !== undefined) this.remember(name, text, id);
    }
  }

  private remember(name: WordColumn, text: string, id: number): void {
    if (this.count >= MAX_KNOWN) return;
    this.known.get(name)?.set(text, id);
    this.count++;
  }

  /** While every word is in memory, one that is not there is nowhere. */
  private numberOf(name: WordColumn, text: string): number {
    const stored = this.count < MAX_KNOWN ? undefined : this.table.find(name, text);
    // Somebody else may have added it meanwhile.
    const id = stored ?? this.table.add(name, text);
    this.remember(name, text, id);
    return id;
  }

  /** Numbers of a batch's words, by their place in it; 0 stays 0. */
  numbers(name: WordColumn, texts: readonly string[]): Uint32Array {
    const known = this.known.get(name);
    const numbers = new Uint32Array(texts.length + 1);
    for (const [at, text] of texts.entries()) numbers[at + 1] = known?.get(text) ?? this.numberOf(name, text);
    return numbers;
  }
}

/** Takes in blocks as they were stored, with the numbers and texts of the words that each has. */
export type TakeBlock = (stored: {
  readonly block: ActivityBlock;
  readonly columns: ActivityColumns;
  words(name: WordColumn): Iterable<readonly [number, string]>;
}) => void;

export class ActivityWriter {
  private readonly db: WriteConnection;
  private readonly importId: number;
  private readonly marker: Marker;
  private readonly take: TakeBlock | null;
  private failed = false;
  private readonly words: WordBook;
  private readonly addBlock: Statement<[number, number, number, number, number, number]>;
  private readonly addColumn: Statement<[number, number, Buffer]>;
  private readonly addRaw: Statement<[number, number, Uint8Array]>;
  private readonly addSealed: Statement<[string, string]>;

  /** @param take is given each block once it is stored */
  constructor(db: WriteConnection, importId: number, take: TakeBlock | null = null) {
    this.db = db;
    this.importId = importId;
    this.take = take;
    this.marker = markerOf(db, importId);
    this.words = new WordBook(db);
    this.addBlock = db.prepare(
      'INSERT INTO activity_block (import, file, slice, rows, time_min, time_max, first_line) VALUES (?, ?, ?, ?, ?, ?, 0)',
    );
    this.addColumn = db.prepare('INSERT INTO activity_column (block, col, data) VALUES (?, ?, ?)');
    this.addSealed = db.prepare('INSERT INTO sealed_value (mark, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.addRaw = db.prepare('INSERT INTO activity_raw (block, first, data) VALUES (?, ?, ?)');
  }

  /** Stores one batch. @returns how many of its rows repeat earlier ones */
  append(batch: ActivityBatch): number {
    if (this.failed) {
      throw new AppError('import.unknown', `Import ${this.importId} failed and takes no more activities.`, {
        id: this.importId,
      });
    }
    try {
      return this.db.transaction(() => this.store(batch)).immediate();
    } catch (cause) {
      // Words and marks that were rolled back are not known any more.
      this.failed = true;
      throw cause;
    }
  }

  private store(batch: ActivityBatch): number {
    const { columns, rows } = batch;
    const numbersOf = new Map<WordColumn, Uint32Array>();
    for (const name of WORD_COLUMN_LIST) {
      const numbers = this.words.numbers(name, batch.words[name]);
      numbersOf.set(name, numbers);
      const column = columns[name];
      for (let row = 0; row < rows; row++) column[row] = numbers[column[row] ?? 0] ?? 0;
    }
    const { marks, repeated } = this.marker.mark(columns);
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (const time of columns.time) {
      if (time < min) min = time;
      if (time > max) max = time;
    }
    const { lastInsertRowid } = this.addBlock.run(this.importId, batch.file, batch.slice, rows, min, max);
    const block = Number(lastInsertRowid);
    for (const name of COLUMN_LIST) {
      this.addColumn.run(block, COLUMN_NUMBERS[name], encodeBlockColumn(name, name === 'mark' ? marks : columns[name]));
    }
    for (const name of FILTERED_HASHES) {
      const filter = packHashFilter(columns[name]);
      if (filter !== null) this.addColumn.run(block, HASH_FILTERS[name], filter);
    }
    for (const word of batch.sealed) this.addSealed.run(...word);
    for (const part of batch.raw) this.addRaw.run(block, part.first, part.packed);
    const grams = packRecordGrams(batch.raw);
    if (grams !== null) this.addColumn.run(block, RECORD_GRAMS, grams);
    const { file } = batch;
    this.take?.({
      block: { id: block, import: this.importId, file, rows, timeMin: min, timeMax: max, firstLine: 0, revision: 0 },
      columns: { ...columns, mark: marks },
      words: (name) => batch.words[name].map((text, at) => [numbersOf.get(name)?.[at + 1] ?? 0, text] as const),
    });
    return repeated;
  }
}
