import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('leaves every older import as it is: no batch joins it', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 13));
  db.exec("INSERT INTO stream (name, created, kind) VALUES ('Branch', 1, 'continuous')");
  db.exec(`INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started, own_formats, names)
    VALUES (1, 'done', 'auto', 'UTC', 1, '', 1, 1, '[]', '[]')`);
  migrate(db, steps.slice(0, 14));
  expect(db.prepare('SELECT day FROM import').pluck().all()).toEqual([null]);
  db.close();
});
