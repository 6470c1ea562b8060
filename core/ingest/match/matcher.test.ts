import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRegistrySuffix } from '../../kit/domain.ts';
import { parseRange } from './ip.ts';
import { buildMatcher } from './matcher.ts';
import { parseHostPattern } from './pattern.ts';

const app = (domains: readonly string[], ipRanges: readonly string[] = []) => ({ domains, ipRanges });

describe('matcher', () => {
  const apps = [
    app(['google.com']),
    app(['drive.google.com', 'drive.usercontent.example']),
    app(['sharepoint.com']),
    app(['*-my.sharepoint.com']),
    app(['github.io']),
    app(['shop.example.co.uk'], ['192.0.2.0/24', '2001:db8::/32']),
    app([], ['192.0.2.128/25']),
  ];
  const matcher = buildMatcher(apps);
  const appOf = (host: string, ip?: string): number => matcher.match(host, ip).appIndex;

  it('takes the longest suffix on label boundaries', () => {
    expect(appOf('google.com')).toBe(0);
    expect(appOf('www.google.com')).toBe(0);
    expect(appOf('drive.google.com')).toBe(1);
    expect(appOf('a.b.drive.google.com')).toBe(1);
    expect(appOf('mydrive.google.com')).toBe(0);
    expect(appOf('notgoogle.com')).toBe(-1);
    expect(appOf('google.com.example.net')).toBe(-1);
  });

  it('ignores case and a final dot', () => {
    expect(appOf('Drive.GOOGLE.com.')).toBe(1);
  });

  it('tells tenants apart by wildcard and names the pattern', () => {
    expect(appOf('contoso.sharepoint.com')).toBe(2);
    expect(matcher.match('contoso-my.sharepoint.com')).toEqual({
      appIndex: 3,
      matched: '*-my.sharepoint.com',
      basis: 'wildcard',
    });
    expect(appOf('www.contoso-my.sharepoint.com')).toBe(3);
    // The star stands for at least one character.
    expect(appOf('-my.sharepoint.com')).toBe(2);
  });

  it('matches a platform suffix where an app lists it, and nothing else under public suffixes', () => {
    expect(appOf('someone.github.io')).toBe(4);
    expect(appOf('example.co.uk')).toBe(-1);
    expect(appOf('co.uk')).toBe(-1);
    expect(appOf('com')).toBe(-1);
    expect(appOf('')).toBe(-1);
    expect(appOf('.')).toBe(-1);
    expect(appOf('..google.com')).toBe(0);
  });

  it('uses the address when no name matches, the narrowest range first', () => {
    expect(matcher.match('', '192.0.2.1')).toEqual({ appIndex: 5, matched: '192.0.2.0/24', basis: 'range' });
    expect(appOf('192.0.2.200')).toBe(6);
    expect(appOf('unknown.example', '192.0.2.200')).toBe(6);
    expect(appOf('drive.google.com', '192.0.2.200')).toBe(1);
    expect(appOf('2001:db8::1')).toBe(5);
    expect(appOf('[2001:DB8::1]')).toBe(5);
    expect(appOf('::ffff:192.0.2.200')).toBe(6);
    expect(appOf('2001:db9::1')).toBe(-1);
    expect(appOf('192.0.3.0')).toBe(-1);
    expect(appOf('', 'not an address')).toBe(-1);
  });

  it('lets custom apps win, also over a longer built-in suffix', () => {
    const own = buildMatcher(apps, [app(['google.com'], ['192.0.2.7'])]);
    expect(own.match('drive.google.com')).toEqual({ appIndex: apps.length, matched: 'google.com', basis: 'custom' });
    expect(own.match('shop.example.co.uk', '192.0.2.7').basis).toBe('custom');
    expect(own.match('shop.example.co.uk', '192.0.2.8').appIndex).toBe(5);
  });

  it('sets aside rules that would match everybody or nothing, and keeps the rest of the app', () => {
    const odd = buildMatcher([
      app(['co.uk', 'a.*.example', 'ex ample.com', '', '192.0.2.1', 'ok.example'], ['192.0.2.0/33']),
    ]);
    expect(odd.rejected.map((rule) => [rule.text, rule.problem])).toEqual([
      ['co.uk', 'publicSuffix'],
      ['a.*.example', 'wildcardPlace'],
      ['ex ample.com', 'notAHost'],
      ['', 'empty'],
      ['192.0.2.1', 'notAHost'],
      ['192.0.2.0/33', 'notARange'],
    ]);
    expect(odd.match('www.ok.example').appIndex).toBe(0);
    expect(odd.match('bbc.co.uk').appIndex).toBe(-1);
  });

  it('gives the first app where two list the same', () => {
    const twice = buildMatcher([app(['a.example'], ['192.0.2.0/24']), app(['a.example'], ['192.0.2.0/24'])]);
    expect(twice.match('a.example').appIndex).toBe(0);
    expect(twice.match('192.0.2.9').appIndex).toBe(0);
  });
});

