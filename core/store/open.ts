import { existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';
import { loadMigrations, migrate, refuseNewer, schemaVersion } from './migrate.ts';
import { DATABASE_FILE, reasonOf } from './workspace-folder.ts';

/** The only connection that writes; functions that change rows ask for this type. */
export type WriteConnection = Database.Database & { readonly __writes: true };
/** Opened read-only; SQLite refuses changes through it. */
export type ReadConnection = Database.Database;

function corrupt(folder: string, why: string): AppError {
  return new AppError(
    'workspace.corrupt',
    `The database of ${folder} is damaged (${why}). Restore a backup, or open it read-only and export what can be read.`,
    { path: folder },
  );
}

/** Code of a failed file operation (evidence stands beside the database), '' for anything else. */
function fileErrorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

/** What file operations say of a disk or a network folder that is gone. */
const FAILING_DISK: ReadonlySet<string> = new Set(['EIO', 'ENXIO', 'ENODEV', 'ESTALE', 'ENOTCONN', 'EREMOTEIO']);
/** Less room than this is none. */
const NO_ROOM_BYTES = 128 * 1024;

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < NO_ROOM_BYTES;
  } catch {
    return false;
  }
}

/** Error codes of SQLite and of the evidence files as failures a user can act on. */
export function storeError(cause: unknown, folder: string): AppError {
  if (cause instanceof AppError) {
    return cause;
  }
  const code = cause instanceof Database.SqliteError ? cause.code : fileErrorCode(cause);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return corrupt(folder, reasonOf(cause));
  }
  const isFailing = code.startsWith('SQLITE_IOERR') || FAILING_DISK.has(code);
  // Where no byte is left, SQLite finds no room for what it shares between its connections, and calls that an input/output error.
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || (isFailing && isFull(folder))) {
    return new AppError(
      'workspace.diskFull',
      `The disk that holds ${folder} is full. Nothing was lost; free some space and try again.`,
      {
        path: folder,
      },
    );
  }
  if (isFailing) {
    return new AppError(
      'file.notReadable',
      `The disk of ${folder} failed (${reasonOf(cause)}). What was stored before stands. Look whether the disk or network folder is still there, then open the workspace again.`,
      { path: folder },
    );
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_PERM' || code === 'EROFS') {
    return new AppError(
      'workspace.readOnly',
      `${folder} cannot be written to: it, or the disk that it is on, is read-only for you. To change it, work on a copy.`,
      { path: folder },
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('workspace.locked', `${folder} is in use by another program.`, { path: folder });
  }
  throw cause;
}

/**
 * Opens the writer: WAL with synchronous=FULL (NORMAL may drop acknowledged commits at power loss), migrated, quick-checked.
 * @throws AppError workspace.corrupt, workspace.fromNewerVersion, workspace.locked, workspace.readOnly, workspace.diskFull
 */
export function openWriter(folder: string): WriteConnection {
  if (!existsSync(path.join(folder, DATABASE_FILE))) {
    throw corrupt(folder, `${DATABASE_FILE} is missing`);
  }
  return writerOf(folder, null);
}

/**
 * Makes the database of a new workspace, and opens it.
 * @param first writes what belongs into it from its beginning: it comes with the tables, or nothing does
 */
export function createWriter(folder: string, first: (db: WriteConnection) => void): WriteConnection {
  return writerOf(folder, first);
}

function writerOf(folder: string, first: ((db: WriteConnection) => void) | null): WriteConnection {
  const file = path.join(folder, DATABASE_FILE);
  let db: Database.Database | undefined;
  try {
    db = new Database(file);
    db.pragma('busy_timeout = 5000');
    const migrations = loadMigrations();
    refuseNewer(db, migrations);
    if (first === null && schemaVersion(db) === 0) {
      throw corrupt(folder, `${DATABASE_FILE} is empty`);
    }
    quickCheck(db, folder);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -16000');
    db.pragma('wal_autocheckpoint = 4000');
    const writer = db as WriteConnection;
    migrate(db, migrations, () => first?.(writer));
    return writer;
  } catch (cause) {
    db?.close();
    throw storeError(cause, folder);
  }
}

/**
 * Runs `work` with commits that reach the disk with the next one that is waited for, or a checkpoint: for what nobody counts on before a later
 * commit says so. Commits stay in their order, so after a power loss the last of them are missing and nothing else.
 */
export function withoutSync<T>(db: WriteConnection, work: () => T): T {
  db.pragma('synchronous = NORMAL');
  try {
    return work();
  } finally {
    db.pragma('synchronous = FULL');
  }
}

/** Structure check on open: fast parts of integrity_check, so that damage is met here and not in the middle of a query. */
function quickCheck(db: Database.Database, folder: string): void {
  // Big databases hold segment BLOBs in overflow pages; checking their tables one by one stays fast because only b-trees are walked.
  const result = db.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') {
    throw corrupt(folder, String(result).slice(0, 200));
  }
}

/** @throws AppError workspace.corrupt, workspace.fromNewerVersion, workspace.readOnly (an older schema that only a writer may change) */
export function openReader(folder: string): ReadConnection {
  const file = path.join(folder, DATABASE_FILE);
  if (!existsSync(file)) {
    throw corrupt(folder, `${DATABASE_FILE} is missing`);
  }
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    db.pragma('busy_timeout = 5000');
    db.pragma('query_only = ON');
    db.pragma('cache_size = -16000');
    refuseOther(db, folder);
    return db;
  } catch (cause) {
    db?.close();
    throw storeError(cause, folder);
  }
}

function refuseOther(db: Database.Database, folder: string): void {
  const migrations = loadMigrations();
  refuseNewer(db, migrations);
  const found = schemaVersion(db);
  if (found === 0) {
    throw corrupt(folder, `${DATABASE_FILE} is empty`);
  }
  if (found < migrations.length) {
    throw new AppError(
      'workspace.readOnly',
      `${folder} was written by an older Undercast (schema ${found}). Open it once where it can be written to: that brings it up to date.`,
      { path: folder, found, known: migrations.length },
    );
  }
}

/** How long closing waits for another process that reads. */
const CLOSE_WAIT_MS = 500;

/**
 * Leaves one plain file behind, which opens on read-only media too. While another process has it open read-only, its log stays
 * beside it, emptied; on a full disk the log stays as it is, with what was committed. The next writer that closes it leaves one file.
 */
export function closeWriter(db: WriteConnection): void {
  try {
    db.pragma(`busy_timeout = ${CLOSE_WAIT_MS}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError && /^SQLITE_(BUSY|FULL)/.test(cause.code))) {
      throw cause;
    }
  } finally {
    db.close();
  }
}
