import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps imports, which were read without any name evidence', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 8));
  db.exec("INSERT INTO stream (id, name, created) VALUES (1, 'flows', 7)");
  db.exec(
    "INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started) VALUES (1, 'done', 'auto', 'UTC', 1, 'r', 1, 1)",
  );
  migrate(db, steps.slice(0, 9));
  expect(db.prepare('SELECT format, names FROM import').all()).toEqual([{ format: 'auto', names: '[]' }]);
  expect(db.prepare('SELECT count(*) FROM name_record').pluck().get()).toBe(0);
  db.close();
});
