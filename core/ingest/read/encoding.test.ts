import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf16, guessEncoding } from './encoding.ts';

const TEXT = 'Grüße an 10.0.0.1 – 𝄞 example.com\r\n'.repeat(3);

function utf16(text: string, order: 'le' | 'be', bom: boolean): Buffer {
  const bytes = Buffer.from((bom ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
}

async function decoded(bytes: Buffer, sizes: readonly number[], order: 'utf-16le' | 'utf-16be'): Promise<string> {
  async function* chunks(): AsyncGenerator<Buffer> {
    let at = 0;
    for (const size of sizes) {
      yield bytes.subarray(at, at + size);
      at += size;
    }
    yield bytes.subarray(at);
  }
  const parts: Buffer[] = [];
  for await (const part of decodeUtf16(chunks(), order)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

describe('guessEncoding', () => {
  it.each([
    ['ascii', Buffer.from('plain text\n'), 0],
    ['ascii', Buffer.alloc(0), 0],
    ['utf-8', Buffer.from(TEXT), 0],
    ['utf-8', Buffer.from(`\uFEFF${TEXT}`), 3],
    ['latin1', Buffer.from('Grüße\n', 'latin1'), 0],
    ['utf-16le', utf16(TEXT, 'le', true), 2],
    ['utf-16be', utf16(TEXT, 'be', true), 2],
    ['utf-16le', utf16(TEXT, 'le', false), 0],
    ['utf-16be', utf16(TEXT, 'be', false), 0],
  ])('finds %s', (encoding, bytes, bom) => {
    expect(guessEncoding(bytes)).toEqual({ encoding, bom });
  });

  it('takes a head that ends inside a character for UTF-8', () => {
    const bytes = Buffer.from('text ends in 𝄞');
    for (let cut = 1; cut <= 3; cut++) {
      expect(guessEncoding(bytes.subarray(0, bytes.length - cut)).encoding).toBe('utf-8');
    }
  });
});

describe('decodeUtf16', () => {
  it('keeps characters that chunks split, and drops the byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 40 }), fc.constantFrom('le', 'be'), async (sizes, order) => {
        const bytes = utf16(TEXT, order as 'le' | 'be', true);
        expect(await decoded(bytes, sizes, order === 'le' ? 'utf-16le' : 'utf-16be')).toBe(TEXT);
      }),
    );
  });

  it('marks half a pair and half a unit as damaged instead of failing', async () => {
    const broken = Buffer.concat([utf16('a', 'le', false), Buffer.from([0x34, 0xd8, 0x62, 0, 0x63])]);
    expect(await decoded(broken, [], 'utf-16le')).toBe('a\uFFFDb\uFFFD');
  });
});
