import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { bytesToIp, createIpRanges, ipKind, ipToBytes, ipv4End, isPrivateIp, isSpellingOf, parseCidr } from './ip.ts';

const kind = (text: string) => ipKind(text, 0, text.length);

describe('ipKind', () => {
  it.each(['192.0.2.1', '0.0.0.0', '255.255.255.255', '192.000.002.001'])('%s is IPv4', (text) =>
    expect(kind(text)).toBe(4),
  );
  it.each([
    '::',
    '::1',
    '2001:db8::1',
    '1:2:3:4:5:6:7:8',
    '::ffff:192.0.2.1',
    'fe80::1',
    '2001:DB8:0:0:0:0:0:1',
    '1::',
  ])('%s is IPv6', (text) => expect(kind(text)).toBe(6));
  it.each([
    '',
    '-',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.x',
    'example.com',
    ':',
    ':::',
    '1:2:3',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    'abcd',
    'fe80::1%eth0',
    '12345::',
    '::1.2.3',
    '1.2.3.4:80',
    'dead.beef',
  ])('%s is none', (text) => expect(kind(text)).toBe(0));

  it('finds the end of a dotted quad', () => {
    const end = (text: string, stop = text.length) => ipv4End(text, 0, stop);
    expect(['192.0.2.1', '192.0.2.1 x', '10.0.0.1:80', '1.2.3.4.5'].map((text) => end(text))).toEqual([9, 9, 8, 7]);
    expect(['1.2.3', '256.1.1.1', '1..2.3', '', 'x', '1.2.3.', '1234.1.1.1'].map((text) => end(text))).toEqual(
      Array(7).fill(-1),
    );
    expect(end('192.0.2.100', 9)).toBe(9);
  });

  it('looks only at its window', () => {
    expect(ipKind('x192.0.2.1y', 1, 10)).toBe(4);
    expect(ipKind('192.0.2.100', 0, 9)).toBe(4);
    expect(ipKind('::1::', 0, 3)).toBe(6);
  });
});

describe('bytes', () => {
  it('agrees with the platform on IPv6 in canonical form', () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        const bytes = ipToBytes(ip);
        expect(`[${bytes ? bytesToIp(bytes) : ''}]`).toBe(new URL(`http://[${ip}]/`).hostname);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(ipToBytes(bytesToIp(bytes))).toEqual(bytes);
      }),
    );
    fc.assert(fc.property(fc.ipV4(), (ip) => bytesToIp(ipToBytes(ip) ?? new Uint8Array()) === ip));
  });

  it('answers garbage with none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', 'f', ':', '.', '0', 'g', '::', '255') }), (text) => {
        // Octets with leading zeros are octal to some and decimal to others; ipaddr.js takes them for octal.
        fc.pre(!/(^|[.:])0\d+\.|\.0\d/.test(text));
        expect(kind(text) !== 0).toBe(ipaddr.isValid(text) && (text.includes(':') || text.split('.').length === 4));
      }),
      { numRuns: 5000, examples: [['::']] },
    );
  });
});

describe('ranges', () => {
  it('answers membership', () => {
    const invalid: string[] = [];
    const ranges = createIpRanges(['10.0.0.0/8', '192.0.2.5', '2001:db8::/33', 'nonsense', '10.0.0.0/40'], (e) =>
      invalid.push(e),
    );
    expect(invalid).toEqual(['nonsense', '10.0.0.0/40']);
    expect(['10.255.1.1', '192.0.2.5', '2001:db8:7fff::1'].map((ip) => ranges.has(ip))).toEqual([true, true, true]);
    expect(['11.0.0.1', '192.0.2.6', '2001:db8:8000::1', '', 'host'].map((ip) => ranges.has(ip))).toEqual(
      Array(5).fill(false),
    );
  });

  it('knows private addresses', () => {
    expect(['172.31.0.1', '::1', 'fd00::1', '127.0.0.1'].every(isPrivateIp)).toBe(true);
    expect(['172.32.0.1', '2001:db8::1', '8.8.8.8', ''].some(isPrivateIp)).toBe(false);
  });

  it('knows an address in other spellings', () => {
    expect(isSpellingOf('3221225995', '192.0.2.11') && isSpellingOf('2001:DB8:0:0::1', '2001:db8::1')).toBe(true);
    expect(isSpellingOf('3221225996', '192.0.2.11') || isSpellingOf('files.example.com', '192.0.2.11')).toBe(false);
  });

  it('agrees with ipaddr.js', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (ip, base, prefix) => {
        const expected = ipaddr.IPv4.parse(ip).match(ipaddr.IPv4.parse(base), prefix);
        expect(createIpRanges([`${base}/${prefix}`]).has(ip)).toBe(expected);
      }),
    );
    expect(parseCidr('::/0')?.prefix).toBe(0);
  });
});
