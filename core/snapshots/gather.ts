/**
 * In: rows of an export that writes a row for each part of an object: a member of a group, a credential of an app.
 * Out: a row for each object with its parts in it, as Graph has them; rows of any other export as they are.
 */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

interface Gathering {
  /** Columns that the rows have, without case. */
  readonly has: readonly string[];
  /** What tells the objects apart. */
  readonly key: string;
  readonly object: (row: RowReader) => SnapshotRow;
  /** The list that a row's part belongs to, and the part. */
  readonly part: (row: RowReader) => readonly [list: string, part: SnapshotRow];
}

const GATHERINGS: readonly Gathering[] = [
  {
    // Microsoft-Extractor-Suite's GroupMembers.csv.
    has: ['groupid', 'groupname', 'memberid'],
    key: 'groupid',
    object: (row) => ({ id: row.text('groupId'), displayName: row.text('groupName'), members: [] }),
    part: (row) => [
      'members',
      {
        id: row.text('memberId'),
        displayName: row.text('displayName'),
        userPrincipalName: row.text('userPrincipalName', 'email'),
      },
    ],
  },
  {
    // Hawk's SPNCertsAndSecrets and ApplicationCertsAndSecrets.
    has: ['appname', 'appobjectid', 'keyid', 'credtype'],
    key: 'appobjectid',
    object: (row) => ({
      id: row.text('appObjectId'),
      displayName: row.text('appName'),
      passwordCredentials: [],
      keyCredentials: [],
    }),
    part: (row) => [
      /secret|password/i.test(row.text('credType') ?? '') ? 'passwordCredentials' : 'keyCredentials',
      { keyId: row.text('keyId'), startDateTime: row.value('startDate'), endDateTime: row.value('endDate') },
    ],
  },
];

/** @param keys of the rows, in small letters */
export function gathered(rows: readonly SnapshotRow[], keys: ReadonlySet<string>): readonly SnapshotRow[] {
  const found = GATHERINGS.find(({ has }) => has.every((key) => keys.has(key)));
  if (found === undefined) return rows;
  const objects = new Map<string, Record<string, unknown>>();
  for (const raw of rows) {
    const row = new RowReader(raw);
    const id = row.lower(found.key);
    if (id === null) continue;
    const object = objects.get(id) ?? { ...found.object(row) };
    objects.set(id, object);
    const [list, part] = found.part(row);
    const parts = object[list];
    if (Array.isArray(parts)) parts.push(part);
  }
  return [...objects.values()];
}
