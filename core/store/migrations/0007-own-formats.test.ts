import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps imports, which were read with no format of the workspace', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 6));
  db.exec("INSERT INTO stream (id, name, created) VALUES (1, 'proxy', 7)");
  db.exec(
    "INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started) VALUES (1, 'done', 'auto', 'UTC', 1, 'r', 1, 1)",
  );
  migrate(db, steps.slice(0, 7));
  expect(db.prepare('SELECT format, own_formats FROM import').all()).toEqual([{ format: 'auto', own_formats: '[]' }]);
  expect(db.prepare('SELECT count(*) FROM own_format').pluck().get()).toBe(0);
  db.close();
});
