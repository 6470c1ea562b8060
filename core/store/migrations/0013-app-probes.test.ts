import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps what was decided of apps, and knows of no probe', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 12));
  db.exec("INSERT INTO app_state (app, tag, note) VALUES ('dropbox', 'sanctioned', 'ours')");
  migrate(db, steps.slice(0, 13));
  expect(db.prepare('SELECT note FROM app_state').pluck().all()).toEqual(['ours']);
  expect(db.prepare('SELECT count(*) FROM app_probe').pluck().get()).toBe(0);
  db.close();
});
