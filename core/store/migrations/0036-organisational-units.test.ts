import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps people, whose units are not known', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 35));
  db.exec("INSERT INTO person (upn, department) VALUES ('ana@corp.example', 'Sales')");
  migrate(db, steps.slice(0, 36));
  expect(db.prepare('SELECT upn, department, org_unit FROM person').all()).toEqual([
    { upn: 'ana@corp.example', department: 'Sales', org_unit: null },
  ]);
  db.close();
});
