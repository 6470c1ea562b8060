import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps what was said of OAuth apps, and accepts no finding', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 31));
  db.exec("INSERT INTO oauth_mark (app, mark, note) VALUES ('okta|a', 'banned', 'not ours')");
  migrate(db, steps.slice(0, 32));
  expect(db.prepare('SELECT note FROM oauth_mark').pluck().all()).toEqual(['not ours']);
  expect(db.prepare('SELECT count(*) FROM posture_accepted').pluck().get()).toBe(0);
  db.close();
});
