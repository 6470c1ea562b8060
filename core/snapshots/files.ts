/** In: a file of a listing. Out: who can reach it, under one name each. */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export interface ListedFile {
  /** Catalog id of the app. */
  readonly app: string;
  /** What logs may call it: the provider's id, an address. */
  readonly ids: readonly string[];
  /** The provider's id of the drive it lies in. */
  readonly drive: string | null;
  readonly name: string;
  readonly isFolder: boolean;
  /** Mail of the owner, lower case, or the address of a site. */
  readonly owner: string | null;
  /** Whom its links let in: anybody, or everybody of the organisation. */
  readonly links: readonly ('public' | 'internal')[];
  /** Mails of people who were given access, lower case. */
  readonly sharedWith: readonly string[];
  readonly created: number | null;
  readonly modified: number | null;
}

const LINKS: Readonly<Record<string, 'public' | 'internal'>> = { anonymous: 'public', organization: 'internal' };

export function readFile(raw: SnapshotRow): ListedFile | readonly [] {
  const row = new RowReader(raw);
  const name = row.text('name');
  const ids = [row.text('id'), row.text('address')].filter((id) => id !== null);
  if (name === null || ids.length === 0) return [];
  return {
    app: row.lower('app') ?? '',
    ids,
    drive: row.text('drive'),
    name,
    isFolder: row.flag('isFolder') === true,
    owner: row.lower('owner'),
    links: [...new Set(row.texts('links').flatMap((link) => LINKS[link] ?? []))],
    sharedWith: row.texts('sharedWith').map((mail) => mail.toLowerCase()),
    created: row.instant('createdDateTime'),
    modified: row.instant('lastModifiedDateTime'),
  };
}
