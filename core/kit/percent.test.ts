import { expect, test } from 'vitest';
import { percentDecoded } from './percent.ts';

test('leaves a text alone that is no spelling of octets', () => {
  expect(percentDecoded('a%0D%0Ab')).toBe('a\r\nb');
  expect(percentDecoded('100% of %zz')).toBe('100% of %zz');
});
