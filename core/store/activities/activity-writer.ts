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
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import { LocalIds } from '../local-ids.ts';
import type { WriteConnection } from '../open.ts';
import type { StoredBlock } from './activity-store.ts';
import { encodeBlockColumn } from './block-columns.ts';
import { packHashFilter } from './hash-filter.ts';
import { type Marker, markerOf, type RepeatedBy } from './marks.ts';
import { packRecordGrams } from './part-grams.ts';
import { WordBook } from './word-book.ts';

const FILTERED_HASHES = Object.keys(HASH_FILTERS) as readonly FilteredHash[];

/** Takes in blocks as they were stored, with the numbers and texts of the words that each has. */
export type TakeBlock = (stored: {
  readonly block: StoredBlock;
  readonly columns: ActivityColumns;
  /** Those that no earlier block of the import's same parser had. */
  words(name: WordColumn): Iterable<readonly [number, string]>;
}) => void;

type ParserWords = Readonly<Record<WordColumn, LocalIds>>;

export class ActivityWriter {
  private readonly db: WriteConnection;
  private readonly importId: number;
  private readonly marker: Marker;
  private readonly take: TakeBlock | null;
  private failed = false;
  private readonly words: WordBook;
  private readonly parsers: Map<number, ParserWords>;
  private readonly addBlock: Statement<[number, number, number, number, number, number]>;
  private readonly addColumn: Statement<[number, number, Buffer]>;
  private readonly addRaw: Statement<[number, number, Uint8Array]>;
  private readonly addSealed: Statement<[string, string]>;

  /** @param take is given each block once it is stored; @param parsers what words their numbers stand for, where some are known */
  constructor(
    db: WriteConnection,
    importId: number,
    take: TakeBlock | null = null,
    parsers: Map<number, ParserWords> = new Map(),
  ) {
    this.db = db;
    this.importId = importId;
    this.take = take;
    this.marker = markerOf(db, importId);
    this.words = new WordBook(db);
    this.parsers = parsers;
    this.addBlock = db.prepare(
      'INSERT INTO activity_block (import, file, slice, rows, time_min, time_max, first_line) VALUES (?, ?, ?, ?, ?, ?, 0)',
    );
    this.addColumn = db.prepare('INSERT INTO activity_column (block, col, data) VALUES (?, ?, ?)');
    this.addSealed = db.prepare('INSERT INTO sealed_value (mark, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.addRaw = db.prepare('INSERT INTO activity_raw (block, first, data) VALUES (?, ?, ?)');
  }

  /** One for the same import after blocks of it went: their words stay. */
  anew(): ActivityWriter {
    return new ActivityWriter(this.db, this.importId, null, this.parsers);
  }

  /** Stores one batch of a parser. @returns how many rows of each of its files repeat earlier ones, where any do */
  append(parser: number, batch: ActivityBatch): RepeatedBy {
    if (this.failed) {
      throw new AppError('import.unknown', `Import ${this.importId} failed and takes no more activities.`, {
        id: this.importId,
      });
    }
    try {
      return this.db.transaction(() => this.store(this.wordsOf(parser), batch)).immediate();
    } catch (cause) {
      // Words and marks that were rolled back are not known any more.
      this.failed = true;
      throw cause;
    }
  }

  private wordsOf(parser: number): ParserWords {
    const known = this.parsers.get(parser);
    if (known) return known;
    const made = Object.fromEntries(WORD_COLUMN_LIST.map((name) => [name, new LocalIds()])) as Record<
      WordColumn,
      LocalIds
    >;
    this.parsers.set(parser, made);
    return made;
  }

  private store(parser: ParserWords, batch: ActivityBatch): RepeatedBy {
    const { columns, rows } = batch;
    const added = new Map<WordColumn, readonly (readonly [number, string])[]>();
    for (const name of WORD_COLUMN_LIST) {
      const { first, texts } = batch.words[name];
      const words = texts.map((text) => [this.words.number(name, text), text] as const);
      parser[name].extend(
        words.map(([number]) => number),
        first,
      );
      parser[name].mapInPlace(columns[name]);
      added.set(name, words);
    }
    const { marks, repeated } = this.marker.mark(columns, batch.file);
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
      words: (name) => added.get(name) ?? [],
    });
    return repeated;
  }
}
