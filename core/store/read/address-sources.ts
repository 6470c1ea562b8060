/** The user's own address lists and files, as stored. Contents are read only when something is looked up. */
import type { AddressClass } from '../../model/address.ts';
import type { ReadConnection } from '../open.ts';

export interface StoredAddressList {
  readonly id: number;
  readonly name: string;
  readonly class: AddressClass;
  readonly imported: number;
  readonly entries: number;
}

export interface StoredAddressFile {
  readonly id: number;
  readonly name: string;
  readonly imported: number;
  readonly databaseType: string;
  readonly built: number;
  readonly bytes: number;
}

export function readAddressLists(db: ReadConnection): StoredAddressList[] {
  return db
    .prepare<[], StoredAddressList>('SELECT id, name, class, imported, entries FROM address_list ORDER BY name')
    .all();
}

/** The one imported last first: it goes before the others. */
export function readAddressFiles(db: ReadConnection): StoredAddressFile[] {
  return db
    .prepare<[], StoredAddressFile>(
      `SELECT id, name, imported, database_type AS databaseType, built, length(content) AS bytes
       FROM address_file ORDER BY imported DESC, id DESC`,
    )
    .all();
}

export function readListRanges(db: ReadConnection, id: number): Buffer {
  return (
    db.prepare<[number], Buffer>('SELECT ranges FROM address_list WHERE id = ?').pluck().get(id) ?? Buffer.alloc(8)
  );
}

export function readFileContent(db: ReadConnection, id: number): Buffer | null {
  return db.prepare<[number], Buffer>('SELECT content FROM address_file WHERE id = ?').pluck().get(id) ?? null;
}
