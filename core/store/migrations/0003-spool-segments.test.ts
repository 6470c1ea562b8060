import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('leaves files as they were: no segments of a spool', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 2));
  db.exec("INSERT INTO stream (id, name, created) VALUES (1, 'proxy', 7)");
  db.exec(
    "INSERT INTO import (id, stream, state, format, zone, keep_evidence, reading, place, started) VALUES (1, 1, 'done', 'x', 'UTC', 1, '', 1, 1)",
  );
  db.exec("INSERT INTO file VALUES (7, 1, 'a.log', 10, 5, x'00ff', 'utf-8')");
  migrate(db, steps.slice(0, 3));
  expect(db.prepare('SELECT id, path, sha256, spool_sha256 FROM file').all()).toEqual([
    { id: 7, path: 'a.log', sha256: Buffer.from([0, 255]), spool_sha256: null },
  ]);
  db.close();
});
