/** What is remembered of names must never change what a record's paths lead to. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordsOf } from '../unwrap.ts';
import { fieldNames } from './field-names.ts';
import { compilePath, type JsonObject, SourceRecord } from './source-record.ts';

const PATHS = ['id', 'Id', 'a.b', 'a.0.b', 'a[name=b].value', 'toString', '__proto__', 'constructor.name', 'data', ''];
const name = fc.oneof(fc.constantFrom('id', 'a', 'a.b', 'a_b', 'toString', '__proto__', 'Id', 'data'), fc.string());
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', 'text', 7, false),
  fc.constant({ b: 'below' }),
  fc.constant([{ name: 'b', value: 'picked', b: 'first' }]),
);
/** As JSON gives it: names such as `__proto__` are fields like any other. */
const object = fc
  .array(fc.tuple(name, value), { maxLength: 6 })
  .map((fields) => `{${fields.map(([key, of]) => `${JSON.stringify(key)}:${JSON.stringify(of)}`).join(',')}}`);

it('finds at every path what it finds without a memory', () => {
  fc.assert(
    fc.property(object, (text) => {
      const data = JSON.parse(text) as JsonObject;
      const keys = Object.keys(data);
      fieldNames(keys);
      const names = fieldNames(keys);
      expect(names).toBeDefined();
      const [plain, known] = [new SourceRecord(data), new SourceRecord(data, { names })];
      for (const path of PATHS) {
        expect([path, known.value(path)]).toEqual([path, plain.value(path)]);
        expect([path, known.textAt([compilePath(path)])]).toEqual([path, plain.textAt([compilePath(path)])]);
      }
      // Nothing is ruled out that is there.
      if (!known.mayHave(PATHS)) expect(PATHS.some((path) => plain.has(path))).toBe(false);
      for (const path of PATHS) if (plain.has(path)) expect(known.mayHave([path])).toBe(true);
      const lowered = known.asLowered();
      for (const path of PATHS) expect(lowered?.value(path)).toEqual(plain.asLowered()?.value(path));
    }),
  );
});

it.each([
  ['a record', { Id: '1', Operation: 'x', TenantId: 't' }],
  ['an envelope', { specversion: '1.0', data: { Id: '1', Operation: 'x' } }],
  ['a table’s row', { TenantId: 't', Id_s: '1', Operation_s: 'x', Type_s: 'y' }],
  ['a row with a zone', { 'TimeGenerated [UTC]': 'now', Id: '1' }],
  ['a renamed record', { EventTypeId: '1', TimeGenerated: '2026-01-01T00:00:00Z', ActorName: 'ana' }],
  [
    'a row of syslog',
    {
      SyslogMessage: 'Accepted password for ana from 192.0.2.1 port 5000 ssh2',
      ProcessName: 'sshd',
      TimeGenerated: '2026-01-01T00:00:00Z',
    },
  ],
  ['one field around an object', { result: { Id: '1' } }],
])('takes %s for the same the third time as the first time', (_, record) => {
  const line = JSON.stringify(record);
  const told = () => recordsOf(line).map((one) => [one.data, PATHS.map((path) => one.value(path)), one.text('Id')]);
  const first = told();
  expect([told(), told()]).toEqual([first, first]);
});

it('remembers no more than a few lists of names, and none that are long', () => {
  const known = (names: readonly string[]): boolean => {
    fieldNames(names);
    return fieldNames(names) !== undefined;
  };
  expect(known(['alpha', 'beta', 'gamma'])).toBe(true);
  for (let at = 0; at < 8; at++) known([`alpha${at}`, 'beta', 'gamma']);
  expect(fieldNames(['alpha', 'beta', 'gamma'])).toBeUndefined();
  expect(known(Array.from({ length: 97 }, (_, at) => `name${at}`))).toBe(false);
  expect(known(['x'.repeat(5000)])).toBe(false);
});
