import { registrableDomain } from '../../kit/domain.ts';
import { Interner } from '../cube/interner.ts';
import { PackedNames } from '../cube/packed-names.ts';

/** New names of a hand-over, in the order of their local ids. */
export interface FreshNames {
  readonly dest: readonly string[];
  readonly user: readonly string[];
  readonly source: readonly string[];
  readonly device: readonly string[];
  /** Of an anonymised stream: the clear names of `user` and `device`, sealed, in the same order. */
  readonly sealed?: { readonly user: readonly Uint8Array[]; readonly device: readonly Uint8Array[] };
}

export interface Interners {
  readonly dest: Interner;
  readonly user: Interner;
  readonly source: Interner;
  readonly device: Interner;
  takeFresh(): FreshNames;
  /** Transactions whose name was over a cap, and those among many hosts of one domain. */
  folded(): number;
  foldedHosts(): number;
}

/** Caps per parser and import; a hostile log must not fill memory with names. */
const MAX_DESTS = 4_000_000;
const MAX_USERS = 1_000_000;
const MAX_SOURCES = 4_000_000;

/** What a name over the cap is counted as. */
const OTHER = 'other';

/** Flat copy: engines let a substring keep its whole parent (8 MiB of log) alive. */
function flatCopy(name: string): string {
  return Buffer.from(name, 'utf8').toString('utf8');
}

/** 192.0.2.10 → 192.0.2.0/24, 2001:db8:1:2::3 → 2001:db8:1::/48. */
function foldAddress(ip: string): string {
  if (ip.includes(':')) {
    const groups = ip.split('::')[0]?.split(':').slice(0, 3) ?? [];
    return `${groups.join(':')}::/48`;
  }
  const dot = ip.lastIndexOf('.');
  return dot > 0 ? `${ip.slice(0, dot)}.0/24` : OTHER;
}

/** Last two labels: enough to keep the big names apart once a log has invented millions of hosts. */
function foldHost(host: string): string {
  if (/^[\d.]+$|:/.test(host)) {
    return foldAddress(host);
  }
  const labels = host.split('.');
  return labels.length > 2 ? labels.slice(-2).join('.') : OTHER;
}

/** Hosts kept of one registrable domain: beyond, a log is more likely to carry data in names than to name hosts. */
const MAX_HOSTS_OF_DOMAIN = 10_000;

/** Marks of tails that have a host: most have one only and are counted in a bit. Where two share one, either counts a host too many. */
const TAIL_MARKS = 1 << 22;

/** The same for all: which hosts fold must not change from one reading to the next. */
function markOf(tail: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < tail.length; i++) h = Math.imul(h ^ tail.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) & (TAIL_MARKS - 1);
}

/**
 * Hosts of a domain beyond the ten thousandth become `*.domain`. Counting by the last two labels spares nearly every name a look at the
 * public suffix list; where those are a suffix of their own (`co.uk`) the real domains are counted from then on.
 */
function hostNarrower(seed: number): (host: string) => string {
  const counts = new PackedNames(seed);
  const marks = new Uint8Array(TAIL_MARKS / 8);
  const count = (key: string): number => {
    const mark = markOf(key);
    const bit = 1 << (mark & 7);
    const byte = marks[mark >>> 3] ?? 0;
    if ((byte & bit) === 0) {
      marks[mark >>> 3] = byte | bit;
      return 1;
    }
    const next = (counts.get(key) ?? 1) + 1;
    counts.set(flatCopy(key), next);
    return next;
  };
  return (host) => {
    const last = host.lastIndexOf('.');
    const dot = last <= 0 ? -1 : host.lastIndexOf('.', last - 1);
    if (dot < 0 || host.includes(':')) {
      return host;
    }
    const tail = host.slice(dot + 1);
    if (count(tail) <= MAX_HOSTS_OF_DOMAIN) {
      return host;
    }
    const narrowed = narrowedHost(host);
    if (narrowed === null) {
      return host;
    }
    const domain = narrowed.slice(2);
    return domain === tail || count(domain) > MAX_HOSTS_OF_DOMAIN ? narrowed : host;
  };
}

/** The name of a host among very many of its domain; null for one that has none. */
export function narrowedHost(host: string): string | null {
  const domain = host.includes(':') ? null : registrableDomain(host);
  return domain === null || domain === host ? null : `*.${domain}`;
}

/** What a name that was not kept may be counted as, the likelier first. */
export function foldsOf(dimension: 'dest' | 'user' | 'source' | 'device', name: string): readonly string[] {
  if (name === '') return [];
  if (dimension === 'dest') return [foldHost(name), OTHER];
  return dimension === 'source' ? [foldAddress(name), OTHER] : [OTHER];
}

/** @param seed no log line can know it */
export function createInterners(seed: number): Interners {
  const dest = new Interner(seed, MAX_DESTS, foldHost, flatCopy, hostNarrower(seed));
  const user = new Interner(seed, MAX_USERS, () => OTHER, flatCopy);
  const source = new Interner(seed, MAX_SOURCES, foldAddress, flatCopy);
  const device = new Interner(seed, MAX_USERS, () => OTHER, flatCopy);
  return {
    dest,
    user,
    source,
    device,
    takeFresh: () => ({
      dest: dest.takeFresh(),
      user: user.takeFresh(),
      source: source.takeFresh(),
      device: device.takeFresh(),
    }),
    folded: () => dest.folded + dest.narrowed + user.folded + source.folded + device.folded,
    foldedHosts: () => dest.narrowed,
  };
}
