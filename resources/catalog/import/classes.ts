/** Classes of domains that packages list: who hands out mail addresses for minutes, and which hosts shorten addresses. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ListSource, writeHosts } from './listed.ts';

const DISPOSABLE: ListSource = {
  name: 'mailchecker and disposable-email-domains-js',
  asOf: '2026',
  licence: 'MIT and CC0-1.0',
  url: 'https://github.com/FGRibreau/mailchecker',
  gives: 'disposable mail: domains that both lists name',
};
const SHORTENERS: ListSource = {
  name: 'url-unshort (MIT)',
  asOf: '2026',
  licence: 'MIT',
  url: 'https://github.com/nodeca/url-unshort',
  gives: 'hosts that shorten addresses',
};
/** Sites whose redirects that package follows as well; they are no shorteners. */
const NO_SHORTENERS = new Set(['google.com', 'vk.com', 'vkontakte.ru', 'tumblr.com']);

/** @param domains of the catalog's apps: of disposable mail only those are kept, of some ten thousand */
export function writeClasses(out: URL, packages: string, domains: ReadonlySet<string>): void {
  const text = (file: string): string => readFileSync(path.join(packages, file), 'utf8');
  const version = (name: string): string => (JSON.parse(text(`${name}/package.json`)) as { version: string }).version;
  const one = new Set(
    JSON.parse(text('disposable-email-domains-js/dist/dict/disposable_email_blocklist.json')) as string[],
  );
  const other = new Set(
    [...text('mailchecker/platform/node/index.js').matchAll(/"([\w.-]+\.\w+)"/g)].map((match) => match[1] ?? ''),
  );
  // Each list alone also names free mail, registrars' parked domains and forwarders.
  const disposable = [...domains].filter((domain) => one.has(domain) && other.has(domain));
  const versions = `${version('mailchecker')}, ${version('disposable-email-domains-js')}`;
  writeHosts(out, 'disposable-mail.txt', { ...DISPOSABLE, version: versions }, disposable);
  const shorteners = [
    ...text('url-unshort/domains.yml')
      .replaceAll(/#.*/g, '')
      .matchAll(/[\w-]+(?:\.[\w-]+)+/g),
  ]
    .map(([domain]) => domain)
    .filter((domain) => !NO_SHORTENERS.has(domain) && /[a-z]$/.test(domain));
  writeHosts(out, 'link-shorteners.txt', { ...SHORTENERS, version: version('url-unshort') }, shorteners);
}
