import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps imports that failed, whose reasons are not known', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 33));
  db.exec(
    `INSERT INTO stream (name, created, kind) VALUES ('Office', 1, 'snapshot');
     INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started)
     VALUES (1, 'failed', 'auto', 'UTC', 1, '[]', 1, 1)`,
  );
  migrate(db, steps.slice(0, 34));
  expect(db.prepare('SELECT state, error FROM import').all()).toEqual([{ state: 'failed', error: null }]);
  db.close();
});
