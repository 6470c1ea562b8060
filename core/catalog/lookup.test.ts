import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../ingest/match/index.ts';
import type { CloudApp } from '../model/app.ts';
import { lookupHost } from './lookup.ts';
import { scoreApp } from './score/score-app.ts';
import { DEFAULT_WEIGHTS } from './score/weights.ts';

const app = (id: string, extra: Partial<CloudApp>): CloudApp => ({
  id,
  name: id,
  category: 'cloud-storage',
  vendor: null,
  description: null,
  homepage: null,
  headquarters: null,
  domains: [],
  kind: 'saas',
  custom: false,
  factors: {},
  ...extra,
});
const known = { value: true, source: 'test', basis: 'known', asOf: '2024' } as const;
const catalog = [
  app('acme', { domains: ['acme.example'], factors: { isSoc2: known } }),
  app('acme-files', { domains: ['*-files.acme.example'], ipRanges: ['192.0.2.0/24', '2001:db8::/32'] }),
  app('pixel', { domains: ['px.acme.example'], kind: 'tracker' }),
];
const own = [app('intranet-files', { domains: ['files.acme.example'], custom: true })];
const all = [...catalog, ...own];
const matcher = buildMatcher(catalog, own);
const look = (host: string) =>
  lookupHost(host, matcher, (index) => {
    const found = all[index] ?? expect.fail('no such app');
    return { app: found, score: scoreApp(found, DEFAULT_WEIGHTS, '2026-01-01') };
  });

describe('lookupHost', () => {
  it.each([
    ['acme.example', 'acme', 'acme.example', 'longest listed suffix is acme.example'],
    ['WWW.Acme.Example', 'acme', 'acme.example', 'longest listed suffix is acme.example'],
    [
      'https://user:pw@www.acme.example:8443/a?b=c://d#e',
      'acme',
      'acme.example',
      'longest listed suffix is acme.example',
    ],
    ['www.acme.example:443', 'acme', 'acme.example', 'longest listed suffix is acme.example'],
    ['de-files.acme.example', 'acme-files', '*-files.acme.example', 'fits the pattern *-files.acme.example'],
    ['192.0.2.7', 'acme-files', '192.0.2.0/24', 'address lies in 192.0.2.0/24'],
    ['http://[2001:db8::1]:8080/', 'acme-files', '2001:db8::/32', 'address lies in 2001:db8::/32'],
    ['2001:db8::1', 'acme-files', '2001:db8::/32', 'address lies in 2001:db8::/32'],
    ['files.acme.example', 'intranet-files', 'files.acme.example', 'custom app lists files.acme.example'],
    [
      'px.acme.example',
      'pixel',
      'px.acme.example',
      'longest listed suffix is px.acme.example; tracker, not an app in its own right',
    ],
  ])('%s', (host, id, matched, reason) => {
    expect(look(host)).toMatchObject({ app: { id }, matched, reason });
  });

  it('says so when nobody lists the host', () => {
    for (const host of ['example.net', 'notacme.example', '198.51.100.1', '']) {
      expect(look(host)).toEqual({
        host,
        app: null,
        resource: null,
        matched: '',
        reason: 'unmatched: no app of the catalog lists this host',
      });
    }
  });

  it('says what a service host does', () => {
    expect(look('cdn.acme.example').reason).toBe(
      'longest listed suffix is acme.example; service host: content delivery',
    );
    expect(look('eu.login.acme.example').reason).toMatch(/service host: sign-in$/);
    expect(look('px.acme.example').reason).not.toMatch(/service host/);
  });

  it('names the resource of a shared platform', () => {
    expect(look('backup.s3.amazonaws.com').resource).toEqual({ platform: 'AWS', type: 'Bucket', name: 'backup' });
  });

  it('gives the score as shown, null when nothing is known', () => {
    expect(look('acme.example').app?.score).toBe(5);
    expect(look('de-files.acme.example').app?.score).toBeNull();
  });
});
