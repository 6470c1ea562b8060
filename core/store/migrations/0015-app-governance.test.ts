import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps what was decided of apps, and knows of no correction or tag of the workspace', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 14));
  db.exec("INSERT INTO app_state (app, tag, note) VALUES ('dropbox', 'sanctioned', 'ours')");
  migrate(db, steps.slice(0, 15));
  expect(db.prepare('SELECT note FROM app_state').pluck().all()).toEqual(['ours']);
  db.pragma('foreign_keys = ON');
  db.exec("INSERT INTO custom_tag VALUES ('Pilot'); INSERT INTO app_custom_tag VALUES ('dropbox', 'pilot')");
  db.exec("DELETE FROM custom_tag WHERE name = 'PILOT'");
  for (const table of ['app_correction', 'app_custom_tag'])
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  db.close();
});
