import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps connections, and knows of nothing that was changed through them', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 20));
  db.exec(
    "INSERT INTO connection (name, config, vault, enabled, state, created) VALUES ('Okta', '{}', 'v', 1, 'new', 1)",
  );
  migrate(db, steps.slice(0, 21));
  expect(db.prepare('SELECT name FROM connection').pluck().all()).toEqual(['Okta']);
  expect(db.prepare('SELECT count(*) FROM action_run').pluck().get()).toBe(0);
  db.close();
});
