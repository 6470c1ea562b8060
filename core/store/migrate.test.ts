import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMigrations, migrate, schemaVersion } from './migrate.ts';

let folder = '';
let db = new Database(':memory:');
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  db = new Database(':memory:');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const load = (files: Readonly<Record<string, string>>) => {
  for (const [name, sql] of Object.entries(files)) writeFileSync(path.join(folder, name), sql);
  return loadMigrations(pathToFileURL(`${folder}/`));
};

describe('loadMigrations', () => {
  it('refuses gaps, doubles and misnamed files', () => {
    expect(() => load({ '0001-a.sql': '', '0003-c.sql': '' })).toThrow('0003-c.sql breaks the sequence');
    rmSync(path.join(folder, '0003-c.sql'));
    expect(() => load({ '0001-b.sql': '' })).toThrow('0001-b.sql');
    rmSync(path.join(folder, '0001-b.sql'));
    expect(() => load({ '0002_wrong.sql': '' })).toThrow('0002_wrong.sql');
  });
});

describe('migrate', () => {
  const tables = () => db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();

  it('runs each step once, and none of a step that fails', () => {
    const steps = load({
      '0001-a.sql': 'CREATE TABLE a (x)',
      '0002-b.sql': 'CREATE TABLE b (x)',
      '0003-c.sql': 'CREATE TABLE c (x); CREATE TABLE a (y)',
    });
    migrate(db, steps.slice(0, 1));
    expect(() => migrate(db, steps)).toThrow('a already exists');
    expect(schemaVersion(db)).toBe(2);
    expect(tables()).toEqual(['a', 'b']);
    migrate(db, steps.slice(0, 2));
    expect(schemaVersion(db)).toBe(2);
  });

  it('makes a new database whole or not at all', () => {
    const steps = load({ '0001-a.sql': 'CREATE TABLE a (x)', '0002-b.sql': 'CREATE TABLE b (x); CREATE TABLE a (y)' });
    expect(() => migrate(db, steps)).toThrow('a already exists');
    expect(schemaVersion(db)).toBe(0);
    expect(tables()).toEqual([]);
    migrate(db, steps.slice(0, 1));
    expect(tables()).toEqual(['a']);
  });

  it('refuses a database that a newer version wrote', () => {
    const steps = load({ '0001-a.sql': 'CREATE TABLE a (x)' });
    db.pragma('user_version = 2');
    expect(() => migrate(db, steps)).toThrow('schema 2, this version knows 1');
    expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
  });
});

describe('0001-initial', () => {
  beforeEach(() => migrate(db, loadMigrations().slice(0, 1)));

  it('makes strict tables, sets the version and checks out', () => {
    expect(schemaVersion(db)).toBe(1);
    const tables = db.pragma('table_list') as { schema: string; name: string; strict: number }[];
    const own = tables.filter((table) => table.schema === 'main' && !table.name.startsWith('sqlite_'));
    expect(own.length).toBe(16);
    expect(own.filter((table) => table.strict !== 1)).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('lets the governance log grow only', () => {
    const add = 'INSERT INTO governance (time, actor, action, subject, detail) VALUES (1, ?, ?, ?, ?)';
    db.prepare(add).run('a', 'b', 'c', '{}');
    db.prepare(add).run('a', 'b', 'd', '{}');
    for (const attempt of [
      "UPDATE governance SET actor = 'x'",
      'DELETE FROM governance WHERE id = 2',
      "INSERT OR REPLACE INTO governance VALUES (1, 1, 'x', 'x', 'x', 'x')",
    ]) {
      expect(() => db.exec(attempt)).toThrow('the governance log is append-only');
    }
    expect(db.prepare('SELECT subject FROM governance ORDER BY id').pluck().all()).toEqual(['c', 'd']);
  });

  it('never gives the id of a removed row again', () => {
    db.exec("INSERT INTO stream VALUES (1, 's', 0)");
    const add = db.prepare(
      "INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started) VALUES (1, 'running', 'x', 'UTC', 1, '', 1, 1)",
    );
    const first = add.run().lastInsertRowid;
    db.exec('DELETE FROM import');
    expect(add.run().lastInsertRowid).toBeGreaterThan(Number(first));
  });

  it('refuses values outside its closed lists', () => {
    expect(() => db.exec("INSERT INTO app_state (app, tag) VALUES ('a', 'odd')")).toThrow('CHECK');
    expect(() => db.exec("INSERT INTO app_state (app, override_score) VALUES ('a', 11)")).toThrow('CHECK');
    expect(() => db.exec("INSERT INTO stream VALUES ('x', 's', 0)")).toThrow();
  });
});
