import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';

test('reads what the platform writes, in either alphabet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const buffer = Buffer.from(bytes);
      expect(decodeBase64(buffer.toString('base64'))).toBe(buffer.toString('latin1'));
      expect(decodeBase64(buffer.toString('base64url'))).toBe(buffer.toString('latin1'));
    }),
  );
});

test('reads lines', () => expect(decodeBase64('eyJh\r\nIjox\nfQ==\n')).toBe('{"a":1}'));

test.each(['e30.c2ln', 'A', 'ab c', 'é', '\u2028AAA'])('%j is none', (text) =>
  expect(decodeBase64(text)).toBeUndefined(),
);
