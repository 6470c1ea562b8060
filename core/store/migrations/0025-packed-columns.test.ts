import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('leaves columns of activities as they are stored', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 24));
  db.exec("INSERT INTO activity_column (block, col, data) VALUES (1, 8, x'00')");
  migrate(db, steps.slice(0, 25));
  expect(db.prepare('SELECT block, col, data FROM activity_column').get()).toEqual({
    block: 1,
    col: 8,
    data: Buffer.from([0]),
  });
  db.close();
});
