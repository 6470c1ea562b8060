import type { ReadConnection } from '../open.ts';
import { DICTIONARIES, type DictionaryName } from '../write/dictionary.ts';

/** Names by id for each dictionary of the workspace; index 0 is '' (unknown). Grows as imports add names. */
export class Dictionaries {
  private readonly db: ReadConnection;
  readonly names: Record<DictionaryName, string[]> = { dest: [''], user: [''], source: [''], device: [''] };
  private readonly lookUps: Partial<Record<DictionaryName, Map<string, number>>> = {};

  constructor(db: ReadConnection) {
    this.db = db;
    this.refresh();
  }

  /** Reads names added since the last time. */
  refresh(): void {
    for (const table of DICTIONARIES) {
      const names = this.names[table];
      const rows = this.db
        .prepare<[number], { id: number; name: string }>(`SELECT id, name FROM ${table} WHERE id >= ? ORDER BY id`)
        .all(names.length);
      if (rows.length > 0) {
        for (const row of rows) {
          while (names.length < row.id) {
            names.push('');
          }
          names[row.id] = row.name;
        }
        delete this.lookUps[table];
      }
    }
  }

  /** Id of a name, letter case as stored; undefined when the workspace has never seen it. */
  idOf(table: DictionaryName, name: string): number | undefined {
    if (name === '') {
      return undefined;
    }
    let lookUp = this.lookUps[table];
    if (!lookUp) {
      lookUp = new Map(this.names[table].map((known, id) => [known, id]));
      this.lookUps[table] = lookUp;
    }
    return lookUp.get(name);
  }
}
