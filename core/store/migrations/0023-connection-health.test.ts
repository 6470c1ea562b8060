import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps connections, of which nothing is known that was not before', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 22));
  db.exec(
    "INSERT INTO connection (name, config, vault, enabled, state, created) VALUES ('Okta', '{}', 'v', 1, 'error', 1)",
  );
  migrate(db, steps.slice(0, 23));
  const facts = 'SELECT name, failing_since AS since, secret_expires AS expires FROM connection';
  expect(db.prepare(facts).all()).toEqual([{ name: 'Okta', since: null, expires: null }]);
  db.close();
});
