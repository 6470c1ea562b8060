import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps connections, of whose earlier pulls nothing is known', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 25));
  db.exec(
    "INSERT INTO connection (name, config, vault, enabled, state, created) VALUES ('Okta', '{}', 'v', 1, 'connected', 1)",
  );
  migrate(db, steps.slice(0, 26));
  expect(db.prepare('SELECT name FROM connection').pluck().all()).toEqual(['Okta']);
  expect(db.prepare('SELECT count(*) FROM connection_pull').pluck().get()).toBe(0);
  db.close();
});
