import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePercent, decodeUtf8, encodePercent, encodeUtf8, hasHighCode } from './text.ts';

describe('decodeUtf8', () => {
  it('reads back any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeUtf8(encodeUtf8(text)) === text));
  });

  it('agrees with the platform on any bytes that are UTF-8, and leaves the rest alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => {
        const latin1 = Buffer.from(bytes).toString('latin1');
        let expected = latin1;
        try {
          expected = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
          // Not UTF-8: the text must come back unchanged.
        }
        expect(decodeUtf8(latin1)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps Latin-1 and decoded text', () => {
    expect(decodeUtf8('caf\u00e9')).toBe('caf\u00e9');
    expect(decodeUtf8('\u043f\u0440')).toBe('\u043f\u0440');
    expect(decodeUtf8('\u00c0\u00af')).toBe('\u00c0\u00af');
  });
});

it('decodes percent sequences', () => {
  expect(decodePercent('Road%20Warrior')).toBe('Road Warrior');
  expect(decodePercent('M%C3%BCller')).toBe('M\u00fcller');
  expect(decodePercent('100% %zz %00 %0a')).toBe('100% %zz %00 %0a');
  expect(decodePercent('plain')).toBe('plain');
});

it('encodes all but unreserved characters', () => {
  expect(encodePercent("a-b_c.d~e/?&='()*! ü")).toBe('a-b_c.d~e%2F%3F%26%3D%27%28%29%2A%21%20%C3%BC');
});

it('sees high characters', () => {
  expect(hasHighCode('abc')).toBe(false);
  expect(hasHighCode('ab\u00e9')).toBe(true);
});
