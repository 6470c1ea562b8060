import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('knows of no name that an older import has from evidence', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 9));
  db.exec("INSERT INTO name_import (state, started, zone) VALUES ('done', 1, 'UTC')");
  db.exec("INSERT INTO name_record VALUES (1, 0, '192.0.2.7', 1, 0, '', 'www.example.com', 9)");
  migrate(db, steps.slice(0, 10));
  expect(db.prepare('SELECT count(*) FROM name_use').pluck().get()).toBe(0);
  expect(db.prepare('SELECT value FROM name_record').pluck().all()).toEqual(['www.example.com']);
  db.close();
});
