import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps sources, of whose silence nothing was told', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 34));
  db.exec(
    "INSERT INTO collector (name, config, enabled, created, modified, last_data) VALUES ('fw', '{}', 1, 1, 1, 7)",
  );
  migrate(db, steps.slice(0, 35));
  expect(db.prepare('SELECT name, last_data AS last, quiet FROM collector').all()).toEqual([
    { name: 'fw', last: 7, quiet: 0 },
  ]);
  db.close();
});
