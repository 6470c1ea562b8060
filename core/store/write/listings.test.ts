/** A listing that was cut off goes on with what it had, unless it is old; once whole it is a snapshot of the moment at which it began. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEY_BYTES, WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import {
  addListingPage,
  beginListing,
  endListing,
  noteListing,
  readListings,
  removeListings,
  sealListings,
} from './listings.ts';
import { addSnapshot, latestSnapshot, listSnapshots, readSnapshotRows, sealSnapshots } from './snapshots.ts';

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
    endListing(db, { ...KEY, kind: 'users', tenant: 't', source: 'Okta', isCut }, now, null);
  expect(beginListing(db, KEY, HOUR, null)).toEqual({ steps: null, objects: 0 });
  addListingPage(db, { ...KEY, rows: [{ id: 'a' }, { id: 'b' }], steps: '["two"]', skipped: 1 }, null);
  noteListing(db, KEY, 'cut off');
  expect(listSnapshots(db, null)).toEqual([]);
  expect(beginListing(db, KEY, 2 * HOUR, null)).toEqual({ steps: '["two"]', objects: 2 });
  addListingPage(db, { ...KEY, rows: [{ id: 'c' }], steps: '[]', skipped: 0 }, null);
  expect(end(3 * HOUR)).toEqual({ objects: 3, skipped: 1 });
  const [snapshot] = listSnapshots(db, null);
  expect(snapshot).toMatchObject({ taken: HOUR, objects: 3 });
  expect(readSnapshotRows(db, snapshot?.id ?? 0, null)).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  expect(readListings(db)).toMatchObject([
    { finished: 3 * HOUR, objects: 3, note: expect.stringContaining('1 parts') },
  ]);
  // One that was cut off long ago would be a mixture of then and now.
  beginListing(db, KEY, 4 * HOUR, null);
  addListingPage(db, { ...KEY, rows: [{ id: 'old' }], steps: '["two"]', skipped: 0 }, null);
  expect(beginListing(db, KEY, 40 * HOUR, null)).toEqual({ steps: null, objects: 0 });
  expect(end(41 * HOUR, true).objects).toBe(0);
  expect(readListings(db)[0]?.note).toContain('there are more');
  removeListings(db, 1);
  expect(readListings(db)).toEqual([]);
  expect(listSnapshots(db, null).length).toBe(2);
});

const SEAL = new WorkspaceSeal(new Uint8Array(KEY_BYTES).fill(7));
const LOCKED = expect.objectContaining({ code: 'privacy.locked' });

/** All that a table holds, as text. */
const textOf = (table: string): string => JSON.stringify(workspace.db.prepare(`SELECT * FROM ${table}`).all());

it('one that began in clear goes on sealed, and is known by its key only', () => {
  const { db } = workspace;
  beginListing(db, KEY, HOUR, null);
  addListingPage(db, { ...KEY, rows: [{ id: 'ann' }], steps: '["drive of ann"]', skipped: 0 }, null);
  sealListings(db, SEAL);
  expect(() => beginListing(db, KEY, HOUR, null)).toThrow(LOCKED);
  expect(beginListing(db, KEY, HOUR, SEAL)).toEqual({ steps: '["drive of ann"]', objects: 1 });
  addListingPage(db, { ...KEY, rows: [{ id: 'bob' }], steps: '["drive of bob"]', skipped: 0 }, SEAL);
  for (const table of ['listing_page', 'connection_listing']) expect(textOf(table)).not.toMatch(/ann|bob/);
  expect(beginListing(db, KEY, HOUR, SEAL)).toEqual({ steps: '["drive of bob"]', objects: 2 });
  endListing(db, { ...KEY, kind: 'users', tenant: 't', source: 'Okta of ann', isCut: false }, HOUR, SEAL);
  expect(textOf('tenant_snapshot')).not.toMatch(/ann|bob/);
  expect(latestSnapshot(db, 'users', SEAL)).toMatchObject([
    { facts: { source: 'Okta of ann', objects: 2 }, rows: [{ id: 'ann' }, { id: 'bob' }] },
  ]);
});

it('snapshots in clear are sealed where they stand, and the same one still replaces itself', () => {
  const { db } = workspace;
  const one = { kind: 'users' as const, tenant: '', taken: HOUR, source: 'mailbox of ann.json' };
  const id = addSnapshot(db, one, [{ upn: 'ann@corp.example' }], null);
  expect(sealSnapshots(db, SEAL)).toBe(1);
  expect(sealSnapshots(db, SEAL)).toBe(0);
  expect(textOf('tenant_snapshot')).not.toContain('ann');
  expect(listSnapshots(db, null)[0]?.source).toMatch(/^Snapshot_/);
  expect(listSnapshots(db, SEAL)[0]?.source).toBe(one.source);
  expect(() => readSnapshotRows(db, id, null)).toThrow(LOCKED);
  expect(readSnapshotRows(db, id, SEAL)).toEqual([{ upn: 'ann@corp.example' }]);
  addSnapshot(db, one, [{ upn: 'bob@corp.example' }], SEAL);
  expect(listSnapshots(db, SEAL)).toHaveLength(1);
  const other = new WorkspaceSeal(new Uint8Array(KEY_BYTES).fill(8));
  expect(() => latestSnapshot(db, 'users', other)).toThrow(LOCKED);
});
