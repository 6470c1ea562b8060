/** The tests that every format with a golden sample has to pass. For tests only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TrafficFormat } from '../api.ts';
import { figuresOf, readGolden, unclaimedLines, undeclaredFields } from '../kv/test-kit.ts';

/** Holds `sample.log` beside `here` to `expected.json`. UPDATE_GOLDEN=1 rewrites the expectation: review the difference. */
export function testFormat(format: TrafficFormat, here: string): void {
  const expected = new URL('./expected.json', here);
  const text = readFileSync(new URL('./sample.log', here), 'latin1');
  describe(format.id, () => {
    test('reads its sample as the golden file says', () => {
      const golden = readGolden(format, text, true);
      if (process.env.UPDATE_GOLDEN === '1') writeFileSync(expected, `${JSON.stringify(golden, null, 2)}\n`);
      expect(golden).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
    });

    test('finds the same figures without detail', () => {
      expect(readGolden(format, text, false).map(figuresOf)).toEqual(readGolden(format, text, true).map(figuresOf));
    });

    test('claims every line it reads', () => {
      expect(unclaimedLines(format, text)).toEqual([]);
    });

    test('lists every field it gives', () => {
      expect(undeclaredFields(format, text)).toEqual([]);
    });
  });
}
