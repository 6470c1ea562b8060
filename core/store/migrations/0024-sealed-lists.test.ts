import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('leaves lists in clear as they are', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 23));
  db.exec("INSERT INTO person (upn) VALUES ('ana@corp.example')");
  db.exec("INSERT INTO exclusion (kind, value, added) VALUES ('user', 'ana', 1)");
  db.exec("INSERT INTO name_import (state, started, zone) VALUES ('done', 1, 'UTC')");
  migrate(db, steps.slice(0, 24));
  expect(db.prepare('SELECT upn, sealed FROM person').all()).toEqual([{ upn: 'ana@corp.example', sealed: null }]);
  expect(db.prepare('SELECT value, sealed FROM exclusion').all()).toEqual([{ value: 'ana', sealed: null }]);
  expect(db.prepare('SELECT sealed FROM name_import').pluck().all()).toEqual([0]);
  db.close();
});
