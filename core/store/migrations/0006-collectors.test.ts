import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('adds collectors to a workspace with streams in it', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 5));
  db.exec("INSERT INTO stream (id, name, created) VALUES (1, 'proxy', 7)");
  migrate(db, steps.slice(0, 6));
  expect(db.prepare('SELECT name FROM stream').pluck().all()).toEqual(['proxy']);
  const add = "INSERT INTO collector (name, config, enabled, created, modified) VALUES ('fw', '{}', 1, 1, 1)";
  db.exec(add);
  expect(() => db.exec(add)).toThrow('UNIQUE');
  expect(() => db.exec("INSERT INTO collector_event (time, level, message) VALUES (1, 'odd', '')")).toThrow('CHECK');
  db.close();
});
