import { expect, it } from 'vitest';
import { generate, LOG_FORMATS, startFor } from '../../core/sample/index.ts';
import { Random } from '../../core/sample/random.ts';
import { ChoiceAgrees } from './choice-agrees.ts';
import { sampleLines } from './corpus.ts';
import { mutatedLine } from './mutate.ts';
import { readBytesFuzzed } from './read-bytes-fuzzed.ts';
import { FILE_DATE_MS, readFuzzed } from './read-fuzzed.ts';

const corpus = sampleLines();

it('reads mutated lines of every format without throwing, each with a verdict and a reason', () => {
  expect(readFuzzed({ lines: 20_000, seed: 3, corpus }).failures).toEqual([]);
});

/** Lines of each layout that can be made. */
function generatedLines(): string[] {
  const start = startFor(FILE_DATE_MS, 1);
  return LOG_FORMATS.flatMap((format) =>
    [...generate({ format, seed: 5, lines: 200, start, days: 1 })].join('').trimEnd().split('\n'),
  );
}

it('reads lines of samples and generated ones, in order and mixed, as if every format were asked for its claim', () => {
  const choice = new ChoiceAgrees();
  const lines = [...corpus, ...generatedLines()];
  const random = new Random(7);
  const mixed = Array.from({ length: 5000 }, () => lines[random.below(lines.length)] ?? '');
  for (const all of [lines, mixed]) {
    choice.beginFile(FILE_DATE_MS);
    for (const line of all) expect({ line, differs: choice.read(line) }).toEqual({ line, differs: '' });
  }
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
