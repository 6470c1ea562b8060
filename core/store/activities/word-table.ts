import type { Statement } from 'better-sqlite3';
import { WORD_COLUMNS, type WordColumn } from '../../ingest/activities/columns.ts';
import type { WriteConnection } from '../open.ts';

/** Numbers of words as they stand in the database. */
export class WordTable {
  private readonly search: Statement<[number, string], number>;
  private readonly insert: Statement<[number, string]>;

  constructor(db: WriteConnection) {
    this.search = db
      .prepare<[number, string], number>('SELECT id FROM activity_word WHERE kind = ? AND text = ?')
      .pluck();
    this.insert = db.prepare<[number, string]>(
      'INSERT INTO activity_word (kind, text) VALUES (?, ?) ON CONFLICT DO NOTHING',
    );
  }

  find(name: WordColumn, text: string): number | undefined {
    return this.search.get(WORD_COLUMNS[name], text);
  }

  /** The number of a word that is probably not there yet. */
  add(name: WordColumn, text: string): number {
    const { changes, lastInsertRowid } = this.insert.run(WORD_COLUMNS[name], text);
    return changes === 1 ? Number(lastInsertRowid) : (this.find(name, text) ?? 0);
  }
}
