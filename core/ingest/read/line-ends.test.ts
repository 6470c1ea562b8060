import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crToLf, endsInCr } from './line-ends.ts';
import { openHead, openText } from './open-text.ts';

async function textOf(chunks: readonly Buffer[], unfolded = false): Promise<string> {
  const { text } = await openText(Readable.from(chunks, { objectMode: false }), { unfolded });
  const parts: Buffer[] = [];
  for await (const part of text) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

describe('lines that end in CR', () => {
  it.each([
    ['a\rb\r', true],
    ['a\rb', true],
    ['a\r', false],
    ['a\r\nb\r\n', false],
    ['a\nb\rc', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(endsInCr(Buffer.from(text))).toBe(expected);
  });

  it('become lines wherever chunks are cut, and a CRLF among them one end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('x', '\r', '\n', '\r\n')), fc.nat(9), async (pieces, at) => {
        const bytes = Buffer.from(pieces.join(''));
        const parts: Buffer[] = [];
        for await (const part of crToLf(Readable.from([bytes.subarray(0, at), bytes.subarray(at)]))) parts.push(part);
        expect(Buffer.concat(parts).toString()).toBe(bytes.toString().replace(/\r\n?/g, '\n'));
      }),
    );
  });

  it('are read as lines, in UTF-16 as well; kept lines stay as they are', async () => {
    const text = 'first\rsecond\rthird';
    expect(await textOf([Buffer.from(text)])).toBe('first\nsecond\nthird');
    expect(await textOf([Buffer.from(`\uFEFF${text}`, 'utf16le')])).toBe('first\nsecond\nthird');
    expect(await textOf([Buffer.from(text)], true)).toBe(text);
    expect((await openHead(Readable.from([Buffer.from(text)]), 1000)).text).toBe('first\nsecond\nthird');
  });
});
