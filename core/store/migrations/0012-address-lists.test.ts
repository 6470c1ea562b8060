import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps ranges and knows of no lists or files', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 11));
  db.exec("INSERT INTO ip_range (name, cidrs, category) VALUES ('Office', '[]', 'corporate')");
  migrate(db, steps.slice(0, 12));
  expect(db.prepare('SELECT name FROM ip_range').pluck().all()).toEqual(['Office']);
  expect(
    db.prepare('SELECT (SELECT count(*) FROM address_list) + (SELECT count(*) FROM address_file)').pluck().get(),
  ).toBe(0);
  db.close();
});
