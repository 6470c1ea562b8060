/** Whatever a line holds, the bits of its part say that it may; and they say no of most that no line holds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gramsOf, mayHoldGrams, recordGrams } from './record-grams.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Pieces as logs repeat them, with ids, other letters and nothing. */
const pieces = fc.oneof(
  fc.constantFrom('"Operation":"FileAccessed",', '"Id":"', '-4000-8000-', 'https://example.com/', 'ÄÖ√😀', '"', ''),
  fc.stringMatching(/^[0-9a-fA-F-]{1,12}$/),
  fc.string({ maxLength: 5 }).map((text) => text.replaceAll('\n', ' ')),
);
const lines = fc.array(
  fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  { minLength: 1, maxLength: 12 },
);

it('never says no of a text that a line holds, whatever its case', () => {
  fc.assert(
    fc.property(lines, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 40 }), (all, which, from, length) => {
      const bits = recordGrams(bytesOf(all.join('\n')));
      const line = bytesOf(all[which % all.length] ?? '');
      const start = from % (line.length + 1);
      const held = line.subarray(start, start + length);
      const upper = held.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
      expect([held, upper].map((text) => mayHoldGrams(bits, gramsOf(text)))).toEqual([true, true]);
    }),
    { numRuns: 3000 },
  );
});

it('has the pieces of every line and no others, however much of a line repeats an earlier one', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const bits = recordGrams(bytesOf(all.join('\n')));
      const plain = new Uint8Array(bits.length);
      for (const hash of all.flatMap((line) => gramsOf(bytesOf(line)))) {
        const bit = Math.floor((hash / 2 ** 32) * bits.length * 8);
        plain[bit >>> 3] = (plain[bit >>> 3] ?? 0) | (1 << (bit & 7));
      }
      expect(bits).toEqual(plain);
    }),
    { numRuns: 1000 },
  );
});

it('says no of most texts that no line holds', () => {
  const record = (at: number): string =>
    `{"Id":"${Math.imul(at, 0x9e3779b1) >>> 0}-4000-8000","Operation":"FileAccessed","UserId":"user${at % 50}@example.com"}`;
  const bits = recordGrams(bytesOf(Array.from({ length: 2000 }, (_, at) => record(at)).join('\n')));
  const others = Array.from({ length: 300 }, (_, at) => `/sites/team${at}/plan-${at * 31}.docx`);
  const wrong = others.filter((text) => mayHoldGrams(bits, gramsOf(bytesOf(text))));
  expect(wrong.length).toBeLessThan(3);
});

it('tells nothing of a text that is too short', () => {
  expect(gramsOf(bytesOf('abc'))).toEqual([]);
  expect(gramsOf(bytesOf('4711'))).toEqual([]);
  expect(gramsOf(bytesOf('okta'))).toHaveLength(1);
});
