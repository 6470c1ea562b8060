import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryStream } from '../../ingest/slice/slice.test-kit.ts';
import { evidencePath } from '../evidence/evidence-file.ts';
import { openReader, openWriter } from '../open.ts';
import { Dictionaries } from '../read/dictionaries.ts';
import { SegmentCache } from '../segments/segment-cache.ts';
import { createTestWorkspace, importTexts, type TestWorkspace } from '../store.test-kit.ts';
import { unpackKeys } from './frame-keys.ts';
import { ImportWriter } from './import-writer.ts';
import { abandon, addFile, beginImport, discard, publish, sweepInterrupted } from './imports.ts';
import { dependants } from './known-frames.ts';
import { hasContent, knownSizes, TwinLinks } from './twins.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
});
afterEach(() => workspace.close());

const SPEC = { stream: 'proxy', format: 'squid-native', zone: 'UTC', keepEvidence: true, started: 1 };

const line = (second: number, user: string, host = 'www.example.com') =>
  `${1_700_000_000 + second}.000 1 10.0.0.1 TCP_MISS/200 10 GET http://${host}/ ${user} HIER_DIRECT/192.0.2.1 -`;
const log = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${line(from + i, `user${(from + i) % 5}`)}\n`).join('');

const count = (table: string) => Number(workspace.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const CONTENT = ['segment', 'segment_column', 'frame', 'frame_keys', 'reject_sample', 'file'] as const;
const contents = () => Object.fromEntries(CONTENT.map((table) => [table, count(table)]));
const NOTHING = Object.fromEntries(CONTENT.map((table) => [table, 0]));
const evidence = () => readdirSync(path.join(workspace.folder, 'evidence'));

describe('an import', () => {
  it('is visible only when it is published, and gone without a trace when it is removed', () => {
    const first = importTexts(workspace, [log(0, 20), 'not a log\n'], { unfinished: true });
    const reader = openReader(workspace.folder);
    const cache = new SegmentCache(reader, 1e6);
    expect(cache.list(false)).toEqual([]);
    expect(cache.list(true).map((segment) => segment.running)).toEqual([true, true].slice(0, cache.list(true).length));
    const ends = [{ id: first.handle.id, ended: 2, firstEvent: 1, lastEvent: 2, fields: [], ledger: first.ledger }];
    publish(workspace.db, workspace.folder, ends, []);
    expect(cache.list(false).length).toBe(1);
    expect(count('reject_sample')).toBe(1);
    publish(workspace.db, workspace.folder, [], [first.handle.id]);
    expect(contents()).toEqual(NOTHING);
    expect([count('import'), count('stream'), evidence().length]).toEqual([0, 0, 0]);
    reader.close();
  });

  it('that is taken back leaves its row only; one that is discarded not even that', () => {
    const a = importTexts(workspace, [log(0, 20)], { unfinished: true });
    abandon(workspace.db, workspace.folder, a.handle.id, { state: 'cancelled', ended: 5 });
    expect(contents()).toEqual({ ...NOTHING, file: 1 });
    // Its file is known by name only: it may be imported again.
    expect(workspace.db.prepare('SELECT path, sha256, spool_sha256 FROM file').all()).toEqual([
      { path: a.ledger.files[0]?.path, sha256: null, spool_sha256: null },
    ]);
    expect(workspace.db.prepare('SELECT state, ended, evidence_bytes FROM import').all()).toEqual([
      { state: 'cancelled', ended: 5, evidence_bytes: 0 },
    ]);
    const b = importTexts(workspace, [log(0, 20)], { unfinished: true, stream: 'other' });
    discard(workspace.db, workspace.folder, b.handle.id);
    expect(workspace.db.prepare('SELECT name FROM stream').pluck().all()).toEqual(['proxy']);
    expect(evidence()).toEqual([]);
  });

  it('that ran when the engine died is cleanly absent after opening, and done ones stay', () => {
    importTexts(workspace, [log(0, 20)]);
    const before = contents();
    const b = importTexts(workspace, [log(20, 40)], { unfinished: true });
    workspace.db.close();
    const db = openWriter(workspace.folder);
    expect(sweepInterrupted(db, workspace.folder, 9)).toEqual([b.handle.id]);
    expect(db.prepare('SELECT state FROM import ORDER BY id').pluck().all()).toEqual(['done', 'interrupted']);
    const reopened = Object.fromEntries(
      CONTENT.map((table) => [table, Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())]),
    );
    expect(reopened).toEqual({ ...before, file: (before.file ?? 0) + 1 });
    expect(existsSync(evidencePath(workspace.folder, b.handle.id))).toBe(false);
    db.close();
  });

  it('never meets the decoded columns of one that was removed', () => {
    const reader = openReader(workspace.folder);
    const cache = new SegmentCache(reader, 1e6);
    const first = importTexts(workspace, [log(0, 20)]);
    const [old] = cache.list(false);
    expect(old && cache.columns(old).tx.length).toBeGreaterThan(0);
    publish(workspace.db, workspace.folder, [], [first.handle.id]);
    if (old) {
      expect(() => new SegmentCache(reader, 1e6).columns(old)).toThrow('removed');
    }
    importTexts(workspace, [log(100, 103)]);
    const list = cache.list(false);
    cache.retain(new Set(list.map((segment) => segment.id)));
    expect(list.map((segment) => cache.columns(segment).tx.reduce((a, b) => a + b))).toEqual([3]);
    reader.close();
  });
});

describe('a batch', () => {
  it('maps the names of several parsers to one dictionary', () => {
    const { db, folder } = workspace;
    const handle = beginImport(db, SPEC);
    expect(addFile(db, handle.id, { path: 'a.log', bytes: 1, modified: 0, encoding: 'ascii' })).toBe(1);
    const writer = new ImportWriter(db, folder, handle.id, handle.stream, true);
    const parts = [log(0, 5), `${line(9, 'zoe', 'b.example.com')}\n${line(9, 'user1')}\n`];
    // Local ids of both begin at 1.
    for (const [parser, text] of parts.entries()) {
      for (const batch of new MemoryStream().importFile(Buffer.from(text)).batches) {
        writer.append(parser, batch);
      }
    }
    writer.close();
    const names = new Dictionaries(db).names;
    expect([...names.user].sort()).toEqual(['', 'user0', 'user1', 'user2', 'user3', 'user4', 'zoe']);
    const cache = new SegmentCache(db, 1e6);
    const users = cache
      .list(true)
      .map((segment) => [...cache.columns(segment).user].map((id) => names.user[id]).sort());
    expect(users).toEqual([
      ['user0', 'user1', 'user2', 'user3', 'user4'],
      ['user1', 'zoe'],
    ]);
    const keys = db.prepare<[], Buffer>('SELECT keys FROM frame_keys ORDER BY frame').pluck().all().map(unpackKeys);
    const pairs = keys.map((one) =>
      [...one.users].map((user, i) => `${names.user[user]} ${names.dest[one.dests[i] ?? 0]}`),
    );
    expect(pairs[1]?.sort()).toEqual(['user1 www.example.com', 'zoe b.example.com']);
  });

  it('that fails leaves neither rows nor evidence, and ends its import', () => {
    const { db, folder } = workspace;
    const good = importTexts(workspace, [log(0, 5)]);
    const before = contents();
    const handle = beginImport(db, {
      stream: 'proxy',
      format: 'squid-native',
      zone: 'UTC',
      keepEvidence: true,
      started: 1,
    });
    const writer = new ImportWriter(db, folder, handle.id, handle.stream, true);
    const frame = good.batches[0]?.frames[0];
    if (!frame) throw new Error('no frame');
    const packed = new Uint8Array([1, 2, 3]);
    const bad = { ...frame, packed, file: 4711, users: new Uint32Array(0), dests: new Uint32Array(0) };
    const fresh = { dest: ['new.example.com'], user: [], source: [], device: [] };
    expect(() => writer.append(0, { cells: null, marks: null, fresh, frames: [bad] })).toThrow('FOREIGN KEY');
    expect(contents()).toEqual(before);
    expect(statSync(evidencePath(folder, handle.id)).size).toBe(0);
    expect(db.prepare("SELECT count(*) FROM dest WHERE name = 'new.example.com'").pluck().get()).toBe(0);
    expect(() => writer.append(0, { cells: null, marks: null, fresh, frames: [] })).toThrow('takes no more lines');
    writer.close();
  });

  it('tells parsers of new frames only, not of repeated ones', () => {
    importTexts(workspace, [log(0, 20)]);
    const again = importTexts(workspace, [log(0, 20)]);
    expect(again.ledger).toMatchObject({ parsed: 20, duplicates: 20, stored: 0 });
    const { db, folder } = workspace;
    const handle = beginImport(db, {
      stream: 'proxy',
      format: 'squid-native',
      zone: 'UTC',
      keepEvidence: true,
      started: 1,
    });
    const writer = new ImportWriter(db, folder, handle.id, handle.stream, true);
    const batch = again.batches[0];
    const file = db.prepare('SELECT max(id) FROM file').pluck().get();
    if (!batch) throw new Error('no batch');
    const frames = batch.frames.map((frame) => ({ ...frame, file: Number(file) }));
    expect(frames.every((frame) => frame.dupOf !== null)).toBe(true);
    expect(
      writer.append(0, { cells: null, marks: null, fresh: { dest: [], user: [], source: [], device: [] }, frames }),
    ).toEqual([]);
    writer.close();
  });
});

describe('files that repeat', () => {
  it('are linked without reading, and depend on the import that holds their lines', () => {
    const { db } = workspace;
    const text = `${log(0, 20)}not a log\n`;
    const first = importTexts(workspace, [text]);
    const handle = beginImport(db, {
      stream: 'proxy',
      format: 'squid-native',
      zone: 'UTC',
      keepEvidence: true,
      started: 1,
    });
    const sha256 = first.ledger.files[0]?.sha256 ?? '';
    expect(knownSizes(db, handle)).toEqual(new Set([text.length]));
    expect(hasContent(db, handle, sha256)).toBe(true);
    expect(hasContent(db, { ...handle, reading: 'another' }, sha256)).toBe(false);
    const links = new TwinLinks(db, handle);
    const twin = links.link({ path: 'copy.log', bytes: text.length, modified: 0, encoding: 'ascii' }, sha256);
    expect(twin?.ledger).toMatchObject({ read: 21, parsed: 20, rejected: 1 });
    expect(twin?.tMin).toBe(1_700_000_000);
    expect(count('reject_sample')).toBe(2);
    publish(
      db,
      workspace.folder,
      [{ id: handle.id, ended: 1, firstEvent: null, lastEvent: null, fields: [], ledger: first.ledger }],
      [],
    );
    expect(dependants(db, first.handle.id)).toEqual([handle.id]);
    expect(dependants(db, handle.id)).toEqual([]);
    expect(links.link({ path: 'x', bytes: 1, modified: 0, encoding: 'ascii' }, '00'.repeat(32))).toBeNull();
  });
});

describe('statements that screens wait for', () => {
  it.each([
    ['SELECT data FROM segment_column WHERE segment = ? ORDER BY col', 'USING PRIMARY KEY'],
    ['SELECT 1 FROM frame WHERE file = ? ORDER BY slice, seq', 'frame_file'],
    ['SELECT 1 FROM frame WHERE import = ?', 'frame_import'],
    ['SELECT DISTINCT d.import FROM frame d JOIN frame o ON o.id = d.dup_of WHERE o.import = ?', 'frame_'],
    ['SELECT 1 FROM file WHERE sha256 = ?', 'file_sha256'],
    ['SELECT sum(tx) FROM segment WHERE import = ?', 'segment_import'],
    ['SELECT 1 FROM reject_sample WHERE import = ? ORDER BY file, line', 'reject_import'],
    ['SELECT id FROM user WHERE name = ?', 'sqlite_autoindex_user'],
    ['SELECT id, name FROM dest WHERE id >= ? ORDER BY id', 'USING INTEGER PRIMARY KEY'],
    ['DELETE FROM segment_column WHERE segment IN (SELECT id FROM segment WHERE import = ?)', 'segment_import'],
    ['DELETE FROM frame_keys WHERE frame IN (SELECT id FROM frame WHERE import = ?)', 'frame_import'],
  ])('find their rows by an index: %s', (sql, index) => {
    const plan = workspace.db.prepare<[number], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(1);
    const steps = plan.map((step) => step.detail);
    expect(steps.join('\n')).toContain(index);
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });
});
