/** In: two snapshots of one kind. Out: which objects came, went and changed, and what of them changed. Pure. */
import type { SnapshotKind, SnapshotRow } from '../model/snapshot.ts';
import { identityOf, nameOf } from './identity-of.ts';

export interface ChangedObject {
  readonly name: string;
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}

export interface SnapshotDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedObject[];
  readonly same: number;
  /** Fields that only one of the exports has: they say nothing of a change. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/** Times that move with every sign-in or export: in every object, and no change that anybody made. */
const MOVING: ReadonlySet<string> = new Set([
  'signinactivity',
  'lastinteractivesignin',
  'lastnoninteractivesignin',
  'lastsignindatetime',
  'approximatelastsignindatetime',
  'lastupdateddatetime',
  'refreshtokensvalidfromdatetime',
  'dayssincelastsignin',
]);
/** Longest value that is shown of a field. */
const MOST = 300;

export function compareSnapshots(
  kind: SnapshotKind,
  before: readonly SnapshotRow[],
  after: readonly SnapshotRow[],
): SnapshotDifference {
  const old = byIdentity(kind, before);
  const now = byIdentity(kind, after);
  const oldFields = fieldsOf(before);
  const nowFields = fieldsOf(after);
  const shared = [...nowFields].filter(([key]) => oldFields.has(key));
  const changed: ChangedObject[] = [];
  let same = 0;
  for (const [key, row] of now) {
    const earlier = old.get(key);
    if (earlier === undefined) continue;
    const values = lowerKeys(row);
    const former = lowerKeys(earlier);
    const fields = shared.flatMap(([lower, field]) => {
      const [a, b] = [textOf(former.get(lower)), textOf(values.get(lower))];
      return a === b ? [] : [{ field, before: cut(a), after: cut(b) }];
    });
    if (fields.length === 0) same++;
    else changed.push({ name: nameOf(kind, row), fields });
  }
  const names = (rows: Iterable<SnapshotRow>): string[] => [...rows].map((row) => nameOf(kind, row)).sort();
  return {
    added: names([...now].filter(([key]) => !old.has(key)).map(([, row]) => row)),
    removed: names([...old].filter(([key]) => !now.has(key)).map(([, row]) => row)),
    changed: changed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    same,
    onlyBefore: [...oldFields].filter(([key]) => !nowFields.has(key)).map(([, field]) => field),
    onlyAfter: [...nowFields].filter(([key]) => !oldFields.has(key)).map(([, field]) => field),
  };
}

/** Objects without an identity are the same when they say the same; of several with one identity each counts. */
function byIdentity(kind: SnapshotKind, rows: readonly SnapshotRow[]): ReadonlyMap<string, SnapshotRow> {
  const found = new Map<string, SnapshotRow>();
  for (const row of rows) {
    const key = identityOf(kind, row) ?? JSON.stringify(row);
    let nth = 1;
    let unique = key;
    while (found.has(unique)) unique = `${key} #${++nth}`;
    found.set(unique, row);
  }
  return found;
}

/** Fields by lower case; what transports add is none, nor what moves by itself. */
function fieldsOf(rows: readonly SnapshotRow[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) {
    for (const key of Object.keys(row)) {
      const lower = key.toLowerCase();
      if (!key.startsWith('@') && !MOVING.has(lower) && !found.has(lower)) found.set(lower, key);
    }
  }
  return found;
}

function lowerKeys(row: SnapshotRow): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));
}

/** The order of a list's members says nothing; nothing and '' are the same. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value))
    return value.length === 0
      ? null
      : value
          .map((one) => textOf(one) ?? '')
          .sort()
          .join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function cut(text: string | null): string | null {
  return text !== null && text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