/** The obvious way: try every pattern against every suffix of the host. */
function naive(apps: readonly { readonly domains: readonly string[] }[], host: string): number {
  const labels = host.split('.');
  let best = { app: -1, labels: 0, plain: false, literal: -1 };
  for (const [index, { domains }] of apps.entries()) {
    for (const domain of domains) {
      const want = domain.split('.');
      const tail = labels.slice(-want.length);
      if (tail.length !== want.length || isRegistrySuffix(domain.replace(/^[^.]*\*[^.]*\./, ''))) continue;
      const fits = want.every((label, i) => {
        const [before, after] = label.split('*');
        const have = tail[i] ?? '';
        if (after === undefined) return have === label;
        return have.length > label.length - 1 && have.startsWith(before ?? '') && have.endsWith(after);
      });
      if (!fits) continue;
      const plain = !domain.includes('*');
      const now = { app: index, labels: want.length, plain, literal: domain.length };
      const better =
        now.labels !== best.labels
          ? now.labels > best.labels
          : now.plain !== best.plain
            ? now.plain
            : !now.plain && now.literal > best.literal;
      if (better) best = now;
    }
  }
  return best.app;
}

describe('matcher, by first label', () => {
  const matcher = buildMatcher([
    app(['ocsp.*', 'ntp.*']),
    app(['contoso.com', '*.eu.contoso.com']),
    app(['ocsp.fabrikam.com']),
  ]);

  it('takes a host of any domain by its first label', () => {
    expect(matcher.match('OCSP.contoso.com')).toMatchObject({ appIndex: 0, matched: 'ocsp.*', basis: 'wildcard' });
    expect(matcher.match('ocsp.eu.contoso.com').appIndex).toBe(0);
    expect(matcher.match('ntp.example.net.').appIndex).toBe(0);
  });

  it('leaves a host to the app that lists it whole, and other labels alone', () => {
    expect(matcher.match('ocsp.fabrikam.com').appIndex).toBe(2);
    expect(matcher.match('a.ocsp.fabrikam.com').appIndex).toBe(2);
    expect(matcher.match('ocsp2.contoso.com').appIndex).toBe(1);
    expect(matcher.match('my.ocsp.contoso.com').appIndex).toBe(1);
    expect(matcher.match('ocsp').appIndex).toBe(-1);
  });

  it('lets the apps of a workspace win', () => {
    expect(buildMatcher([app(['ocsp.*'])], [app(['contoso.com'])]).match('ocsp.contoso.com').appIndex).toBe(1);
  });

  it('is no pattern that a workspace may use', () => {
    expect(parseHostPattern('ocsp.*')).toBe('wildcardPlace');
  });
});

describe('matcher, against the obvious way', () => {
  const label = fc.constantFrom('a', 'b', 'ab', 'ba', 'aab', 'x-my', 'a-my', 'com', 'co', 'uk', 'github', 'io');
  const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'));
  const star = fc.constantFrom('*', '*-my', 'a*', '*b');
  const domain = fc.oneof(
    { weight: 3, arbitrary: host },
    fc.tuple(star, host).map((parts) => parts.join('.')),
  );

  it('finds the same app for any catalog and host', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(domain, { maxLength: 20 }),
        fc.array(host, { minLength: 1, maxLength: 20 }),
        (domains, hosts) => {
          const apps = domains.map((d) => app([d]));
          const matcher = buildMatcher(apps);
          for (const h of hosts) {
            const found = matcher.match(h).appIndex;
            const expected = naive(apps, h);
            // Two wildcards of one length are a tie that either may win.
            const tie = found !== expected && apps[found]?.domains[0]?.length === apps[expected]?.domains[0]?.length;
            if (!tie) expect(found, `${h} in ${domains.join(' ')}`).toBe(expected);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds the narrowest of nested ranges', () => {
    const octet = fc.constantFrom(0, 1, 64, 127, 128, 255);
    const block = fc
      .tuple(octet, octet, fc.integer({ min: 14, max: 32 }))
      .map(([c, d, bits]) => `10.0.${c}.${d}/${bits}`);
    const address = fc.tuple(octet, octet).map(([c, d]) => `10.0.${c}.${d}`);
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 12 }),
        fc.array(address, { minLength: 1, maxLength: 12 }),
        (blocks, ips) => {
          const matcher = buildMatcher(blocks.map((b) => app([], [b])));
          for (const ip of ips) {
            const at = parseRange(ip)?.first ?? -1n;
            const holding = blocks.flatMap((b) => {
              const range = parseRange(b);
              return range !== null && range.first <= at && at <= range.last ? [range.last - range.first] : [];
            });
            const found = matcher.match(ip).matched;
            const range = found === '' ? null : parseRange(found);
            const expected = holding.length === 0 ? null : holding.toSorted((a, b) => (a < b ? -1 : 1))[0];
            expect(range === null ? null : range.last - range.first).toBe(expected);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
