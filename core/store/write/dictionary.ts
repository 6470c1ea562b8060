import { randomInt } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { PackedNames } from '../../ingest/cube/packed-names.ts';
import type { WriteConnection } from '../open.ts';

export const DICTIONARIES = ['dest', 'user', 'source', 'device'] as const;
export type DictionaryName = (typeof DICTIONARIES)[number];

/** Names that an import's other parsers are likely to bring too stand at its beginning; the database knows the others. */
const MAX_SEEN = 131_072;

/** Names to workspace ids for one dictionary; keeps the first that it has seen during one import. */
export class Dictionary {
  private readonly seen = new PackedNames(randomInt(2 ** 31));
  private readonly find: Statement<[string], number>;
  private readonly add: Statement<[string]>;
  private readonly addSealed: Statement<[string, Uint8Array]> | null;

  constructor(db: WriteConnection, table: DictionaryName) {
    this.find = db.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck();
    this.add = db.prepare<[string]>(`INSERT INTO ${table} (name) VALUES (?)`);
    this.addSealed =
      table === 'user' || table === 'device'
        ? db.prepare<[string, Uint8Array]>(`INSERT INTO ${table} (name, sealed) VALUES (?, ?)`)
        : null;
  }

  /** @param sealed the clear name that the token `name` stands for, sealed; absent where `name` is the name itself */
  id(name: string, sealed?: Uint8Array): number {
    const seen = this.seen.get(name);
    if (seen !== undefined) {
      return seen;
    }
    const found = this.find.get(name);
    const id = found ?? this.insert(name, sealed);
    if (this.seen.size < MAX_SEEN) this.seen.set(name, id);
    return id;
  }

  private insert(name: string, sealed: Uint8Array | undefined): number {
    const added = sealed && this.addSealed ? this.addSealed.run(name, sealed) : this.add.run(name);
    return Number(added.lastInsertRowid);
  }
}

/** Local ids of one parser to workspace ids; index 0 stays 0, "unknown". */
export class LocalIds {
  private ids = new Uint32Array(1024);
  private count = 1;

  extend(names: readonly string[], dictionary: Dictionary, sealed?: readonly Uint8Array[]): void {
    while (this.count + names.length > this.ids.length) {
      const bigger = new Uint32Array(this.ids.length * 2);
      bigger.set(this.ids);
      this.ids = bigger;
    }
    for (const [at, name] of names.entries()) {
      this.ids[this.count++] = dictionary.id(name, sealed?.[at]);
    }
  }

  mapInPlace(column: Uint32Array): void {
    const ids = this.ids;
    for (let i = 0; i < column.length; i++) {
      column[i] = ids[column[i] ?? 0] ?? 0;
    }
  }
}
