import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps the snapshots, and gives no number twice', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 19));
  const add =
    "INSERT INTO tenant_snapshot (kind, tenant, taken, source, objects, rows) VALUES ('users', '', 1, 'a', 0, '[]')";
  db.exec(add);
  migrate(db, steps.slice(0, 20));
  expect(db.prepare('SELECT id, kind, source, rows FROM tenant_snapshot').all()).toEqual([
    { id: 1, kind: 'users', source: 'a', rows: '[]' },
  ]);
  db.exec(`DELETE FROM tenant_snapshot; ${add}`);
  expect(db.prepare('SELECT id FROM tenant_snapshot').pluck().all()).toEqual([2]);
  db.close();
});
