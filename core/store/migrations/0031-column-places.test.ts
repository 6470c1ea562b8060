import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('finds each column as before, by its place', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 30));
  db.exec("INSERT INTO activity_column (block, col, data) VALUES (2, 8, x'02'), (1, 43, x'0101'), (1, 8, x'00')");
  migrate(db, steps.slice(0, 31));
  expect(db.prepare('SELECT block, col, data FROM activity_column ORDER BY block, col').all()).toEqual([
    { block: 1, col: 8, data: Buffer.from([0]) },
    { block: 1, col: 43, data: Buffer.from([1, 1]) },
    { block: 2, col: 8, data: Buffer.from([2]) },
  ]);
  const plan = (sql: string): string => JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  expect(plan('SELECT data FROM activity_column WHERE block = 1 AND col = 8')).toContain('activity_column_place');
  const marked = 'SELECT DISTINCT block FROM activity_column WHERE col IN (43, 46) AND length(data) > 1';
  expect(plan(marked)).toContain('activity_column_marked');
  expect(db.prepare(marked).pluck().all()).toEqual([1]);
  expect(() => db.exec("INSERT INTO activity_column (block, col, data) VALUES (1, 8, x'03')")).toThrow('UNIQUE');
  db.close();
});
