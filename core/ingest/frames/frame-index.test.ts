import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_SECOND, MemoryStream, squidLine, squidLineWith } from '../slice/slice.test-kit.ts';
import { commonRun } from './common-run.ts';

const POOL = 90;
/** Lines of one long log; every sixth or so ends a frame. */
const LOG = Array.from({ length: POOL }, (_, i) =>
  squidLineWith({ second: FIRST_SECOND + i, user: `user${i}` }, i % 6 === 3 || i % 17 === 5),
);

const window = fc.tuple(fc.nat(POOL - 1), fc.integer({ min: 1, max: POOL })).map(([from, length]) => ({
  from,
  to: Math.min(POOL, from + length),
}));

type Tail = 'whole' | 'noLineEnd' | 'cutOff';

function text({ from, to }: { from: number; to: number }, lineEnd: string, tail: Tail): Buffer {
  const all = LOG.slice(from, to)
    .map((line) => line + lineEnd)
    .join('');
  if (tail === 'whole') {
    return Buffer.from(all);
  }
  const last = LOG[to - 1] ?? '';
  const keep = tail === 'noLineEnd' ? last.length : 20;
  return Buffer.from(all.slice(0, all.length - last.length - lineEnd.length + keep));
}

/** Windows of the log, each perhaps ending as a file that is being written does. */
const version = fc.record({ window, tail: fc.constantFrom<Tail>('whole', 'whole', 'noLineEnd', 'cutOff') });

describe('overlapping files of one stream', () => {
  it.each(['\n', '\r\n'])('count every line exactly once, whatever the order and the cuts (line end %j)', (lineEnd) => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 4 }), (versions) => {
        const stream = new MemoryStream();
        const expected = new Set<number>();
        for (const { window: part, tail } of versions) {
          const { counts } = stream.importFile(text(part, lineEnd, tail));
          const before = expected.size;
          for (let i = part.from; i < (tail === 'cutOff' ? part.to - 1 : part.to); i++) {
            expected.add(i);
          }
          expect(counts.parsed - counts.duplicates).toBe(expected.size - before);
        }
        const stored = stream.lines().filter((line) => LOG.includes(line));
        expect(stored.sort()).toEqual([...expected].map((i) => LOG[i]).sort());
      }),
      { numRuns: 150 },
    );
  });

  it('add only the tail of a grown log, and nothing of a copy or of the head of one', () => {
    const stream = new MemoryStream();
    const half = text({ from: 0, to: 45 }, '\n', 'whole');
    const full = text({ from: 0, to: POOL }, '\n', 'whole');
    expect(stream.importFile(half).counts.duplicates).toBe(0);
    expect(stream.importFile(full).counts).toMatchObject({ parsed: POOL, duplicates: 45 });
    expect(stream.importFile(full).counts).toMatchObject({ parsed: POOL, duplicates: POOL });
    expect(stream.importFile(half).counts).toMatchObject({ parsed: 45, duplicates: 45 });
  });

  it('are recognised where long lines leave no cut for megabytes', () => {
    const long = Array.from({ length: 60 }, (_, i) =>
      squidLineWith(
        { second: FIRST_SECOND + i, user: `user${i}`, host: `${'x'.repeat(60)}.example.com` },
        false,
      ).replace(' HIER', `${'y'.repeat(100_000)} HIER`),
    );
    const stream = new MemoryStream();
    const of = (from: number, to: number) =>
      Buffer.from(
        long
          .slice(from, to)
          .map((line) => `${line}\n`)
          .join(''),
      );
    stream.importFile(of(0, 50));
    expect(stream.importFile(of(7, 60)).counts).toMatchObject({ read: 53, duplicates: 43 });
  });
});

describe('lines that repeat', () => {
  const X = squidLineWith({ second: FIRST_SECOND }, true);
  const Y = squidLineWith({ second: FIRST_SECOND }, false);
  const Z = squidLine({ second: FIRST_SECOND, user: 'z' });
  const repeated = fc.array(fc.constantFrom(X, Y, Z), { minLength: 1, maxLength: 60 });
  const bytes = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));

  it('are never duplicates inside one file', () => {
    fc.assert(
      fc.property(repeated, (lines) => {
        expect(new MemoryStream().importFile(bytes(lines)).counts).toMatchObject({
          parsed: lines.length,
          duplicates: 0,
        });
      }),
    );
  });

  it('are all duplicates in a copy of the file', () => {
    fc.assert(
      fc.property(repeated, (lines) => {
        const stream = new MemoryStream();
        stream.importFile(bytes(lines));
        expect(stream.importFile(bytes(lines)).counts).toMatchObject({
          parsed: lines.length,
          duplicates: lines.length,
        });
      }),
    );
  });

  it('are new when a log grows by more of the same line, be it one that ends frames', () => {
    for (const line of [X, Y]) {
      const stream = new MemoryStream();
      stream.importFile(bytes(Array(5).fill(line)));
      expect(stream.importFile(bytes(Array(9).fill(line))).counts).toMatchObject({ parsed: 9, duplicates: 5 });
    }
  });
});

describe('commonRun', () => {
  const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 12 });

  /** The definition: the first alignment, new lines inside the stored ones before the other way round. */
  function slow(fresh: readonly string[], stored: readonly string[]) {
    for (const [inFresh, inStored] of [
      ...stored.map((_, j) => [0, j] as const),
      ...fresh.map((_, i) => [i, 0] as const).slice(1),
    ]) {
      let n = 0;
      while (
        inFresh + n < fresh.length &&
        inStored + n < stored.length &&
        fresh[inFresh + n] === stored[inStored + n]
      ) {
        n++;
      }
      if (n > 0 && (inFresh + n === fresh.length || inStored + n === stored.length)) {
        return { from: inFresh, to: inFresh + n, storedLine: inStored };
      }
    }
    return null;
  }

  it('agrees with trying every place', () => {
    fc.assert(
      fc.property(lines, lines, (fresh, stored) => {
        expect(commonRun(fresh, stored)).toEqual(stored.length === 0 ? null : slow(fresh, stored));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes a last line without line end for the whole line, and a cut-off one for what it is', () => {
    expect(commonRun(['a\r\n', 'b\r\n', 'c\r\n'], ['a\r\n', 'b'])).toEqual({ from: 0, to: 2, storedLine: 0 });
    expect(commonRun(['a\n', 'long\n', 'c\n'], ['a\n', 'lo'])).toEqual({ from: 0, to: 1, storedLine: 0 });
    expect(commonRun(['a\n', 'lo'], ['x\n', 'a\n', 'long\n', 'c\n'])).toEqual({ from: 0, to: 2, storedLine: 1 });
    expect(commonRun(['a\n', 'lo\n', 'c\n'], ['a\n', 'long\n', 'd\n'])).toBeNull();
  });

  it('stays linear when one line fills both', () => {
    const many = Array<string>(200_000).fill('same\n');
    expect(commonRun([...many.slice(5), 'b\n'], [...many, 'c\n'])).toBeNull();
  });
});
