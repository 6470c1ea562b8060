/** How far a feed was read is true exactly when the records before it are there. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import { noteReached, readConnections, removeConnection, saveConnection } from './connections.ts';
import { beginImport, publish } from './imports.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
});
afterEach(() => workspace.close());

const CONFIG = {
  name: 'Okta',
  provider: 'okta',
  settings: { domain: 'example.okta.com' },
  feeds: ['system-log'],
  stream: 'Okta',
  intervalMinutes: 30,
  lookBackDays: 7,
  writes: false,
  listings: [],
};
const LEDGER = {
  ...{ files: [], read: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0, duplicates: 0, stored: 0 },
  ...{ bytes: 0, from: null, to: null, seconds: 0, linesPerSecond: 0, peakMemoryBytes: 0, reasons: {} },
};

it('both are kept or neither, and a connection that is gone keeps none', () => {
  const { db, folder } = workspace;
  const connection = saveConnection(db, null, CONFIG, 'a'.repeat(32), 1);
  const spec = { stream: 'Okta', format: 'auto', connector: 'okta', zone: 'UTC', keepEvidence: false, started: 1 };
  const { id } = beginImport(db, spec);
  const end = { id, ended: 2, firstEvent: 1, lastEvent: 2, fields: [], ledger: LEDGER };
  const reached = { connection, feed: 'system-log', position: '{"since":5}', records: 3, note: null, at: 9 };
  const state = () => db.prepare('SELECT state FROM import WHERE id = ?').pluck().get(id);
  const failing = (): void => {
    noteReached(db, reached);
    throw new Error('the disk is full');
  };
  expect(() => publish(db, folder, [end], [], failing)).toThrow('the disk is full');
  expect([state(), readConnections(db)[0]?.feeds]).toEqual(['running', []]);
  publish(db, folder, [end], [], () => noteReached(db, reached));
  noteReached(db, { ...reached, position: '{"since":7}', records: 0, note: 'read again', at: 10 });
  const feed = { feed: 'system-log', position: '{"since":7}', records: 3, lastRecords: 9, note: 'read again' };
  expect([state(), readConnections(db)[0]?.feeds]).toEqual(['done', [feed]]);
  removeConnection(db, connection);
  noteReached(db, reached);
  expect(db.prepare('SELECT count(*) FROM connection_feed').pluck().get()).toBe(0);
});
