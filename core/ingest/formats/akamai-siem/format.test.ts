import { expect, test } from 'vitest';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { decodedText } from './decode.ts';
import { akamaiSiem } from './format.ts';

testFormat(akamaiSiem, import.meta.url);

test('leaves a text alone that is no spelling of octets', () => {
  expect(decodedText('a%0D%0Ab')).toBe('a\r\nb');
  expect(decodedText('100% of %zz')).toBe('100% of %zz');
});
