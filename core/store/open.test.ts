import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeWriter, openReader, openWriter, storeError } from './open.ts';
import { createTestWorkspace, importTexts, type TestWorkspace } from './store.test-kit.ts';
import {
  createWorkspaceFolder,
  DATABASE_FILE,
  MARKER_FILE,
  readWorkspacePlace,
  workspaceFolderOf,
} from './workspace-folder.ts';
import { backupDatabase } from './write/backup.ts';
import { bucketMinutesOf, readMeta } from './write/meta.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
});
afterEach(() => workspace.close());

const file = () => path.join(workspace.folder, DATABASE_FILE);
const code = (run: () => unknown): unknown => {
  try {
    run();
  } catch (cause) {
    return (cause as { code?: unknown }).code;
  }
  return undefined;
};

describe('opening', () => {
  it('finds the folder from its marker or its database, and says what is missing', () => {
    const { folder } = workspace;
    expect(workspaceFolderOf(path.join(folder, MARKER_FILE))).toBe(folder);
    expect(workspaceFolderOf(path.join(folder, DATABASE_FILE))).toBe(folder);
    expect(readWorkspacePlace(folder)).toMatchObject({ folder, name: 'test' });
    expect(code(() => createWorkspaceFolder(folder, 'again'))).toBe('workspace.exists');
    expect(code(() => readWorkspacePlace(path.join(folder, 'none')))).toBe('workspace.notFound');
    writeFileSync(path.join(folder, MARKER_FILE), '{"undercast":2}');
    expect(code(() => readWorkspacePlace(folder))).toBe('workspace.invalid');
    rmSync(path.join(folder, MARKER_FILE));
    expect(code(() => readWorkspacePlace(folder))).toBe('workspace.invalid');
    expect(code(() => createWorkspaceFolder(path.join(folder, DATABASE_FILE, 'x'), 'x'))).toBe('file.notWritable');
  });

  it('is made where the making of one was cut short, and where nothing else is', () => {
    const place = path.join(workspace.folder, 'inner');
    const create = (): unknown => code(() => createWorkspaceFolder(place, 'inner'));
    expect([create(), create()]).toEqual([undefined, undefined]);
    for (const [name, bytes] of [
      [DATABASE_FILE, 4096],
      [`${DATABASE_FILE}-wal`, 0],
      [`${DATABASE_FILE}-shm`, 32768],
    ] as const) {
      writeFileSync(path.join(place, name), Buffer.alloc(bytes));
      expect(create(), name).toBe(undefined);
    }
    for (const [name, bytes] of [
      [DATABASE_FILE, 8192],
      [`${DATABASE_FILE}-wal`, 32],
      [path.join('evidence', '1.frames'), 0],
      ['letter.txt', 0],
    ] as const) {
      const whole = path.join(place, name);
      writeFileSync(whole, Buffer.alloc(bytes));
      expect(create(), name).toBe('workspace.exists');
      rmSync(whole);
      expect(create(), name).toBe(undefined);
    }
  });

  it('leaves one plain file behind, which readers open', () => {
    closeWriter(workspace.db);
    expect(existsSync(`${file()}-wal`)).toBe(false);
    const reader = openReader(workspace.folder);
    expect(readMeta(reader)).toMatchObject({ name: 'test', bucketMinutes: 0, profile: null });
    expect(() => reader.exec('CREATE TABLE x (y)')).toThrow();
    reader.close();
  });

  it('refuses a newer version and does not touch the file', () => {
    workspace.db.pragma('user_version = 99');
    closeWriter(workspace.db);
    const hash = () => createHash('sha256').update(readFileSync(file())).digest('hex');
    const before = hash();
    expect(code(() => openWriter(workspace.folder))).toBe('workspace.fromNewerVersion');
    expect(code(() => openReader(workspace.folder))).toBe('workspace.fromNewerVersion');
    expect(hash()).toBe(before);
    expect(existsSync(`${file()}-wal`)).toBe(false);
  });

  it('names a missing, an empty and a foreign database', () => {
    closeWriter(workspace.db);
    writeFileSync(file(), 'this is no database, but it is long enough to be looked at as one'.repeat(40));
    for (const open of [() => openWriter(workspace.folder), () => openReader(workspace.folder)]) {
      expect(code(open)).toBe('workspace.corrupt');
    }
    truncateSync(file(), 0);
    for (const open of [() => openWriter(workspace.folder), () => openReader(workspace.folder)]) {
      expect(code(open)).toBe('workspace.corrupt');
    }
    rmSync(file());
    for (const open of [() => openWriter(workspace.folder), () => openReader(workspace.folder)]) {
      expect(code(open)).toBe('workspace.corrupt');
    }
    expect(existsSync(file())).toBe(false);
  });

  it('meets damaged pages at once', () => {
    importTexts(workspace, [
      Array.from(
        { length: 500 },
        (_, i) =>
          `1700000000.000 1 10.0.0.${i % 250} TCP_MISS/200 1 GET http://h${i}.example.com/ u${i} HIER_DIRECT/192.0.2.1 -`,
      ).join('\n'),
    ]);
    closeWriter(workspace.db);
    const bytes = readFileSync(file());
    bytes.fill(0x5a, 4096 * 6, 4096 * 9);
    writeFileSync(file(), bytes);
    expect(code(() => closeWriter(openWriter(workspace.folder)))).toBe('workspace.corrupt');
  });

  it('tells a reader that only a writer can bring an old schema up to date', () => {
    workspace.db.pragma('user_version = 0');
    closeWriter(workspace.db);
    expect(code(() => openReader(workspace.folder))).toBe('workspace.corrupt');
  });

  it('turns SQLite codes into failures a user can act on, and nothing else', () => {
    const error = (sqlite: string) => new Database.SqliteError('x', sqlite);
    const codes = [
      'SQLITE_FULL',
      'SQLITE_BUSY',
      'SQLITE_READONLY_DIRECTORY',
      'SQLITE_CORRUPT_VTAB',
      'SQLITE_NOTADB',
      'SQLITE_IOERR_READ',
    ];
    expect(codes.map((sqlite) => storeError(error(sqlite), '/w').code)).toEqual([
      'workspace.diskFull',
      'workspace.locked',
      'workspace.readOnly',
      'workspace.corrupt',
      'workspace.corrupt',
      'file.notReadable',
    ]);
    const gone = Object.assign(new Error('ESTALE: stale file handle, read'), { code: 'ESTALE' });
    expect(storeError(gone, '/w').message).toContain('The disk of /w failed (ESTALE: stale file handle');
    expect(() => storeError(new RangeError('bug'), '/w')).toThrow(RangeError);
  });
});

it('backs the database up while it is open', async () => {
  importTexts(workspace, [
    '1700000000.000 1 10.0.0.1 TCP_MISS/200 1 GET http://h.example.com/ ana HIER_DIRECT/192.0.2.1 -',
  ]);
  const target = path.dirname(workspace.folder);
  await backupDatabase(workspace.db, target);
  const copy = new Database(path.join(target, DATABASE_FILE), { readonly: true });
  expect(copy.prepare('SELECT name FROM user').pluck().all()).toEqual(['ana']);
  expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
  copy.close();
});

it('shifts hour buckets for zones off the full hour', () => {
  const at = Date.UTC(2026, 0, 1);
  const zones = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Adelaide'];
  expect(zones.map((zone) => bucketMinutesOf(zone, at))).toEqual([0, 0, 30, 45, 30, 30]);
});
