import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openHead } from './open-text.ts';

const HEAD = 64 * 1024;
const record = (at: number, width: number): object => ({ at, pad: 'x'.repeat(width) });

/** The numbers of the records that the beginning of a text holds. */
async function recordsIn(text: string, rows = false): Promise<number[]> {
  const head = await openHead(Readable.from([Buffer.from(text)], { objectMode: false }), HEAD, rows);
  return [...head.text.matchAll(/"at":\s?"?(\d+)/g)].map(([, at]) => Number(at));
}

describe('the beginning of a log', () => {
  const records = Array.from({ length: 40 }, (_, at) => record(at, at === 0 ? 3 * HEAD : 1000));

  it.each([
    ['lines', records.map((one) => JSON.stringify(one)).join('\n')],
    ['an array on one line', JSON.stringify(records)],
    ['an object around them', JSON.stringify({ Records: records })],
    ['an array over many lines', JSON.stringify(records, null, 1)],
    ['a table', `at,pad\n${records.map((_, at) => `${at},"${'x'.repeat(at === 0 ? 3 * HEAD : 9)}"`).join('\n')}\n`],
  ])('holds a first record that is longer than what is looked at: %s', async (_, text) => {
    const found = await recordsIn(text, true);
    expect(found.slice(0, 2)).toEqual([0, 1]);
    // No more is looked at than the first record takes, and what comes with it.
    expect(found.length).toBeLessThanOrEqual(40);
  });

  it('ends before the line that it does not hold whole', async () => {
    const text = Array.from({ length: 40 }, (_, at) => JSON.stringify(record(at, 10_000))).join('\n');
    expect(await recordsIn(text)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('of a line without end is as much as a reader would take', async () => {
    const open = async function* (): AsyncGenerator<Buffer> {
      for (;;) yield Buffer.alloc(HEAD, 'x');
    };
    const { text } = await openHead(Readable.from(open(), { objectMode: false }), HEAD);
    expect(text.length).toBeGreaterThan(2 ** 20);
    expect(text.length).toBeLessThan(2 ** 21);
  });
});
