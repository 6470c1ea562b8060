/**
 * The words of activities in memory: by kind for filters, by number for rows. Grows as imports add to them; words never change. A kind is read
 * when a question needs it, single words one by one, so that the first page of a log waits for the few that it shows.
 */
import type { Statement } from 'better-sqlite3';
import { WORD_COLUMN_LIST, WORD_COLUMNS, type WordColumn } from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';

interface Kind {
  readonly ids: readonly number[];
  readonly texts: readonly string[];
}

/** A kind as it is read. */
interface Reading {
  ids: number[];
  texts: string[];
  isWhole: boolean;
}

/** Once so many were read one by one, whoever asks will ask for most: all are read at once, which costs a fifth a word. */
const MOST_SINGLE = 4096;
/** Of those that are read in advance: some milliseconds. */
const PIECE = 16_384;

const NAMES: ReadonlyMap<number, WordColumn> = new Map(WORD_COLUMN_LIST.map((name) => [WORD_COLUMNS[name], name]));

export class ActivityWords {
  private readonly db: ReadConnection;
  private readonly kinds = new Map<WordColumn, Reading>();
  private last = 0;
  private readonly single: Statement<[number], string>;
  private singles = 0;
  /** Of each kind, how many words were put into `texts` together. */
  private readonly placed = new Map<WordColumn, number>();
  /** Text by number, as far as it was read; numbers are shared by all kinds. */
  private texts: (string | undefined)[] = [''];

  constructor(db: ReadConnection) {
    this.db = db;
    this.single = db.prepare<[number], string>('SELECT text FROM activity_word WHERE id = ?').pluck();
  }

  /** Takes up what was added since. */
  refresh(): void {
    const before = this.last;
    this.last = this.db.prepare<[], number | null>('SELECT max(id) FROM activity_word').pluck().get() ?? 0;
    // Without holes: an array that is written far behind its end becomes a slow one.
    while (this.texts.length <= this.last) this.texts.push(undefined);
    if (this.last === before) return;
    // Among those that were read already there may be later ones now.
    for (const [name, { isWhole }] of this.kinds) if (!isWhole) this.kinds.delete(name);
    if (this.kinds.size === 0) return;
    const added = this.db
      .prepare<[number, number], { id: number; kind: number; text: string }>(
        'SELECT id, kind, text FROM activity_word WHERE id > ? AND id <= ? ORDER BY id',
      )
      .iterate(before, this.last);
    for (const { id, kind, text } of added) {
      const name = NAMES.get(kind);
      const known = name === undefined ? undefined : this.kinds.get(name);
      known?.ids.push(id);
      known?.texts.push(text);
    }
  }

  /** Highest number given. */
  get size(): number {
    return this.last;
  }

  /** Every word of a kind, in no order; later ones come behind. */
  ofKind(name: WordColumn): Kind {
    return this.read(name, Number.MAX_SAFE_INTEGER);
  }

  /** Reads some more words of a kind before anybody asks. @returns whether there are more */
  prepare(name: WordColumn): boolean {
    return !this.read(name, PIECE).isWhole;
  }

  private read(name: WordColumn, most: number): Reading {
    const known = this.kinds.get(name);
    if (known?.isWhole === true) return known;
    const kind = known ?? { ids: [], texts: [], isWhole: false };
    // Two lists of plain values are read in a third of the time that one of rows takes.
    const after = kind.texts.at(-1) ?? '';
    const ids = this.listOf<number>(name, 'id', after, most);
    const texts = this.listOf<string>(name, 'text', after, most);
    kind.ids = kind.ids.concat(ids);
    kind.texts = kind.texts.concat(texts);
    kind.isWhole = ids.length < most;
    this.kinds.set(name, kind);
    return kind;
  }

  private listOf<T extends number | string>(name: WordColumn, column: 'id' | 'text', after: string, most: number): T[] {
    // By the index over kinds and texts, which has both; the plus keeps SQLite from going through all words by number. No word is ''.
    const sql = `SELECT ${column} FROM activity_word WHERE kind = ? AND text > ? AND +id <= ? ORDER BY text LIMIT ?`;
    return this.db
      .prepare<[number, string, number, number], T>(sql)
      .pluck()
      .all(WORD_COLUMNS[name], after, this.last, most);
  }

  /** '' for number 0. */
  text(id: number): string {
    return this.texts[id] ?? this.look(id);
  }

  private look(id: number): string {
    if (this.singles < MOST_SINGLE) {
      this.singles++;
      this.texts[id] = this.single.get(id);
    } else this.readAll();
    return this.texts[id] ?? '';
  }

  private readAll(): void {
    for (const name of WORD_COLUMN_LIST) {
      const { ids, texts } = this.ofKind(name);
      for (let at = this.placed.get(name) ?? 0; at < ids.length; at++) this.texts[ids[at] ?? 0] = texts[at];
      this.placed.set(name, ids.length);
    }
  }
}
