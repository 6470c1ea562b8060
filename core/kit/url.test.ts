import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHost, hostSpan } from './url.ts';

function host(text: string, start = 0, end = text.length): string {
  if (!findHost(text, start, end)) return '';
  return `${text.slice(hostSpan.start, hostSpan.end)} ${hostSpan.port}`;
}

describe('findHost', () => {
  it.each([
    ['http://files.example.com/a.zip', 'files.example.com -1'],
    ['HTTPS://Files.Example.com:8443/a?b=http://x/', 'Files.Example.com 8443'],
    ['files.example.com:443', 'files.example.com 443'],
    ['tunnel://192.0.2.1:443/', '192.0.2.1 443'],
    ['[2001:db8::1]:443', '2001:db8::1 443'],
    ['https://[2001:db8::1]/x', '2001:db8::1 -1'],
    ['2001:db8::1', '2001:db8::1 -1'],
    ['files.example.com/path?x=1:2', 'files.example.com -1'],
    ['ftp://user:secret@files.example.com:21/x', 'files.example.com 21'],
    ['someone@example.com:443', 'example.com 443'],
    ['//files.example.com/x', 'files.example.com -1'],
    ['http://example.com?x=1', 'example.com -1'],
    ['http://example.com:/x', 'example.com -1'],
    ['localhost', 'localhost -1'],
  ])('%s', (url, expected) => expect(host(url)).toBe(expected));

  it.each([
    '',
    '/path',
    '/',
    'error:invalid-request',
    'urn:a:b c',
    'http://',
    'http:///x',
    '[2001:db8::1',
    'mailto:x',
    'a b.com',
    'NONE:',
    '"x"',
  ])('finds none in %s', (url) => expect(host(url)).toBe(url === 'NONE:' ? 'NONE -1' : ''));

  it('agrees with the platform', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        findHost(url, 0, url.length);
        expect(url.slice(hostSpan.start, hostSpan.end).toLowerCase()).toBe(new URL(url).hostname);
      }),
    );
  });

  it('looks only at its window', () => {
    const piece = fc.constantFrom('http', ':', '/', '//', '@', '[', ']', 'a.b', '443', '?', ' ', '::1', '\u00e9');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), fc.nat(12), fc.nat(30), (pieces, from, length) => {
        const text = pieces.join('');
        const start = Math.min(from, text.length);
        const end = Math.min(start + length, text.length);
        const inside = host(text, start, end);
        expect(inside).toBe(host(text.slice(start, end)));
      }),
      { numRuns: 3000 },
    );
  });
});
