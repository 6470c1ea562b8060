/** Lines that fit a layout must read as lines do that are looked at anew, whatever is done to them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EventDraft } from '../api.ts';
import { DraftFiller } from './draft-filler.ts';
import { hasAnyKey, hasKeys, keySet, sceneOf } from './json-keys.ts';
import { layoutOf, valueEnds, valueStarts } from './json-layout.ts';
import { JsonPaths } from './json-paths.ts';

const SPEC = {
  time: ['ts', 'event.start'],
  sourceIp: ['source.ip', 'src'],
  sourceUser: ['user.name'],
  destinationHost: ['host', 'hosts', 'dest.name'],
  bytesSent: ['sent'],
  action: ['event.action'],
} as const;
const WATCH = ['kind', 'event.kind'];

const word = fc.constantFrom(
  '10.1.2.3',
  'www.example.com',
  'alice',
  'denied',
  '-',
  '',
  'uid',
  'kind',
  'a"b',
  'x\\',
  'é',
  '{',
  '1',
);
const value = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 3, arbitrary: fc.constantFrom(null, 0, 17, -1.5, 1735689600.123, true) },
  { weight: 1, arbitrary: fc.array(word, { maxLength: 3 }) },
);
const name = fc.constantFrom('ts', 'src', 'host', 'hosts', 'sent', 'kind', 'source.ip', 'uid', 'other', 'id.orig_h');
const object = fc.dictionary(
  name,
  fc.oneof(
    value,
    value,
    fc.dictionary(fc.constantFrom('ip', 'name', 'action', 'kind', 'start'), value, { maxKeys: 3 }),
  ),
  { maxKeys: 7 },
);
/** The same names with the values of others in their places, written tightly or not, perhaps damaged. */
const log = fc
  .tuple(
    fc.array(object, { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.nat(60),
        fc.stringMatching(/^["\\:,{}[\] a1]{0,2}$/),
      ),
    ),
  )
  .map(([shapes, lines]) =>
    lines.flatMap(([shape, words, at, put]) => {
      let next = 0;
      const text = JSON.stringify(shapes[shape % shapes.length], (_, held: unknown) =>
        typeof held === 'string' ? words[next++ % words.length] : held,
      );
      return put === '' ? [text, text.replaceAll(',"', ', "')] : [text, text.slice(0, at) + put + text.slice(at)];
    }),
  );

/** Lines of one layout, until it is believed again that layouts come back. */
function settle(): void {
  for (let at = 0; at < 2100; at++) layoutOf(`{"settled":${at}}`, 0, `{"settled":${at}}`.length);
}

/** Often enough for their layouts to be worth remembering. */
const repeated = (lines: readonly string[]): string[] => Array.from({ length: 6 }, () => lines).flat();

function read(paths: JsonPaths, line: string): unknown {
  const draft = new EventDraft();
  const filler = new DraftFiller(paths.table);
  const isObject = paths.read(line, 0, line.length, filler, draft);
  return { isObject, draft: { ...draft }, watched: WATCH.map((_, at) => [paths.has(at), paths.watched(at)]) };
}

it('takes whole objects only, and finds their values', () => {
  for (const line of [
    '{"a":1',
    '{"a":1}x',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a" 1}',
    '{"a\\n":1}',
    '[1]',
    '"a"',
    '{"a":}',
    '{]',
    '',
  ])
    expect(layoutOf(line, 0, line.length)).toBeNull();
  settle();
  const text = '{"a":"x","b":{"c":[12,null,""],"d":{}}}';
  expect(layoutOf(text, 0, text.length)).toMatchObject({ isText: [true, false, false, true] });
  expect(Array.from({ length: 4 }, (_, at) => text.slice(valueStarts[at], valueEnds[at]))).toEqual([
    'x',
    '12',
    'null',
    '',
  ]);
});

it('gives paths the values that a look at every name gives', () => {
  const paths = new JsonPaths(SPEC, WATCH);
  fc.assert(
    fc.property(log, (lines) => {
      settle();
      for (const line of repeated(lines)) expect(read(paths, line)).toEqual(read(new JsonPaths(SPEC, WATCH), line));
    }),
  );
});

it('tells which names a line holds', () => {
  const sets = [['"uid"'], ['"kind"', '"ts"'], ['"source.'], ['"id.orig_h"', 'hosts"'], ['"kind":"alice']];
  const keys = sets.map((words) => ({ words, set: keySet(...words) }));
  fc.assert(
    fc.property(log, (lines) => {
      settle();
      const scenes = new Map<number, string>();
      for (const line of repeated(lines)) {
        const holds = (text: string): boolean => line.includes(text);
        for (const { words, set } of keys) {
          expect(hasKeys(line, 0, line.length, set)).toBe(line.startsWith('{') && words.every(holds));
          expect(hasAnyKey(line, 0, line.length, set)).toBe(words.some(holds));
        }
        const firm = keys.filter(({ set }) => !set.isLoose).map(({ set }) => hasKeys(line, 0, line.length, set));
        const scene = sceneOf(line, 0, line.length);
        if (scene === 0) continue;
        expect(scenes.get(scene) ?? firm.join()).toBe(firm.join());
        scenes.set(scene, firm.join());
      }
    }),
  );
});

it('goes on reading lines that never look alike', () => {
  const paths = new JsonPaths(SPEC, WATCH);
  for (let at = 0; at < 300; at++) {
    const line = `{"n${at}":1,"src":"10.0.0.${at % 256}"}`;
    expect(read(paths, line)).toMatchObject({ draft: { sourceIp: `10.0.0.${at % 256}` } });
  }
});
