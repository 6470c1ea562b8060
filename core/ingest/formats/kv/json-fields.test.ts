import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8 } from '../../../kit/text.ts';
import { JsonFields } from './json-fields.ts';

function pairs(json: string): Record<string, string> {
  const fields = new JsonFields();
  const out: Record<string, string> = {};
  if (!fields.reset(json, 0, json.length)) return out;
  while (fields.next()) out[json.substring(fields.keyStart, fields.keyEnd)] = fields.value();
  return out;
}

test('reads scalars, passes over what is nested, and gives nothing for null', () => {
  const json = '{"a":"x","b": 12 ,"c":null,"d":{"a":"no","e":["]","}"]},"f":[1,{"a":2}],"g":true}';
  expect(pairs(json)).toEqual({ a: 'x', b: '12', c: '', d: '', f: '', g: 'true' });
});

test('undoes escapes into UTF-8 bytes', () => {
  const read = pairs('{"a":"caf\\u00e9 \\ud83d\\ude00 \\"q\\" \\\\ \\/"}');
  expect(decodeUtf8(read.a ?? '')).toBe('café 😀 "q" \\ /');
});

test('ends early on a damaged object', () => {
  expect(pairs('{"a":"x","b"')).toEqual({ a: 'x' });
  expect(pairs('[1,2]')).toEqual({});
});

test('agrees with JSON.parse', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const key = fc.stringMatching(/^[a-zA-Z]{1,8}$/).filter((name) => name !== '__proto__');
  fc.assert(
    fc.property(fc.dictionary(key, value), (object) => {
      // Non-ASCII as escapes, since the text is bytes.
      const json = JSON.stringify(object).replace(
        /[\u0080-\uffff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const read = pairs(json);
      for (const [name, expected] of Object.entries(object)) {
        expect(decodeUtf8(read[name] ?? '')).toBe(String(expected).toWellFormed());
      }
    }),
  );
});
