/** What every connector promises, whatever it is fed: it does not throw, and it leaves other connectors' records to them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActivityReader, toActivity } from './activity-reader.ts';
import { fixturesOf } from './connectors.test-kit.ts';
import { CONNECTORS } from './index.ts';
import { isObject, SourceRecord } from './kit/source-record.ts';
import { recordsOf } from './unwrap.ts';

const LATE = Date.UTC(2030, 0, 1);
const fixtures = CONNECTORS.flatMap(fixturesOf);
const records = fixtures.flatMap(({ connector, lines }) =>
  lines
    .map((line) => ({ id: connector.id, line, unfolded: recordsOf(line) }))
    .filter(({ unfolded }) => unfolded.length > 0),
);

const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '{',
  '[[[[',
  '{"a":',
  [],
  [null],
  [[]],
  {},
  { Name: null },
  '<script>alert(1)</script>',
  '=cmd|"/c calc"!A1',
  '\u202egnp.exe',
  '\u0000\u0007',
  '__proto__',
  { __proto__: null, constructor: 'x', toString: 'y' },
];
/** Stands in every place of one record of each connector: what does more than look at it once hangs. */
const LONG = 'x'.repeat(200_000);

/** Puts a hostile value at every place of a record, one at a time. */
function* spoilt(value: unknown, bad: unknown): Generator<unknown> {
  yield bad;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const other of spoilt(item, bad)) yield value.with(at, other);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    for (const other of spoilt(item, bad)) yield { ...value, [key]: other };
  }
}

describe.each(CONNECTORS)('$id', (connector) => {
  const own = records.filter(({ id }) => id === connector.id);

  test('never throws, whatever stands in a field', () => {
    const reader = new ActivityReader([connector], { fileName: '' }, LATE);
    for (const [at, { line }] of own.slice(0, 8).entries()) {
      const isText = !line.startsWith('{');
      const record: unknown = isText ? recordsOf(line)[0]?.data : JSON.parse(line);
      for (const bad of at === 0 ? [...HOSTILE, LONG] : HOSTILE) {
        for (const other of spoilt(record, bad)) {
          const { events, refusal } = isText
            ? reader.readRecord(new SourceRecord(isObject(other) ? other : {}))
            : reader.readLine(JSON.stringify(other));
          if (events.length === 0 && refusal === null)
            expect.fail(`neither read nor refused: ${JSON.stringify(other)}`);
          for (const event of events) toActivity(event, 1);
        }
      }
    }
  });

  test('never throws on other connectors\u2019 records or on any JSON', () => {
    const reader = new ActivityReader([connector], { fileName: '' }, LATE);
    for (const { unfolded } of records) for (const record of unfolded) reader.readRecord(record);
    fc.assert(
      fc.property(fc.json(), (text) => {
        reader.readLine(text);
      }),
      { numRuns: 100 },
    );
  });

  test('claims with certainty none of the others\u2019 records', () => {
    const claimed = records.filter(
      ({ id, unfolded }) => id !== connector.id && unfolded.some((record) => connector.claim(record).score === 1),
    );
    expect(claimed.map(({ line }) => line)).toEqual([]);
  });
});

test('reads a record the same whatever was read before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...records), { minLength: 1, maxLength: 8 }), (some) => {
      const shared = new ActivityReader(CONNECTORS, { fileName: '' }, LATE);
      for (const { line } of some) {
        const fresh = new ActivityReader(CONNECTORS, { fileName: '' }, LATE);
        expect(shared.readLine(line)).toEqual(fresh.readLine(line));
      }
    }),
    { numRuns: 50 },
  );
});
