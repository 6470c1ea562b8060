import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressSet, packRanges, readAddressList } from './address-list.ts';

const setOf = (text: string) => addressSet(packRanges(readAddressList(text).ranges));

describe('address lists', () => {
  it.each([
    ['plain', '192.0.2.1\n192.0.2.9\n'],
    ['comments', '# list\n; more\n192.0.2.1 # exit\n192.0.2.9;x\n// end\n'],
    ['blocks', '192.0.2.0/29\r\n192.0.2.8/30\r\n'],
    ['CSV with a header', 'ip,score,"note"\n"192.0.2.1",9,"a, b"\n192.0.2.9,1,\n'],
    ['a range', '192.0.2.1-192.0.2.9'],
    [
      'Tor’s own',
      'ExitNode 00AA\nPublished 2024-05-01 10:00:00\nLastStatus 2024-05-01 11:00:00\nExitAddress 192.0.2.1 2024-05-01 11:00:00\nExitAddress 192.0.2.9 2024-05-01 11:00:00\n',
    ],
    ['netset', '192.0.2.1/32\n192.0.2.9\n'],
    ['mixed versions', '2001:db8::/32\n192.0.2.1\n192.0.2.9'],
  ])('%s', (_, text) => {
    const set = setOf(text);
    expect(
      ['192.0.2.1', '192.0.2.9', '::ffff:192.0.2.1', '198.51.100.1', 'host', ''].map((one) => set.has(one)),
    ).toEqual([true, true, true, false, false, false]);
    expect(readAddressList(text).problems).toEqual([]);
  });

  it('names lines without an address', () => {
    const { entries, skipped, problems } = readAddressList('192.0.2.1\nexample.com\n999.1.1.1\n');
    expect({ entries, skipped, problems }).toEqual({
      entries: 1,
      skipped: 2,
      problems: [
        { line: 2, problem: 'holds no address: example.com' },
        { line: 3, problem: 'holds no address: 999.1.1.1' },
      ],
    });
  });

  it('hold what a scan over their blocks holds', () => {
    const address = fc.nat(0xffff_ffff).map((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.'));
    const near = fc.nat(700).map((n) => `10.0.${n >> 8}.${n & 255}`);
    const block = fc.tuple(fc.oneof(address, near), fc.integer({ min: 20, max: 32 }));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), fc.array(fc.oneof(address, near)), (blocks, asked) => {
        const set = setOf(blocks.map(([ip, bits]) => `${ip}/${bits}`).join('\n'));
        const number = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
        for (const ip of [...asked, ...blocks.map(([one]) => one)]) {
          const inside = blocks.some(([one, bits]) => number(one) >>> (32 - bits) === number(ip) >>> (32 - bits));
          expect(set.has(ip)).toBe(inside);
        }
      }),
    );
  });

  it('refuses bytes that are no list', () => {
    expect(() => addressSet(Uint8Array.of(0, 0, 0, 9, 0, 0, 0, 0))).toThrow(RangeError);
    expect(() => addressSet(Uint8Array.of(1))).toThrow(RangeError);
  });
});
