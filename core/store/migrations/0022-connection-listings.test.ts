import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps snapshots, and knows of no listing', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 21));
  db.exec(
    "INSERT INTO tenant_snapshot (kind, tenant, taken, source, objects, rows) VALUES ('users', 't', 1, 'f', 0, '[]')",
  );
  migrate(db, steps.slice(0, 22));
  expect(db.prepare('SELECT source FROM tenant_snapshot').pluck().all()).toEqual(['f']);
  expect(db.prepare('SELECT count(*) FROM connection_listing').pluck().get()).toBe(0);
  db.close();
});
