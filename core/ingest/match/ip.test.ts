import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { parseIpv4, parseIpv6, parseRange } from './ip.ts';

const asBigint = (bytes: readonly number[]): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

describe('ip', () => {
  it('reads every IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(BigInt(parseIpv4(text))).toBe(asBigint(ipaddr.IPv4.parse(text).toByteArray()));
      }),
    );
  });

  it('reads every IPv6 address as ipaddr.js does', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        // ipaddr.js reads ::192.0.2.1 as ::ffff:192.0.2.1, which RFC 4291 keeps apart.
        fc.pre(!text.includes('.') && ipaddr.IPv6.isValid(text));
        expect(parseIpv6(text)).toBe(asBigint(ipaddr.IPv6.parse(text).toByteArray()));
      }),
      { numRuns: 500 },
    );
  });

  it('reads a dotted tail', () => {
    expect(parseIpv6('::ffff:192.0.2.1')).toBe(0xffffc0000201n);
    expect(parseIpv6('::192.0.2.1')).toBe(0xc0000201n);
    expect(parseIpv6('64:ff9b::192.0.2.1')).toBe((0x64ff9bn << 96n) | 0xc0000201n);
  });

  it('refuses what is no address', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '256.1.1.1',
      '1.2.3.',
      '.1.2.3',
      '01.2.3.4',
      '1.2.3.a',
      '1..2.3',
      '1.2.3.4 ',
    ]) {
      expect(parseIpv4(text), text).toBe(-1);
    }
    for (const text of [
      '',
      ':',
      '1::2::3',
      '12345::',
      'g::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      'example.com',
      '::1.2.3',
    ]) {
      expect(parseIpv6(text), text).toBeNull();
    }
  });

  it('reads blocks, clearing host bits, and refuses bad lengths', () => {
    expect(parseRange('192.0.2.77/24')).toEqual({ version: 4, first: 0xc0000200n, last: 0xc00002ffn });
    expect(parseRange('192.0.2.77')).toEqual({ version: 4, first: 0xc000024dn, last: 0xc000024dn });
    expect(parseRange('2001:db8::/32')?.last).toBe((0x20010db9n << 96n) - 1n);
    for (const text of ['192.0.2.0/33', '192.0.2.0/', '192.0.2.0/-1', '2001:db8::/129', 'x/8']) {
      expect(parseRange(text), text).toBeNull();
    }
  });
});
