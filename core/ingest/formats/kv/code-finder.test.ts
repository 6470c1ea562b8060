import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodeFinder } from './code-finder.ts';

test('finds what a plain search finds, whatever was asked before', () => {
  const text = fc.stringMatching(/^[a=\n]{0,30}$/);
  const asked = fc.array(fc.tuple(text, fc.nat(30), fc.nat(30)));
  fc.assert(
    fc.property(asked, (questions) => {
      const finder = new CodeFinder('=');
      for (const [where, one, other] of questions) {
        const from = Math.min(one, other, where.length);
        const end = Math.min(Math.max(one, other), where.length);
        const found = where.substring(0, end).indexOf('=', from);
        expect(finder.find(where, from, end)).toBe(found < 0 ? end : found);
      }
    }),
  );
});
