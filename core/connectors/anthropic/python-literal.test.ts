import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPythonDict } from './python-literal.ts';

describe('readPythonDict', () => {
  test.each([
    [
      `{'name': 'Alice', 'metadata': {'email_address': 'alice@example.com'}}`,
      { name: 'Alice', metadata: { email_address: 'alice@example.com' } },
    ],
    [`{"name": "O'Neil", 'n': [1, -2.5, None, True, False]}`, { name: "O'Neil", n: [1, -2.5, null, true, false] }],
    [String.raw`{'a': 'it\'s', 'b': 'x\\y', 'c': '\xe9\u20ac\U0001f600\n'}`, { a: "it's", b: 'x\\y', c: 'é€😀\n' }],
    [`{'say': '"None": {True}'}`, { say: '"None": {True}' }],
    ['{}', {}],
  ])('reads %s', (text, expected) => expect(readPythonDict(text)).toEqual(expected));

  test.each(['', "'a'", '[1]', '{', "{'a': b}", "{'a': UUID('1')}", "{'a': 'b}", '{nonsense}', "{'a': 1}}"])(
    'does not read %s',
    (text) => expect(readPythonDict(text)).toBeUndefined(),
  );

  test('reads any JSON object of texts back, and throws on nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (dict) => {
        const printed = JSON.stringify(dict);
        expect(JSON.stringify(readPythonDict(printed))).toBe(JSON.stringify(JSON.parse(printed)));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,\'"\\ xuU1eN-.') }), (text) => {
        readPythonDict(`{${text}`);
      }),
    );
  });

  test('takes no long time over long texts without an end', () => {
    expect(readPythonDict(`{'${'\\a'.repeat(15_000)}`)).toBeUndefined();
  });
});
