/** What is kept of a log is its lines, wherever they stood. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptLines } from './kept-lines.ts';

/** Lines as parts of one buffer. */
function linesOf(log: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start <= log.length; ) {
    const newline = log.indexOf(10, start);
    const end = newline < 0 ? log.length : newline;
    lines.push(log.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

it('joins lines by line ends, whichever are left out and whichever buffer they are of', () => {
  const line = fc.string({ maxLength: 12 }).map((one) => one.replaceAll('\n', ''));
  const files = fc.array(fc.array(fc.tuple(line, fc.boolean()), { minLength: 1, maxLength: 8 }), { maxLength: 4 });
  fc.assert(
    fc.property(files, (all) => {
      const kept = new KeptLines();
      const wanted: string[] = [];
      for (const file of all) {
        const lines = linesOf(Buffer.from(file.map(([one]) => one).join('\n')));
        for (const [at, [one, isKept]] of file.entries()) {
          if (!isKept) continue;
          kept.add(lines[at] ?? Buffer.alloc(0));
          wanted.push(one);
        }
      }
      expect([kept.count, kept.bytes]).toEqual([
        wanted.length,
        Buffer.byteLength(wanted.map((one) => `${one}\n`).join('')),
      ]);
      expect(kept.take().toString()).toBe(wanted.join('\n'));
      expect([kept.count, kept.bytes]).toEqual([0, 0]);
    }),
  );
});

it('does not take what lies between two texts for a line end', () => {
  const bytes = Buffer.from('ana\0bo\ncy');
  const kept = new KeptLines();
  for (const [start, end] of [
    [0, 3],
    [4, 6],
    [7, 9],
  ]) {
    kept.add(bytes.subarray(start, end));
  }
  expect(kept.take().toString()).toBe('ana\nbo\ncy');
});

it('copies nothing where lines stand in the log as they are kept', () => {
  const log = Buffer.from('ana\nbo\ncy\n');
  const kept = new KeptLines();
  for (const line of linesOf(log).slice(0, 2)) kept.add(line);
  const taken = kept.take();
  expect([taken.buffer === log.buffer, taken.toString()]).toEqual([true, 'ana\nbo']);
});
