import type { Statement } from 'better-sqlite3';
import type { ReadConnection } from '../open.ts';
import { DICTIONARIES, type DictionaryName } from '../write/dictionary.ts';

/** Names that a map takes in while the database looks one up. */
const NAMES_PER_LOOK_UP = 16;

/** Names by id for each dictionary of the workspace; index 0 is '' (unknown). Grows as imports add names. */
export class Dictionaries {
  private readonly db: ReadConnection;
  readonly names: Record<DictionaryName, string[]> = { dest: [''], user: [''], source: [''], device: [''] };
  private readonly lookUps: Partial<Record<DictionaryName, Map<string, number>>> = {};
  private readonly asked: Partial<Record<DictionaryName, number>> = {};
  private readonly byName: Record<DictionaryName, Statement<[string], number>>;

  constructor(db: ReadConnection) {
    this.db = db;
    const ask = (table: DictionaryName): Statement<[string], number> =>
      db.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck();
    this.byName = { dest: ask('dest'), user: ask('user'), source: ask('source'), device: ask('device') };
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
    const names = this.names[table];
    let lookUp = this.lookUps[table];
    if (!lookUp) {
      // A map of all names takes as long as this many look-ups in the database, and most questions name few.
      this.asked[table] = (this.asked[table] ?? 0) + 1;
      if (this.asked[table] * NAMES_PER_LOOK_UP < names.length) {
        return this.byName[table].get(name);
      }
      lookUp = new Map();
      for (let id = 1; id < names.length; id++) {
        const known = names[id] ?? '';
        if (known !== '') lookUp.set(known, id);
      }
      this.lookUps[table] = lookUp;
    }
    return lookUp.get(name);
  }
}
