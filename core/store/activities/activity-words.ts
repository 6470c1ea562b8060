/** The words of activities in memory: by kind for filters, by number for rows. Grows as imports add to them; words never change. */
import { WORD_COLUMN_LIST, WORD_COLUMNS, type WordColumn } from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';

interface Kind {
  readonly ids: number[];
  readonly texts: string[];
}

export class ActivityWords {
  private readonly db: ReadConnection;
  private readonly kinds = new Map<WordColumn, Kind>();
  private last = 0;
  private readonly names = new Map<number, WordColumn>(WORD_COLUMN_LIST.map((name) => [WORD_COLUMNS[name], name]));
  /** Text by number; numbers are shared by all kinds. */
  private texts: string[] = [''];

  constructor(db: ReadConnection) {
    this.db = db;
  }

  /** Reads what was added since. */
  refresh(): void {
    const rows = this.db
      .prepare<[number], { id: number; kind: number; text: string }>(
        'SELECT id, kind, text FROM activity_word WHERE id > ? ORDER BY id',
      )
      .iterate(this.last);
    for (const { id, kind, text } of rows) {
      this.last = id;
      this.texts[id] = text;
      const name = this.names.get(kind);
      if (name === undefined) continue;
      const { ids, texts } = this.ofKind(name);
      ids.push(id);
      texts.push(text);
    }
  }

  /** Highest number given. */
  get size(): number {
    return this.last;
  }

  ofKind(name: WordColumn): Kind {
    let kind = this.kinds.get(name);
    if (kind === undefined) {
      kind = { ids: [], texts: [] };
      this.kinds.set(name, kind);
    }
    return kind;
  }

  /** '' for number 0. */
  text(id: number): string {
    return this.texts[id] ?? '';
  }
}
