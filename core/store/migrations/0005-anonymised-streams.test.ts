import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps streams, names and frames as they were: in clear', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 4));
  db.exec(`
    INSERT INTO stream (id, name, created) VALUES (1, 'proxy', 7);
    INSERT INTO user (name) VALUES ('ana');
    INSERT INTO device (name) VALUES ('pc1');
    INSERT INTO import (id, stream, state, format, zone, keep_evidence, reading, place, started)
      VALUES (1, 1, 'done', 'x', 'UTC', 1, '', 1, 1);
    INSERT INTO file (id, import, path, bytes, modified, encoding) VALUES (1, 1, 'a.log', 1, 1, 'ascii');
    INSERT INTO frame (import, file, slice, seq, hash, clen, rlen, first_line, lines, first_hash, last_hash)
      VALUES (1, 1, 0, 0, x'00', 0, 1, 0, 1, 5, 6);`);
  migrate(db, steps.slice(0, 5));
  expect(db.prepare('SELECT name, anonymised FROM stream').all()).toEqual([{ name: 'proxy', anonymised: 0 }]);
  for (const table of ['user', 'device']) {
    expect(db.prepare(`SELECT count(*) FROM ${table} WHERE sealed IS NULL`).pluck().get()).toBe(1);
  }
  expect(db.prepare('SELECT first_hash, last_hash, edges FROM frame').all()).toEqual([
    { first_hash: 5, last_hash: 6, edges: null },
  ]);
  db.close();
});
