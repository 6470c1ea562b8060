/**
 * The words of activities in memory: by kind for filters, by number for rows. Grows as imports add to them; words never change. A kind is read
 * when a question needs it, single words one by one, so that the first page of a log waits for the few that it shows.
 */
import type { Statement } from 'better-sqlite3';
import { WORD_COLUMN_LIST, WORD_COLUMNS, type WordColumn } from '../../ingest/activities/columns.ts';
import { type FilterLeaf, type FilterOperator, fieldTable, toSql } from '../../query/index.ts';
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

/** Operators by which single words are looked for among all of a kind. */
const SEARCHED: ReadonlySet<FilterOperator> = new Set(['contains', 'startsWith', 'endsWith', 'matches']);
const TEXT = { name: 'text', column: { sql: 'text', storage: 'text' } } as const;
const TEXTS = fieldTable([{ name: TEXT.name, title: 'Text', type: 'text', level: 'cell' }], []);
/** U+0000 is in it. Lengths in letters and in bytes differ for few texts, and are sooner compared than a text is gone through. */
const IS_ODD = "(length(text) <> octet_length(text) AND instr(CAST(text AS BLOB), x'00') > 0)";

const NAMES: ReadonlyMap<number, WordColumn> = new Map(WORD_COLUMN_LIST.map((name) => [WORD_COLUMNS[name], name]));

export class ActivityWords {
  private readonly db: ReadConnection;
  private readonly kinds = new Map<WordColumn, Reading>();
  private last = 0;
  private readonly single: Statement<[number], string>;
  /** Text by number of those that were read one by one. */
  private readonly singles = new Map<number, string>();
  /** Of each kind, how many words were put into `texts` together. */
  private readonly placed = new Map<WordColumn, number>();
  /** Text by number once all are read; numbers are shared by all kinds. */
  private readonly texts: (string | undefined)[] = [''];

  constructor(db: ReadConnection) {
    this.db = db;
    this.single = db.prepare<[number], string>('SELECT text FROM activity_word WHERE id = ?').pluck();
  }

  /** Takes up what was added since. */
  refresh(): void {
    const before = this.last;
    this.last = this.db.prepare<[], number | null>('SELECT max(id) FROM activity_word').pluck().get() ?? 0;
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

  /**
   * Numbers of the words of a kind that fit a condition on texts, found by the database: reading a kind takes five times as long where words
   * are many. @returns null where the words are at hand, or the condition is none that the database decides
   */
  fitting(name: WordColumn, leaf: FilterLeaf, test: (text: string) => boolean): readonly number[] | null {
    const wanted = String(leaf.values[0] ?? '');
    const isPlain = SEARCHED.has(leaf.op) && wanted.isWellFormed() && !wanted.includes('\0');
    if (!isPlain || this.kinds.get(name)?.isWhole === true) return null;
    const { sql, params } = toSql({ ...leaf, field: TEXT.name }, TEXTS, { [TEXT.name]: TEXT.column });
    // To SQLite a text ends with the first U+0000; whether such a one fits is decided here.
    const found = this.db
      .prepare<unknown[], number>(
        `SELECT CASE WHEN ${IS_ODD} THEN -id ELSE id END FROM activity_word
         WHERE kind = ? AND +id <= ? AND ((${sql}) OR ${IS_ODD})`,
      )
      .pluck()
      .all(WORD_COLUMNS[name], this.last, ...params);
    return found.flatMap((id) => (id > 0 ? [id] : test(this.text(-id)) ? [-id] : []));
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
    return this.texts[id] ?? this.singles.get(id) ?? this.look(id);
  }

  private look(id: number): string {
    if (id > this.last) return '';
    if (this.singles.size < MOST_SINGLE) {
      const text = this.single.get(id) ?? '';
      this.singles.set(id, text);
      return text;
    }
    this.readAhead(WORD_COLUMN_LIST);
    return this.texts[id] ?? '';
  }

  /** Reads the words of kinds of which most will be told. */
  readAhead(names: readonly WordColumn[]): void {
    // Without holes: an array that is written far behind its end becomes a slow one.
    while (this.texts.length <= this.last) this.texts.push(undefined);
    for (const name of names) {
      const { ids, texts } = this.ofKind(name);
      for (let at = this.placed.get(name) ?? 0; at < ids.length; at++) this.texts[ids[at] ?? 0] = texts[at];
      this.placed.set(name, ids.length);
    }
  }
}
