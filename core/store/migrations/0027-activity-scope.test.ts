import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';
import { scopeFacts } from '../write/activity-scope.ts';

it('limits nobody in a workspace from before', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 26));
  db.exec("INSERT INTO person (id, account, groups) VALUES (1, 'ann', '[\"Pilot\"]')");
  migrate(db, steps.slice(0, 27));
  expect(scopeFacts(db, null)).toBeNull();
  expect(db.prepare('SELECT account FROM person').pluck().all()).toEqual(['ann']);
  db.close();
});
