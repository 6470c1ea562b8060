import { expect, it } from 'vitest';
import { Random } from '../../core/sample/random.ts';
import { sampleLines } from './corpus.ts';
import { mutatedLine } from './mutate.ts';
import { readBytesFuzzed } from './read-bytes-fuzzed.ts';
import { readFuzzed } from './read-fuzzed.ts';

const corpus = sampleLines();

it('reads mutated lines of every format without throwing, each with a verdict and a reason', () => {
  expect(readFuzzed({ lines: 20_000, seed: 3, corpus }).failures).toEqual([]);
});

it('reads mutated lines from bytes as it reads them as text, whatever stands around them', () => {
  const { failures, plain } = readBytesFuzzed({ lines: 12_000, seed: 3, corpus });
  expect(failures).toEqual([]);
  expect(plain).toBeGreaterThan(1000);
});

it('makes the same lines of the same seed, and most of them differ from the samples', () => {
  const lines = (seed: number): string[] => {
    const random = new Random(seed);
    return Array.from({ length: 500 }, () => mutatedLine(corpus, random));
  };
  expect(lines(9)).toEqual(lines(9));
  const known = new Set(corpus);
  expect(lines(9).filter((line) => !known.has(line)).length).toBeGreaterThan(450);
});
