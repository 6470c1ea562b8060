import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('leaves evidence where it is', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 7));
  db.exec(`
    INSERT INTO stream (id, name, created) VALUES (1, 'proxy', 7);
    INSERT INTO import (id, stream, state, format, zone, keep_evidence, reading, place, started)
      VALUES (1, 1, 'done', 'x', 'UTC', 1, '', 1, 1);`);
  migrate(db, steps.slice(0, 8));
  expect(db.prepare('SELECT id, evidence_rev FROM import').all()).toEqual([{ id: 1, evidence_rev: 0 }]);
  db.close();
});
