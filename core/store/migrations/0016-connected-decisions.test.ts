import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps what was decided of apps, and knows of no decision on accounts and OAuth apps', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 15));
  db.exec("INSERT INTO app_state (app, tag, note) VALUES ('dropbox', 'sanctioned', 'ours')");
  migrate(db, steps.slice(0, 16));
  expect(db.prepare('SELECT note FROM app_state').pluck().all()).toEqual(['ours']);
  expect(
    db.prepare('SELECT (SELECT count(*) FROM account_join) + (SELECT count(*) FROM oauth_mark)').pluck().get(),
  ).toBe(0);
  db.close();
});
