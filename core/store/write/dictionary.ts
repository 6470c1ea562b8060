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
