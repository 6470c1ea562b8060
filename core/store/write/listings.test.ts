/** A listing that was cut off goes on with what it had, unless it is old; once whole it is a snapshot of the moment at which it began. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import { addListingPage, beginListing, endListing, noteListing, readListings, removeListings } from './listings.ts';
import { listSnapshots, readSnapshotRows } from './snapshots.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  workspace.db.exec(
    "INSERT INTO connection (id, name, config, vault, enabled, state, created) VALUES (1, 'Okta', '{}', 'v', 1, 'new', 1)",
  );
});
afterEach(() => workspace.close());

const KEY = { connection: 1, listing: 'users' };
const HOUR = 3_600_000;

it('goes on, ends, and is forgotten with its connection', () => {
  const { db } = workspace;
  const end = (now: number, isCut = false) =>
    endListing(db, { ...KEY, kind: 'users', tenant: 't', source: 'Okta', isCut }, now);
  expect(beginListing(db, KEY, HOUR)).toEqual({ steps: null, objects: 0 });
  addListingPage(db, { ...KEY, rows: [{ id: 'a' }, { id: 'b' }], steps: '["two"]', skipped: 1 });
  noteListing(db, KEY, 'cut off');
  expect(listSnapshots(db)).toEqual([]);
  expect(beginListing(db, KEY, 2 * HOUR)).toEqual({ steps: '["two"]', objects: 2 });
  addListingPage(db, { ...KEY, rows: [{ id: 'c' }], steps: '[]', skipped: 0 });
  expect(end(3 * HOUR)).toEqual({ objects: 3, skipped: 1 });
  const [snapshot] = listSnapshots(db);
  expect(snapshot).toMatchObject({ taken: HOUR, objects: 3 });
  expect(readSnapshotRows(db, snapshot?.id ?? 0)).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  expect(readListings(db)).toMatchObject([
    { finished: 3 * HOUR, objects: 3, note: expect.stringContaining('1 parts') },
  ]);
  // One that was cut off long ago would be a mixture of then and now.
  beginListing(db, KEY, 4 * HOUR);
  addListingPage(db, { ...KEY, rows: [{ id: 'old' }], steps: '["two"]', skipped: 0 });
  expect(beginListing(db, KEY, 40 * HOUR)).toEqual({ steps: null, objects: 0 });
  expect(end(41 * HOUR, true).objects).toBe(0);
  expect(readListings(db)[0]?.note).toContain('there are more');
  removeListings(db, 1);
  expect(readListings(db)).toEqual([]);
  expect(listSnapshots(db).length).toBe(2);
});
