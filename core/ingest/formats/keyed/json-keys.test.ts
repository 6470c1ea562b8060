import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasAnyKey, hasKeys, keySet, knownSceneOf, sceneHolds, sceneOf } from './json-keys.ts';
import { beginBytes, layoutOf } from './json-layout.ts';

const TEXTS = ['"ab"', '"abc', '"a.', '"b"', 'b:"', '%2F', '"ab"'] as const;
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.', '"', ':', '%2F', '\\', ' '), maxLength: 24 });

/** Lines of ever new layouts make the comparing pause: those of tests that ran in this thread before. */
function outlastPause(): void {
  for (let line = 0; line <= 2_000; line++) layoutOf(`{"again":${line % 2}}`, 0, 11);
}

// First: the other tests' lines make the comparing pause as well.
it('knows an object from its bytes as often as it is asked, and another in its place for another', () => {
  const [mail, web] = ['{"kind":"mail","x":"one"}', '{"site":"a.example","x":"one"}'];
  const keys = keySet('"kind"');
  outlastPause();
  const scenes = [mail, web].map((line) => sceneOf(line, 0, line.length));
  const bytes = Buffer.alloc(64);
  for (const [at, line] of [mail, web, mail].entries()) {
    bytes.write(line, 'latin1');
    beginBytes();
    for (let again = 0; again < 2; again++) {
      expect(knownSceneOf(bytes, 0, line.length)).toBe(scenes[at % 2]);
      expect(sceneHolds(keys)).toBe(line === mail);
      expect(knownSceneOf(bytes, 1, line.length)).toBe(0);
    }
  }
});

it('finds what a search finds in objects of a few layouts, whatever their values begin with', () => {
  const long = 'k'.repeat(40);
  const sets = ['"ab"', '"abc', '"ab', '"kind"', `"${long}"`, `"${long}l`].map((text) => ({
    text,
    keys: keySet(text),
  }));
  const names = ['ab', 'abc', 'abcd', 'ac', 'kind', '', 'b', 'kin', long, long.slice(1), `${long}l`, `${long}lm`];
  const value = fc.constantFrom(...names, ...names.map((name) => `say "${name}"`));
  const object = fc.record({ kind: value, b: value, list: fc.constantFrom(['ab'], ['x'], []) });
  fc.assert(
    fc.property(fc.array(object, { maxLength: 30 }), (objects) => {
      for (const line of objects.map((one) => JSON.stringify(one))) {
        for (const { text, keys } of sets) expect(hasKeys(line, 0, line.length, keys)).toBe(line.includes(text));
      }
    }),
  );
});

it('finds what a search finds, in any order of lines and questions', () => {
  const sets = TEXTS.map((text) => ({ text, keys: keySet(text) }));
  const both = keySet(TEXTS[0], TEXTS[2]);
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 8 }), (lines) => {
      const whole = lines.map(([before, inside]) => `${before}{${inside}}`).join('\n');
      let start = 0;
      for (const [before, inside] of lines) {
        const from = start + before.length;
        const end = from + inside.length + 2;
        const has = (text: string) => whole.slice(from, end).includes(text);
        for (const { text, keys } of sets) {
          expect(hasKeys(whole, from, end, keys)).toBe(has(text));
          expect(hasAnyKey(whole, from, end, keys)).toBe(has(text));
        }
        expect(hasKeys(whole, from, end, both)).toBe(has(TEXTS[0]) && has(TEXTS[2]));
        start = end + 1;
      }
    }),
  );
});

it('finds nothing in what is no object', () => {
  expect(hasKeys('["ab"]', 0, 6, keySet('"ab"'))).toBe(false);
  expect(hasKeys('@cee: {"ab":1}', 0, 14, keySet('"ab"'))).toBe(true);
});
