import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, parsePattern, printPattern } from './pattern.ts';

/** The same question put to a regular expression. */
function byRegExp(pattern: string, value: string): boolean {
  const source = parsePattern(pattern)
    .map((piece) => (piece === 0 ? '[^]*' : piece === 1 ? '[^]' : piece.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')))
    .join('');
  const fold = (text: string) => text.replace(/[A-Z]/g, (char) => char.toLowerCase());
  return new RegExp(`^(?:${fold(source)})$`, 'u').test(fold(value));
}

describe('patterns', () => {
  it('match as a regular expression would', () => {
    const units = fc.string({
      unit: fc.constantFrom('a', 'B', '*', '?', '[', ']', '[*]', '😀', '.', '\\'),
      maxLength: 8,
    });
    const values = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '😀', '.', '\\'), maxLength: 8 });
    fc.assert(
      fc.property(units, values, (pattern, value) => {
        expect(compilePattern(pattern)(value)).toBe(byRegExp(pattern, value));
        expect(printPattern(parsePattern(printPattern(parsePattern(pattern))))).toBe(
          printPattern(parsePattern(pattern)),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('folds ASCII and nothing else', () => {
    // The Kelvin sign and the long s fold to k and s beyond ASCII.
    expect(['K', 'k', '\u212a'].map(compilePattern('*k*'))).toEqual([true, true, false]);
    expect(['S', 's', '\u017f'].map(compilePattern('*S*'))).toEqual([true, true, false]);
    expect(['é', 'É'].map(compilePattern('*é*'))).toEqual([true, false]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(compilePattern('??')('😀')).toBe(false);
    expect(compilePattern('*?')('😀')).toBe(true);
  });

  it('answers hostile patterns', () => {
    const pattern = `${'a*'.repeat(900)}b`;
    expect(compilePattern(pattern)('a'.repeat(5_000))).toBe(false);
    expect(compilePattern(`${'*?a'.repeat(600)}b`)('a'.repeat(2_000))).toBe(false);
  });
});
