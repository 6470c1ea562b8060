/** Host names and the public suffix list (https://publicsuffix.org), which tldts carries. Hosts are lower case, no port. */
import { getDomain, getPublicSuffix, parse } from 'tldts';

const HOST_ONLY = { extractHostname: false, validateHostname: false, detectIp: true } as const;
const WITH_PRIVATE = { ...HOST_ONLY, allowPrivateDomains: true } as const;

/**
 * The domain somebody registered: `app.example.co.uk` → `example.co.uk`, `me.github.io` → `github.io`.
 * Only suffixes run by registries count. Null for addresses, single labels and bare suffixes.
 */
export function registrableDomain(host: string): string | null {
  return getDomain(host, HOST_ONLY);
}

/**
 * The part of a host that one customer controls: `me.github.io` stays whole, as suffixes run by platforms count too.
 * Null for addresses, single labels and bare suffixes.
 */
export function customerDomain(host: string): string | null {
  return getDomain(host, WITH_PRIVATE);
}

/** The longest public suffix of a host, platforms' suffixes included; null for addresses. */
export function publicSuffix(host: string): string | null {
  return getPublicSuffix(host, WITH_PRIVATE);
}

/** True for a suffix under which anybody can register (`com`, `co.uk`) and for single labels: never a name of one owner. */
export function isRegistrySuffix(host: string): boolean {
  return getPublicSuffix(host, HOST_ONLY) === host;
}

/** True for a suffix under which a platform hosts its customers (`github.io`, `herokuapp.com`). */
export function isPlatformSuffix(host: string): boolean {
  const { publicSuffix: suffix, isPrivate } = parse(host, WITH_PRIVATE);
  return suffix === host && isPrivate === true;
}
