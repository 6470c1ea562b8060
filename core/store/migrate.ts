import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const FOLDER = new URL('./migrations/', import.meta.url);

/** Reads `NNNN-words.sql` files; the numbers must rise by one from 0001. A file named otherwise would be left out: it is refused. */
export function loadMigrations(folder: URL = FOLDER): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const version = /^\d{4}-[a-z0-9-]+\.sql$/.test(file) ? Number(file.slice(0, 4)) : Number.NaN;
    if (version !== index + 1) {
      throw new Error(`Migration ${file} breaks the sequence: expected number ${index + 1}`);
    }
    return { version, name: file, sql: readFileSync(new URL(file, folder), 'utf8') };
  });
}

export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the database to the newest version, one transaction a step; a new one in a single transaction, which waits for the disk once.
 * A newer database is refused and not touched.
 * @param first what belongs into a new database from its beginning, in the same transaction
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[] = loadMigrations(),
  first: () => void = () => undefined,
): void {
  refuseNewer(db, migrations);
  const found = schemaVersion(db);
  const take = (steps: readonly Migration[], then?: () => void): void => {
    const apply = db.transaction(() => {
      for (const { sql, version } of steps) {
        db.exec(sql);
        db.pragma(`user_version = ${version}`);
      }
      then?.();
    });
    apply.immediate();
  };
  if (found === 0) take(migrations, first);
  else for (const step of migrations.slice(found)) take([step]);
}

/** @throws AppError workspace.fromNewerVersion */
export function refuseNewer(db: Database, migrations: readonly Migration[]): void {
  const found = schemaVersion(db);
  if (found > migrations.length) {
    throw new AppError(
      'workspace.fromNewerVersion',
      `This workspace was written by a newer Undercast (schema ${found}, this version knows ${migrations.length}). Open it with that version.`,
      { found, known: migrations.length },
    );
  }
}
