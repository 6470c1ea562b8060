import { expect, it } from 'vitest';
import { emptyCounts } from '../../ingest/slice/counts.ts';
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';
import { FileTally } from './file-ledger.ts';

/** A slice of ten lines that rejected its first `rejects`. */
function sliceOf(slice: number, rejects: number): SliceResult {
  const samples = Array.from({ length: rejects }, (_, line) => ({
    file: 1,
    slice,
    line,
    verdict: 'rejected' as const,
    reason: 'shape',
    raw: `slice ${slice}, line ${line}`,
  }));
  return { file: 1, slice, bytes: 100, lines: 10 + slice, counts: emptyCounts(), samples, tMin: slice, tMax: slice };
}

it('keeps the first samples of the file, whatever the order that slices end in', () => {
  const tally = new FileTally();
  for (const slice of [2, 0, 1, 5, 4, 3]) tally.add(sliceOf(slice, 5));
  expect(tally.sliceLines()).toEqual([10, 11, 12, 13, 14, 15]);
  expect(tally.samples()).toHaveLength(20);
  expect(tally.samples().slice(4, 7)).toEqual([
    { line: 5, verdict: 'rejected', reason: 'shape', raw: 'slice 0, line 4' },
    { line: 11, verdict: 'rejected', reason: 'shape', raw: 'slice 1, line 0' },
    { line: 12, verdict: 'rejected', reason: 'shape', raw: 'slice 1, line 1' },
  ]);
  expect(tally.samples().at(-1)?.raw).toBe('slice 3, line 4');
  expect([tally.tMin, tally.tMax]).toEqual([0, 5]);
});

it('takes what came of a file whose reading stopped on the way', () => {
  const tally = new FileTally();
  for (const slice of [3, 0]) tally.add(sliceOf(slice, 1));
  expect(tally.sliceLines()).toEqual([10, 13]);
  expect(tally.samples().map((sample) => sample.line)).toEqual([1, 11]);
});
