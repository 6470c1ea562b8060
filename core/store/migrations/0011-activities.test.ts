import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('takes every older import for one of traffic', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 10));
  db.exec("INSERT INTO stream (name, created) VALUES ('Proxy', 1)");
  db.exec(`INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started, own_formats, names)
    VALUES (1, 'done', 'auto', 'UTC', 1, '', 1, 1, '[]', '[]')`);
  migrate(db, steps.slice(0, 11));
  expect(db.prepare('SELECT connector FROM import').pluck().all()).toEqual([null]);
  expect(db.prepare('SELECT count(*) FROM activity_block').pluck().get()).toBe(0);
  db.close();
});
