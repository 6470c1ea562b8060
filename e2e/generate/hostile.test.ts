import { expect, test } from 'vitest';
import { generate } from '../../core/sample/index.ts';
import { HOSTILE_KINDS, makeHostile } from './hostile.ts';

const start = Date.UTC(2025, 2, 3);
const log = () => generate({ seed: 1, lines: 3000, format: 'squid', start, days: 1 });

test('mixes in every kind after each piece and cuts off the last line', () => {
  const seen = new Map<string, number>();
  const options = { seed: 1, chunks: log(), seconds: start / 1000 };
  const bytes = Buffer.concat([...makeHostile(options, (kind) => seen.set(kind, (seen.get(kind) ?? 0) + 1))]);
  const pieces = [...log()].length;
  expect(Object.fromEntries(seen)).toEqual({
    ...Object.fromEntries(HOSTILE_KINDS.map((kind) => [kind, pieces])),
    truncated: 1,
  });
  expect(bytes.at(-1)).not.toBe(10);
  expect(bytes.includes(0)).toBe(true);
  expect(bytes.includes('山田')).toBe(true);
});

test('every kind is exactly one line of the file', () => {
  for (const kind of HOSTILE_KINDS.filter((name) => name !== 'garbage')) {
    const bytes = Buffer.concat([...makeHostile({ seed: 1, chunks: [''], seconds: 1, kinds: [kind] })]);
    expect(bytes.filter((byte) => byte === 10).length, kind).toBe(1);
  }
});
