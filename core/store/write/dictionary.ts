import type { Statement } from 'better-sqlite3';
import type { WriteConnection } from '../open.ts';

export const DICTIONARIES = ['dest', 'user', 'source', 'device'] as const;
export type DictionaryName = (typeof DICTIONARIES)[number];

/** Names to workspace ids for one dictionary; keeps what it has seen during one import. */
export class Dictionary {
  private readonly seen = new Map<string, number>();
  private readonly find: Statement<[string], number>;
  private readonly add: Statement<[string]>;

  constructor(db: WriteConnection, table: DictionaryName) {
    this.find = db.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck();
    this.add = db.prepare<[string]>(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  id(name: string): number {
    const seen = this.seen.get(name);
    if (seen !== undefined) {
      return seen;
    }
    const found = this.find.get(name);
    const id = found ?? Number(this.add.run(name).lastInsertRowid);
    this.seen.set(name, id);
    return id;
  }
}

/** Local ids of one parser to workspace ids; index 0 stays 0, "unknown". */
export class LocalIds {
  private ids = new Uint32Array(1024);
  private count = 1;

  extend(names: readonly string[], dictionary: Dictionary): void {
    while (this.count + names.length > this.ids.length) {
      const bigger = new Uint32Array(this.ids.length * 2);
      bigger.set(this.ids);
      this.ids = bigger;
    }
    for (const name of names) {
      this.ids[this.count++] = dictionary.id(name);
    }
  }

  mapInPlace(column: Uint32Array): void {
    const ids = this.ids;
    for (let i = 0; i < column.length; i++) {
      column[i] = ids[column[i] ?? 0] ?? 0;
    }
  }
}
