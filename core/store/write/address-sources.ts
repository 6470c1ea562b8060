/** Changes to the user's own address lists and files. */
import type { AddressClass } from '../../model/address.ts';
import type { WriteConnection } from '../open.ts';

export interface NewAddressList {
  readonly name: string;
  readonly class: AddressClass;
  readonly entries: number;
  readonly ranges: Uint8Array;
}

export interface NewAddressFile {
  readonly name: string;
  readonly databaseType: string;
  readonly built: number;
  readonly content: Uint8Array;
}

/** A list of the same name is replaced. */
export function putAddressList(db: WriteConnection, list: NewAddressList, imported: number): number {
  db.prepare('DELETE FROM address_list WHERE name = ?').run(list.name);
  const { lastInsertRowid } = db
    .prepare('INSERT INTO address_list (name, class, imported, entries, ranges) VALUES (?, ?, ?, ?, ?)')
    .run(list.name, list.class, imported, list.entries, list.ranges);
  return Number(lastInsertRowid);
}

/** A file of the same name is replaced. */
export function putAddressFile(db: WriteConnection, file: NewAddressFile, imported: number): number {
  db.prepare('DELETE FROM address_file WHERE name = ?').run(file.name);
  const { lastInsertRowid } = db
    .prepare('INSERT INTO address_file (name, imported, database_type, built, content) VALUES (?, ?, ?, ?, ?)')
    .run(file.name, imported, file.databaseType, file.built, file.content);
  return Number(lastInsertRowid);
}

/** @returns the names of those that went */
export function removeAddressSources(
  db: WriteConnection,
  { lists, files }: { readonly lists: readonly number[]; readonly files: readonly number[] },
): string[] {
  const list = db.prepare<[number], string>('DELETE FROM address_list WHERE id = ? RETURNING name').pluck();
  const file = db.prepare<[number], string>('DELETE FROM address_file WHERE id = ? RETURNING name').pluck();
  return [...lists.flatMap((id) => list.all(id)), ...files.flatMap((id) => file.all(id))];
}
