/** Generators shared by this folder's property tests: a small field table, trees over it, records and their rows in SQL. */
import fc from 'fast-check';
import { fieldTable } from './fields.ts';

import type { FilterRecord } from './values.ts';

export const TEST_FIELDS = fieldTable(
  [
    { name: 'name', title: 'Name', type: 'text', level: 'cell' },
    { name: 'note', title: 'Note', type: 'text', level: 'cell' },
    { name: 'color', title: 'Colour', type: 'enum', level: 'cell', values: ['red', 'green', 'deep blue'].map(choice) },
    { name: 'size', title: 'Size', type: 'number', level: 'row', aliases: ['big'] },
    { name: 'bytesSent', title: 'Upload', type: 'bytes', level: 'row' },
    { name: 'seen', title: 'Seen', type: 'time', level: 'row' },
    { name: 'flag', title: 'Flag', type: 'boolean', level: 'cell' },
    { name: 'source', title: 'Source', type: 'ip', level: 'cell' },
  ],
  ['name', 'note'],
);

function choice(value: string): { readonly value: string; readonly title: string } {
  return { value, title: value.toUpperCase() };
}

/** Short texts full of what breaks parsers, LIKE and quoting. */
const nasty = fc.string({
  unit: fc.constantFrom(...'aAbBkz09%_*?[]\\"\'();,:=<>~!^$- .@/', 'é', 'É', '😀', 'K', '\n', 'and', 'or', 'known'),
  maxLength: 8,
});
const plain = fc.constantFrom(
  'alice',
  'Alice@example.com',
  'CORP\\bob',
  'a',
  'ab',
  '',
  'and',
  'known',
  'in',
  '100%',
  'x_y',
);
const text = fc.oneof(nasty, plain);
const pattern = fc.oneof(
  nasty,
  plain.map((word) => `*${word}`),
  plain.map((word) => `${word}?*`),
);
const number = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0, -0, 0.07, 1e21, 1e-7, 1000, 1024, 1_500_000, 2 ** 40, 2 ** 53, 0.1 + 0.2),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const DAY = 86_400_000;
const instant = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((day) => Date.UTC(2026, 0, 1) + day * DAY),
  fc.integer({ min: 0, max: 40 }).map((day) => Date.UTC(2026, 0, 1) + day * DAY - 1),
  fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
);
const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`);
const address = fc.oneof(
  fc.constantFrom('10.0.0.1', '10.1.2.3', '192.0.2.7', '2001:db8::1', '::', '255.255.255.255', '::ffff:10.0.0.1'),
  fc.ipV4(),
  fc.ipV6(),
);
const range = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, prefix]) => `${ip}/${prefix}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([ip, prefix]) => `${ip}/${prefix}`),
  fc.constantFrom('10.0.0.0/8', '10.0.0.0/15', '2001:db8::/32', '0.0.0.0/0', '::/0', '192.0.2.7'),
);
const color = fc.constantFrom('red', 'GREEN', 'Deep Blue', 'deep blue');

const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(item, { minLength: 1, maxLength: 3 });
const leaf = (
  field: string,
  op: fc.Arbitrary<string>,
  values: fc.Arbitrary<readonly unknown[]>,
): fc.Arbitrary<unknown> => fc.record({ field: fc.constant(field), op, values });
const one = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => item.map((value) => [value]);
const ordered = (item: fc.Arbitrary<number>): fc.Arbitrary<readonly number[]> =>
  fc.tuple(item, item).map(([a, b]) => (a <= b ? [a, b] : [b, a]));

const op = (...names: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...names);
const textual = op('eq', 'ne', 'contains', 'startsWith', 'endsWith');
const numeric = (field: string, item: fc.Arbitrary<number>): readonly fc.Arbitrary<unknown>[] => [
  leaf(field, op('eq', 'ne', 'gt', 'gte', 'lt', 'lte'), one(item)),
  leaf(field, op('in', 'notIn'), list(item)),
  leaf(field, op('between'), ordered(item)),
];

export const anyLeaf: fc.Arbitrary<unknown> = fc.oneof(
  leaf('name', textual, one(text)),
  leaf('name', op('in', 'notIn'), list(text)),
  leaf('name', op('matches'), one(pattern)),
  leaf('note', textual, one(text)),
  leaf('search', op('contains', 'matches'), one(pattern)),
  leaf('color', op('eq', 'ne'), one(color)),
  leaf('color', op('in', 'notIn'), list(color)),
  ...numeric('size', number),
  ...numeric('bytesSent', number),
  ...numeric('seen', instant),
  leaf('seen', op('eq', 'ne', 'gt', 'gte', 'lt', 'lte'), one(date)),
  leaf('seen', op('in', 'notIn'), list(fc.oneof(date, instant))),
  leaf('flag', op('eq', 'ne'), one(fc.boolean())),
  leaf('source', op('eq', 'ne'), one(address)),
  leaf('source', op('in', 'notIn'), list(address)),
  leaf('source', op('inRange'), list(range)),
  leaf('exists', op('exists'), one(fc.boolean())).chain((base) =>
    op('name', 'size', 'flag', 'source', 'color', 'seen').map((field) => ({ ...Object(base), field })),
  ),
);

/** JSON forms as a caller might send them: valid, but not canonical. */
export const anyTree: fc.Arbitrary<unknown> = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyLeaf,
    fc.record({ and: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
})).tree;

const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(item, { freq: 4 });

export const anyRecord: fc.Arbitrary<FilterRecord> = fc.record({
  name: maybe(text),
  note: maybe(text),
  color: maybe(fc.constantFrom('red', 'green', 'deep blue')),
  size: maybe(number),
  bytesSent: maybe(number),
  seen: maybe(instant),
  flag: maybe(fc.boolean()),
  source: maybe(address),
});
