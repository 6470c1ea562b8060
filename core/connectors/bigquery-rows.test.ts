import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bigQueryRows } from './bigquery-rows.ts';

const cell = (v: unknown): object => ({ v });
const SCHEMA = {
  fields: [
    { name: 'name', type: 'STRING' },
    { name: 'address', type: 'BYTES' },
    { name: 'seal', type: 'BYTES' },
    { name: 'inner', type: 'RECORD', fields: [{ name: 'a', type: 'INTEGER' }] },
    { name: 'many', type: 'RECORD', mode: 'REPEATED', fields: [{ name: 'b', type: 'STRING' }] },
  ],
};
const CELLS = [
  cell('login'),
  cell('MTkyLjAuMi43'),
  cell('/wA='),
  cell({ f: [cell('7')] }),
  cell([cell({ f: [cell('x')] }), cell({ f: [cell('y')] })]),
];
const ROW = { name: 'login', address: '192.0.2.7', seal: '/wA=', inner: { a: '7' }, many: [{ b: 'x' }, { b: 'y' }] };

test.each([
  ['a page of a table', { schema: SCHEMA, rows: [{ f: CELLS }, { f: CELLS }] }, [ROW, ROW]],
  ['one row beside its schema', { schema: SCHEMA, row: { f: CELLS } }, [ROW]],
  [
    'fewer and more cells than names',
    { schema: SCHEMA, rows: [{ f: CELLS.slice(0, 1) }, { f: [...CELLS, cell(1)] }] },
    [{ name: 'login' }, ROW],
  ],
])('%s has its names again', (_, answer, rows) => expect(bigQueryRows(answer)).toEqual(rows));

test.each([
  ['no schema', { rows: [{ f: CELLS }] }],
  ['a schema of another kind', { schema: 'public', rows: [] }],
])('%s is no answer of BigQuery', (_, object) => expect(bigQueryRows(object)).toBeUndefined());

test('whatever stands in an answer, reading it ends', () => {
  const json = fc.jsonValue({ maxDepth: 6 });
  fc.assert(
    fc.property(json, json, (fields, rows) => {
      bigQueryRows({
        schema: { fields: [fields, { name: 'a', fields: [fields] }] },
        rows: [rows, { f: [{ v: rows }] }],
      });
    }),
  );
});
