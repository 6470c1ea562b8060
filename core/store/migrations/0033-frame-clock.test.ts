import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('knows of no clock before frames of earlier imports', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 32));
  db.pragma('foreign_keys = OFF');
  db.exec(`INSERT INTO frame (import, file, slice, seq, hash, offset, clen, rlen, first_line, lines, first_hash, last_hash, prelude)
    VALUES (1, 1, 0, 0, x'00', 0, 1, 1, 0, 1, 0, 0, '')`);
  migrate(db, steps.slice(0, 33));
  expect(db.prepare('SELECT id, clock FROM frame').all()).toEqual([{ id: 1, clock: null }]);
  db.close();
});
