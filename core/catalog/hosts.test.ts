import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildApps } from '../../resources/catalog/build.ts';
import { packCatalog } from './packed/pack.ts';
import { PackedCatalog } from './packed/packed-catalog.ts';

/** Pairs of host and app id; the file has `id: host host …`, a line continued by an indented one. */
function table(file: string): (readonly [string, string])[] {
  const text = readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8');
  const lines = text.trim().replaceAll(/\n\s+/g, ' ').split('\n');
  return lines.flatMap((line) => {
    const [id = '', hosts = ''] = line.split(': ');
    return hosts.split(' ').map((host) => [host, id] as const);
  });
}

const catalog = new PackedCatalog(packCatalog(buildApps()));
const matcher = catalog.matcher();
const appOf = (host: string) => {
  const { appIndex } = matcher.match(host);
  return appIndex < 0 ? null : catalog.app(appIndex);
};

/** Hosts as logs of organisations have them, by the app that a professional would name. */
describe('hosts that a professional would name', () => {
  it('belong to that app, and are something people use', () => {
    for (const [host, id] of table('chosen-hosts.txt')) {
      expect(appOf(host)?.id, host).toBe(id);
      expect(appOf(host)?.kind, host).toMatch(/^(saas|consumer)$/);
    }
  });

  it('are infrastructure or trackers where nobody chose them', () => {
    for (const [host, id] of table('background-hosts.txt')) {
      expect(appOf(host)?.id, host).toBe(id);
      expect(appOf(host)?.kind, host).toMatch(/^(infrastructure|tracker)$/);
    }
  });
});
