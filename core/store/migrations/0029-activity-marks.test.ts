import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('knows blocks with marks, of before and of later', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 28));
  db.exec(`INSERT INTO activity_column (block, col, data) VALUES (1, 43, x'00'), (1, 46, x'00'), (1, 8, x'0102'),
    (2, 43, x'0102'), (2, 46, x'00'), (3, 43, x'00'), (3, 46, x'0103')`);
  migrate(db, steps.slice(0, 29));
  const marked = 'SELECT DISTINCT block FROM activity_column WHERE col IN (43, 46) AND length(data) > 1 ORDER BY block';
  expect(db.prepare(marked).pluck().all()).toEqual([2, 3]);
  expect(JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${marked}`).all())).toContain('activity_column_marked');
  db.exec(
    "UPDATE activity_column SET data = x'00' WHERE block = 2; INSERT INTO activity_column VALUES (4, 43, x'0101')",
  );
  expect(db.prepare(marked).pluck().all()).toEqual([3, 4]);
  db.close();
});
