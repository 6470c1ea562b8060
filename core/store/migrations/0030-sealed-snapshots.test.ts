import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('what is stored stays, in clear as it was', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 29));
  db.exec(
    "INSERT INTO tenant_snapshot (kind, tenant, taken, source, objects, rows) VALUES ('users', 't', 1, 'f', 0, '[]')",
  );
  db.exec("INSERT INTO listing_page (connection, listing, page, objects, rows) VALUES (1, 'users', 1, 0, '[]')");
  migrate(db, steps.slice(0, 30));
  expect(db.prepare('SELECT source, rows, sealed FROM tenant_snapshot').all()).toEqual([
    { source: 'f', rows: '[]', sealed: null },
  ]);
  expect(db.prepare('SELECT rows, sealed FROM listing_page').all()).toEqual([{ rows: '[]', sealed: 0 }]);
  expect(db.prepare('SELECT sealed FROM connection_listing').all()).toEqual([]);
  db.close();
});
