import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('comes beside what a workspace holds', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 3));
  db.exec("INSERT INTO stream (id, name, created) VALUES (1, 'proxy', 7); INSERT INTO user VALUES (4, 'ana')");
  migrate(db, steps.slice(0, 4));
  expect(db.prepare('SELECT name FROM user').pluck().all()).toEqual(['ana']);
  db.exec("INSERT INTO exclusion (kind, value, added) VALUES ('user', 'ana', 1)");
  expect(() => db.exec("INSERT INTO exclusion (kind, value, added) VALUES ('user', 'ana', 2)")).toThrow('UNIQUE');
  expect(() => db.exec("INSERT INTO ip_range (name, cidrs, category) VALUES ('a', '[]', 'odd')")).toThrow('CHECK');
  db.close();
});
