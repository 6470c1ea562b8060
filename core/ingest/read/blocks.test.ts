import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES } from '../frames/cut.ts';
import { BLOCK_BYTES, blocksOf, cutInFile, noSearch } from './blocks.ts';
import { KEPT_LINE_BYTES, shortenLines } from './long-lines.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'blocks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pieces of odd sizes, as a pipe gives them. */
function pieces(bytes: Buffer, size: number): Readable {
  const list: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    list.push(bytes.subarray(at, at + size));
  }
  return Readable.from(list, { objectMode: false });
}

async function streamBlocks(bytes: Buffer, size = 300_007): Promise<Buffer[]> {
  const out: Buffer[] = [];
  const last: boolean[] = [];
  for await (const block of blocksOf(pieces(bytes, size))) {
    out.push(Buffer.from(block.bytes));
    last.push(block.last);
  }
  expect(last).toEqual(out.map((_, i) => i === out.length - 1));
  return out;
}

function fileCuts(bytes: Buffer): number[] {
  const file = path.join(folder, 'log');
  writeFileSync(file, bytes);
  const fd = openSync(file, 'r');
  try {
    const cuts: number[] = [];
    const line = noSearch();
    for (let nominal = 0; nominal < bytes.length; nominal += BLOCK_BYTES) {
      const cut = cutInFile(fd, bytes.length, 0, nominal);
      expect(cutInFile(fd, bytes.length, 0, nominal, line)).toBe(cut);
      cuts.push(cut);
    }
    return [...cuts, bytes.length];
  } finally {
    closeSync(fd);
  }
}

function lines(count: number, width: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, i) => `${i} `.padEnd(width, String(i * 7919))).join('\n'));
}

describe('cutInFile', () => {
  it('tells a file that ended early from one without a further line end', () => {
    const file = path.join(folder, 'short');
    writeFileSync(file, 'a\nb');
    const fd = openSync(file, 'r');
    try {
      expect(cutInFile(fd, 3, 0, 3)).toBe(3);
      expect(cutInFile(fd, 400, 0, 3)).toBe(-1);
      expect(cutInFile(fd, 400, 0, 300)).toBe(-1);
    } finally {
      closeSync(fd);
    }
  });

  it('reads an over-long line to its end once, however many blocks it is long', () => {
    const file = path.join(folder, 'long');
    const bytes = Buffer.from(`first\n${'x'.repeat(3 * BLOCK_BYTES)}\nlast\n`);
    writeFileSync(file, bytes);
    const fd = openSync(file, 'r');
    const line = noSearch();
    const cut = cutInFile(fd, bytes.length, 0, BLOCK_BYTES, line);
    closeSync(fd);
    expect(cut).toBe(bytes.length);
    // Without a file another read would fail.
    expect(cutInFile(-1, bytes.length, 0, 2 * BLOCK_BYTES, line)).toBe(cut);
    expect(cutInFile(-1, bytes.length, 0, 3 * BLOCK_BYTES, line)).toBe(cut);
    expect(() => cutInFile(-1, bytes.length, 0, 3 * BLOCK_BYTES + 9, line)).toThrow('fd');
  });
});

describe('blocks', () => {
  it('of a stream and of a file are its bytes and begin at line starts', async () => {
    const bytes = lines(240_000, 90);
    const blocks = await streamBlocks(bytes);
    expect(blocks.length).toBeGreaterThan(1);
    expect(Buffer.concat(blocks).equals(bytes)).toBe(true);
    expect(blocks.slice(0, -1).every((block) => block.at(-1) === 10)).toBe(true);
    const cuts = fileCuts(bytes);
    expect(cuts.length).toBe(Math.ceil(bytes.length / BLOCK_BYTES) + 1);
    expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
    expect(cuts.slice(1, -1).every((cut) => bytes[cut - 1] === 10)).toBe(true);
    // The first block has the same nominal end in both.
    expect(cuts[1]).toBe(blocks[0]?.length);
  });

  it('end at the same lines wherever the lines stand in a file', () => {
    const bytes = lines(200_000, 90);
    const shifted = Buffer.concat([Buffer.from('head line\n'), bytes]);
    const cut = fileCuts(bytes)[1] ?? 0;
    expect(fileCuts(shifted)[1]).toBe(cut + 10);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one line', Buffer.from('only one line')],
    ['one line end', Buffer.from('\n')],
    ['no line end for 11 MiB', Buffer.alloc(11 * 1024 * 1024, 'x')],
    ['a line of 5 MB across the cut', Buffer.from(`${'short\n'.repeat(1_000_000)}${'y'.repeat(5e6)}\nend\n`)],
    ['CRLF', Buffer.from('a line\r\n'.repeat(1_500_000))],
  ])('hold %s', async (_, bytes) => {
    const blocks = await streamBlocks(bytes);
    expect(shortenLines(Buffer.concat(blocks)).equals(shortenLines(bytes))).toBe(true);
    expect(blocks.slice(0, -1).every((block) => block.at(-1) === 10)).toBe(true);
    const cuts = fileCuts(bytes);
    expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
    expect(cuts.filter((cut) => cut > 0 && cut < bytes.length).every((cut) => bytes[cut - 1] === 10)).toBe(true);
  });

  it('do not grow with a line: 200 MB without a line end stay small', async () => {
    const chunk = Buffer.alloc(1 << 20, 'z');
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('first\n');
      for (let i = 0; i < 200; i++) yield chunk;
      yield Buffer.from('\nlast\n');
    }
    const kept: Buffer[] = [];
    for await (const block of blocksOf(endless())) kept.push(block.bytes);
    const all = Buffer.concat(kept);
    expect(all.length).toBeLessThan(KEPT_LINE_BYTES + 2 * chunk.length);
    expect(all.toString('latin1').endsWith('z\nlast\n')).toBe(true);
  });
});

describe('shortenLines', () => {
  it('keeps every line up to 1 MiB and the first bytes of longer ones', () => {
    const length = fc.oneof(
      fc.nat(50),
      fc.integer({ min: MAX_LINE_BYTES - 3, max: MAX_LINE_BYTES + 5 }),
      fc.constant(3 * MAX_LINE_BYTES),
    );
    fc.assert(
      fc.property(fc.array(length, { maxLength: 5 }), fc.boolean(), (lengths, closed) => {
        const parts = lengths.map((n, i) => String.fromCharCode(97 + i).repeat(n));
        const end = closed ? '\n' : '';
        const want = parts.map((part) => part.slice(0, KEPT_LINE_BYTES)).join('\n') + end;
        expect(shortenLines(Buffer.from(parts.join('\n') + end)).equals(Buffer.from(want))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
