/** Listings of connections: how far each has come, and the snapshot that it becomes. */
import type { SnapshotKind, SnapshotRow } from '../../model/snapshot.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { addSnapshot, listSnapshots, opened, removeSnapshot } from './snapshots.ts';

/** One that was cut off longer ago begins anew: what it had would be a mixture of then and now. */
const RESUME_MS = 24 * 3_600_000;
/** Whole listings that are kept of each, the newest. */
const KEPT = 3;

export interface StoredListing {
  readonly connection: number;
  readonly listing: string;
  readonly started: number | null;
  readonly finished: number | null;
  readonly objects: number | null;
  readonly note: string | null;
}

export function readListings(db: ReadConnection): StoredListing[] {
  return db
    .prepare<[], StoredListing>(
      'SELECT connection, listing, started, finished, objects, note FROM connection_listing ORDER BY listing',
    )
    .all();
}

export interface ListingKey {
  readonly connection: number;
  readonly listing: string;
}

/** What is left of the listing under way, with the objects that it has; steps null: it begins. */
export function beginListing(
  db: WriteConnection,
  { connection, listing }: ListingKey,
  now: number,
  seal: WorkspaceSeal | null,
): { readonly steps: string | null; readonly objects: number } {
  const known = db
    .prepare<[number, string], { started: number | null; steps: string | null; sealed: number }>(
      'SELECT started, steps, sealed FROM connection_listing WHERE connection = ? AND listing = ?',
    )
    .get(connection, listing);
  if (known?.started != null && known.steps !== null && now - known.started < RESUME_MS) {
    const objects = db
      .prepare<[number, string], number | null>(
        'SELECT sum(objects) FROM listing_page WHERE connection = ? AND listing = ?',
      )
      .pluck()
      .get(connection, listing);
    return { steps: known.sealed === 1 ? opened(known.steps, seal) : known.steps, objects: objects ?? 0 };
  }
  db.prepare('DELETE FROM listing_page WHERE connection = ? AND listing = ?').run(connection, listing);
  db.prepare(
    `INSERT INTO connection_listing (connection, listing, started) VALUES (?, ?, ?)
     ON CONFLICT (connection, listing) DO UPDATE SET started = excluded.started, steps = NULL, skipped = 0`,
  ).run(connection, listing, now);
  return { steps: null, objects: 0 };
}

/** Rows and the steps that are left once they are kept, together. */
export function addListingPage(
  db: WriteConnection,
  {
    connection,
    listing,
    rows,
    steps,
    skipped,
  }: ListingKey & {
    readonly rows: readonly SnapshotRow[];
    readonly steps: string;
    readonly skipped: number;
  },
  seal: WorkspaceSeal | null,
): void {
  const stored = (text: string): string => (seal === null ? text : seal.sealText(text));
  const sealed = seal === null ? 0 : 1;
  if (rows.length > 0) {
    db.prepare(
      `INSERT INTO listing_page (connection, listing, page, objects, rows, sealed) VALUES (?, ?,
         (SELECT coalesce(max(page), 0) + 1 FROM listing_page WHERE connection = ? AND listing = ?), ?, ?, ?)`,
    ).run(connection, listing, connection, listing, rows.length, stored(JSON.stringify(rows)), sealed);
  }
  db.prepare(
    'UPDATE connection_listing SET steps = ?, sealed = ?, skipped = skipped + ? WHERE connection = ? AND listing = ?',
  ).run(stored(steps), sealed, skipped, connection, listing);
}

export interface ListingEnd extends ListingKey {
  readonly kind: SnapshotKind;
  readonly tenant: string;
  readonly source: string;
  /** It ended at the limit of what is held: there is more. */
  readonly isCut: boolean;
}

/** The listing is whole: it becomes a snapshot of the moment at which it began. @returns its objects */
export function endListing(
  db: WriteConnection,
  end: ListingEnd,
  now: number,
  seal: WorkspaceSeal | null,
): { readonly objects: number; readonly skipped: number } {
  const { connection, listing, kind, tenant, source } = end;
  const known = db
    .prepare<[number, string], { started: number | null; skipped: number }>(
      'SELECT started, skipped FROM connection_listing WHERE connection = ? AND listing = ?',
    )
    .get(connection, listing);
  const rows = db
    .prepare<[number, string], { rows: string; sealed: number }>(
      'SELECT rows, sealed FROM listing_page WHERE connection = ? AND listing = ? ORDER BY page',
    )
    .all(connection, listing)
    .flatMap((page) => JSON.parse(page.sealed === 1 ? opened(page.rows, seal) : page.rows) as SnapshotRow[]);
  const skipped = known?.skipped ?? 0;
  addSnapshot(db, { kind, tenant, taken: known?.started ?? now, source }, rows, seal);
  const same = listSnapshots(db, seal).filter(
    (one) => one.source === source && one.kind === kind && one.tenant === tenant,
  );
  for (const { id } of same.slice(KEPT)) removeSnapshot(db, id);
  db.prepare('DELETE FROM listing_page WHERE connection = ? AND listing = ?').run(connection, listing);
  const note = [
    end.isCut ? `It ended at ${rows.length} objects: there are more.` : '',
    skipped > 0 ? `${skipped} parts are not there or not shown to these credentials.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
  db.prepare(
    `UPDATE connection_listing SET started = NULL, steps = NULL, skipped = 0, finished = ?, objects = ?, note = ?
     WHERE connection = ? AND listing = ?`,
  ).run(now, rows.length, note || null, connection, listing);
  return { objects: rows.length, skipped };
}

/** Seals what listings under way have so far. */
export function sealListings(db: WriteConnection, seal: WorkspaceSeal): void {
  const pages = db
    .prepare<[], { connection: number; listing: string; page: number }>(
      'SELECT connection, listing, page FROM listing_page WHERE sealed = 0',
    )
    .all();
  const rowsOf = db
    .prepare<[number, string, number], string>(
      'SELECT rows FROM listing_page WHERE connection = ? AND listing = ? AND page = ?',
    )
    .pluck();
  const put = db.prepare(
    'UPDATE listing_page SET rows = ?, sealed = 1 WHERE connection = ? AND listing = ? AND page = ?',
  );
  for (const { connection, listing, page } of pages) {
    put.run(seal.sealText(rowsOf.get(connection, listing, page) ?? '[]'), connection, listing, page);
  }
  const steps = db
    .prepare<[], { connection: number; listing: string; steps: string }>(
      'SELECT connection, listing, steps FROM connection_listing WHERE sealed = 0 AND steps IS NOT NULL',
    )
    .all();
  const putSteps = db.prepare(
    'UPDATE connection_listing SET steps = ?, sealed = 1 WHERE connection = ? AND listing = ?',
  );
  for (const one of steps) putSteps.run(seal.sealText(one.steps), one.connection, one.listing);
}

/** Why it did not go on; what it has stays, and it goes on the next time. */
export function noteListing(db: WriteConnection, { connection, listing }: ListingKey, note: string): void {
  db.prepare('UPDATE connection_listing SET note = ? WHERE connection = ? AND listing = ?').run(
    note,
    connection,
    listing,
  );
}

export function removeListings(db: WriteConnection, connection: number): void {
  for (const table of ['listing_page', 'connection_listing']) {
    db.prepare(`DELETE FROM ${table} WHERE connection = ?`).run(connection);
  }
}
