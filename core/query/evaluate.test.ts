import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipToBytes } from '../kit/ip.ts';
import { checkTree } from './check.ts';
import { evaluate } from './evaluate.ts';
import { parseFilter } from './parse-text.ts';
import { recordPredicate } from './predicate.ts';
import { anyRecord, anyTree, TEST_FIELDS } from './testing.ts';
import { type SqlColumn, toSql } from './to-sql.ts';
import type { FilterRecord } from './values.ts';

const COLUMNS: Readonly<Record<string, SqlColumn>> = {
  name: { sql: 'name', storage: 'text' },
  note: { sql: 'note', storage: 'text' },
  color: { sql: 'color', storage: 'number', codes: { red: 0, green: 1, 'deep blue': 2 } },
  size: { sql: 'size', storage: 'number' },
  bytesSent: { sql: 'bytes_sent', storage: 'number' },
  seen: { sql: 'seen', storage: 'number' },
  flag: { sql: 'flag', storage: 'boolean' },
  source: { sql: 'source', storage: 'address' },
};

function table(records: readonly FilterRecord[]): Database.Database {
  const db = new Database(':memory:');
  db.exec(`CREATE TABLE record (id INTEGER PRIMARY KEY, name TEXT, note TEXT, color INTEGER, size REAL,
    bytes_sent REAL, seen INTEGER, flag INTEGER, source BLOB) STRICT`);
  const insert = db.prepare('INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?)');
  records.forEach((record, id) => {
    const address = typeof record.source === 'string' ? Buffer.from(ipToBytes(record.source) ?? []) : null;
    const code = COLUMNS.color?.codes?.[String(record.color)] ?? null;
    const { name, note, size, bytesSent, seen, flag } = record;
    insert.run(id, name, note, code, size, bytesSent, seen, flag === null ? null : Number(flag), address);
  });
  return db;
}

describe('all forms of a filter agree', () => {
  it('naive, compiled and SQL', () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { minLength: 1, maxLength: 12 }),
        fc.array(anyTree, { maxLength: 12 }),
        (records, raws) => {
          const db = table(records);
          for (const raw of raws) {
            const tree = checkTree(raw, TEST_FIELDS);
            const naive = records.map((record) => evaluate(tree, record, TEST_FIELDS));
            expect(records.map(recordPredicate(tree, TEST_FIELDS))).toEqual(naive);
            try {
              const { sql, params } = toSql(tree, TEST_FIELDS, COLUMNS);
              const verdicts = db
                .prepare(`SELECT ${sql} AS verdict FROM record ORDER BY id`)
                .pluck()
                .all(...params);
              expect(verdicts).toEqual(naive.map((verdict) => (verdict === null ? null : Number(verdict))));
            } finally {
              if (raw === raws.at(-1)) db.close();
            }
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('knows no value of a list without any, which is other than everything', () => {
    const verdicts = (text: string): unknown[] => {
      const tree = parseFilter(text, TEST_FIELDS);
      const records: FilterRecord[] = [{ name: [] }, { name: ['a', 'b'] }, { name: null }];
      const naive = records.map((record) => evaluate(tree, record, TEST_FIELDS));
      expect(records.map(recordPredicate(tree, TEST_FIELDS))).toEqual(naive);
      return naive;
    };
    expect(verdicts('name:*')).toEqual([false, true, false]);
    expect(verdicts('name:unknown')).toEqual([true, false, true]);
    expect(verdicts('name!=a')).toEqual([true, false, true]);
  });

  it('is not fooled by injection attempts', () => {
    const db = table([{ name: "x'; DROP TABLE record; --" }, { name: 'x' }]);
    const tree = parseFilter(`name:"x'; DROP TABLE record; --"`, TEST_FIELDS);
    const { sql, params } = toSql(tree, TEST_FIELDS, COLUMNS);
    expect(sql).not.toContain('DROP');
    expect(
      db
        .prepare(`SELECT count(*) FROM record WHERE ${sql}`)
        .pluck()
        .get(...params),
    ).toBe(1);
    expect(db.prepare('SELECT count(*) FROM record').pluck().get()).toBe(2);
    db.close();
  });

  it('lets SQLite take the largest filter', () => {
    const db = table([{ name: 'a1999', size: 1 }]);
    for (const word of ['and', 'or'] as const) {
      const leaves = Array.from({ length: 1_999 }, (_, i) => ({ field: 'name', op: 'ne', values: [`a${i}`] }));
      const { sql, params } = toSql(checkTree({ [word]: leaves }, TEST_FIELDS), TEST_FIELDS, COLUMNS);
      expect(
        db
          .prepare(`SELECT ${sql} FROM record`)
          .pluck()
          .get(...params),
      ).toBe(1);
    }
    db.close();
  });
});

describe('evaluate', () => {
  const verdict = (text: string, record: FilterRecord) => evaluate(parseFilter(text, TEST_FIELDS), record, TEST_FIELDS);

  it.each([
    ['size>1', {}, null],
    ['size<1', {}, null],
    ['size!=1', { size: null }, true],
    ['size!=(1, 2)', {}, true],
    ['not size:1', {}, true],
    ['not size>1', {}, true],
    ['not not size:1', {}, null],
    ['not (size:1 and name:a)', { name: 'a' }, true],
    ['size:known and not size:1', {}, false],
    ['size:unknown', {}, true],
    ['size:known', { size: 0 }, true],
    ['not size:1 or size:unknown', {}, true],
    ['size>1 and name:b', { name: 'a' }, false],
    ['size>1 or name:a', { name: 'a' }, true],
    ['alice', { note: 'said Alice' }, true],
    ['not alice', { note: 'bob' }, true],
    ['name:école', { name: 'École' }, false],
    ['name:ÉCOLE', { name: 'École' }, true],
    ['name:É*', { name: 'École' }, true],
    ['name:?', { name: '😀' }, true],
    ['name!=b', { name: ['a', 'b'] }, false],
    ['name:b', { name: ['a', 'b'] }, true],
    ['name:b', { name: [] }, false],
    ['name:known', { name: [] }, false],
    ['size>5', { size: 'notApplicable' }, false],
    ['source:10.0.0.0/8', { source: Uint8Array.of(10, 2, 3, 4) }, true],
    ['source:10.0.*', { source: Uint8Array.of(10, 0, 3, 4) }, true],
    ['source:0.0.0.0/0', { source: '2001:db8::1' }, false],
    ['source:10.0.0.1', { source: 'not an address' }, false],
    ['name:constructor', {}, null],
  ] as const)('%s on %j is %s', (text, record, expected) => {
    expect(verdict(text, record)).toBe(expected);
    expect(recordPredicate(parseFilter(text, TEST_FIELDS), TEST_FIELDS)(record)).toBe(expected);
  });
});
