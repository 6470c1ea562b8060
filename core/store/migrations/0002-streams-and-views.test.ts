import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps streams as they were: brought by hand, in the global view', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 1));
  db.exec("INSERT INTO stream VALUES (1, 'proxy', 7)");
  migrate(db, steps.slice(0, 2));
  expect(db.prepare('SELECT * FROM stream').all()).toEqual([
    { id: 1, name: 'proxy', created: 7, kind: 'snapshot', comment: '', in_global: null },
  ]);
  expect(() => db.exec("UPDATE stream SET kind = 'odd'")).toThrow('CHECK');
  db.close();
});
