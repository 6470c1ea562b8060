/** Words of activities by column, as an import's writer knows them by the database's numbers. */
import { WORD_COLUMN_LIST, WORD_COLUMNS, type WordColumn } from '../../ingest/activities/columns.ts';
import type { WriteConnection } from '../open.ts';
import { WordTable } from './word-table.ts';

/** Words kept in memory; what is beyond them is looked up. */
const MAX_KNOWN = 1_000_000;

export class WordBook {
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

  /** The number of a word, which is added where it is new. */
  number(name: WordColumn, text: string): number {
    const known = this.known.get(name)?.get(text);
    if (known !== undefined) return known;
    // While every word is in memory, one that is not there is nowhere.
    const stored = this.count < MAX_KNOWN ? undefined : this.table.find(name, text);
    // Somebody else may have added it meanwhile.
    const id = stored ?? this.table.add(name, text);
    this.remember(name, text, id);
    return id;
  }
}
