import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSyslogHeader, stripSyslog } from '../../normalize/syslog.ts';
import { looksRelayed } from './relayed-bytes.ts';

const LINES = [
  '2025-01-01 00:00:00 120 10.1.2.3 alice Staff - OBSERVED "Web"',
  '2025-01-01 00:00:00 9 2001:db8::15 carol - - PROXIED "Web"',
  '2025-01-01 00:00:11 GMT\t10.1.2.11\t-\tWinNT://CORP/gina\tPOST\thttps',
  '10.1.2.8\tCORP\\dora\tMozilla/5.0 (Windows NT 6.1)\tY\t2025-01-01\t00:00:07',
  '1735689610.250 97 10.1.2.10 TCP_MISS/200 8187 512 GET http://my.example.com/ frank',
] as const;
const RELAYED = [
  '2025-01-01 00:00:00 proxy1 squid[12]: GET http://www.example.com/',
  '2025-01-01T00:00:00Z proxy1 proxy: 10.1.2.3',
  '<134>Jan  1 00:00:00 proxy1 10.1.2.3',
  'Jan  1 00:00:00 proxy1 10.1.2.3 alice',
  '45: rtr1: *Jan  1 00:00:00.123: text',
  '1 2025-01-01T00:00:00Z proxy1 app 1 id - 10.1.2.3',
  '2025 Jan 01 00:00:00 proxy1 10.1.2.3',
] as const;

it.each(LINES)('takes %s for a line of its own', (line) => {
  expect(looksRelayed(Buffer.from(line), 0, line.length)).toBe(false);
});

it('finds every header that the reader of text takes off', () => {
  const damaged = fc
    .tuple(fc.constantFrom(...LINES, ...RELAYED), fc.nat(60), fc.nat(3), fc.stringMatching(/^[\t :\][<1aC%-]{0,3}$/))
    .map(([line, at, over, put]) => line.slice(0, at) + put + line.slice(at + over));
  const header = createSyslogHeader();
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...RELAYED), damaged), (line) => {
      stripSyslog(line, 0, line.length, header);
      if (header.start > 0) expect(looksRelayed(Buffer.from(line, 'latin1'), 0, line.length)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
