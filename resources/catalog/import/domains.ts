/** Which domains of a list's row are the app's own. */

import { parseHostPattern } from '../../../core/ingest/match/index.ts';
import { customerDomain, isPlatformSuffix, isRegistrySuffix } from '../../../core/kit/domain.ts';

/** Hosts of many owners: a list that names one of them as an app's address means a page on it, not the app. */
const SHARED = new Set(
  `archive.org azure-api.net azurewebsites.net blogspot.com cloudfront.net discord.gg discord.com facebook.com fb.com
  fb.me firebaseapp.com github.com github.io gitlab.com gitlab.io google.com goo.gl apple.com instagram.com linkedin.com
  medium.com myshopify.com netlify.app notion.site pages.dev rapidapi.com reddit.com softonic.com sourceforge.net
  squarespace.com t.co t.me twitter.com vercel.app vk.com web.app wikia.com fandom.com wikipedia.org wix.com wixsite.com
  wordpress.com workers.dev x.com youtube.com youtu.be zendesk.com herokuapp.com heroku.com amazonaws.com bit.ly
  com.be weebly.com tumblr.com webs.com google.internal wikimedia.org wikidata.org`.split(/\s+/),
);

/** The registered domain of a host or web address, where it is one owner's; else null. */
export function ownedDomain(address: string): string | null {
  const host = hostOf(address);
  const domain = host === null ? null : customerDomain(host);
  if (domain === null || SHARED.has(domain) || isRegistrySuffix(domain) || isPlatformSuffix(domain)) return null;
  return typeof parseHostPattern(domain) === 'string' ? null : domain;
}

export function hostOf(address: string): string | null {
  const text = address.trim().toLowerCase();
  const host = (text.includes('://') ? text.slice(text.indexOf('://') + 3) : text).split(/[/?#:]/, 1)[0] ?? '';
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host) ? host : null;
}

/** First label of a registered domain: `dropbox` of `dropbox.com`. */
export function labelOf(domain: string): string {
  return domain.split('.', 1)[0] ?? domain;
}

/** Letters and digits only: `Proton Mail` → `protonmail`. */
export function compact(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The further domains that plainly belong to the app: they carry its name or its first domain's label. Lists of many
 * hands also name customers' domains and mirrors, which would hand one company's traffic to another.
 */
export function ownDomains(key: string, name: string, candidates: readonly string[]): string[] {
  const marks = [labelOf(key).replace(/[^a-z0-9]/g, ''), compact(name)].filter((mark) => mark.length >= 4);
  const own = new Set<string>();
  for (const candidate of candidates) {
    const domain = ownedDomain(candidate);
    if (domain === null || domain === key) continue;
    const label = labelOf(domain).replace(/[^a-z0-9]/g, '');
    if (label === labelOf(key) || marks.some((mark) => label.startsWith(mark) || label.endsWith(mark))) own.add(domain);
  }
  return [...own].sort();
}
