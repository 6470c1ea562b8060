/** Searching bytes finds what searching the folded text finds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FoldedBytes } from './folded-bytes.ts';

const fold = (text: string): string => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Few letters, so that texts are found often; with letters beyond ASCII that have another case. */
const texts = (most: number) =>
  fc.array(fc.constantFrom('a', 'A', 'b', 'B', 'z', '@', '`', '[', 'É', 'é', '√', '😀'), { maxLength: most });

it('finds the first place of a text whatever the case of its ASCII letters', () => {
  fc.assert(
    fc.property(texts(4), texts(40), fc.nat(10), (wanted, text, from) => {
      const found = new FoldedBytes(bytesOf(wanted.join(''))).indexIn(bytesOf(text.join('')), from);
      const inBytes = Buffer.from(fold(text.join(''))).indexOf(Buffer.from(fold(wanted.join(''))), from);
      const isBeyond = from > bytesOf(text.join('')).length;
      expect(found).toBe(isBeyond ? -1 : inBytes);
    }),
    { numRuns: 2000 },
  );
});

it('finds every place, one after the other', () => {
  const wanted = new FoldedBytes(bytesOf('aA'));
  const text = bytesOf('xaaAbAA');
  const places: number[] = [];
  for (let at = wanted.indexIn(text); at >= 0; at = wanted.indexIn(text, at + 1)) places.push(at);
  expect(places).toEqual([1, 2, 5]);
});
