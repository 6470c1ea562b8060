/** Guesses who the organisation is from the lines of its logs; the user confirms or corrects them. */
import type { Profile } from '../../contract/workspace.ts';
import type { EventDraft } from '../../ingest/formats/api.ts';
import { registrableDomain } from '../../kit/domain.ts';

/** Private and shared ranges (RFC 1918, RFC 6598, RFC 4193) that count as internal once a source lies in them. */
const PRIVATE: readonly (readonly [string, RegExp])[] = [
  ['10.0.0.0/8', /^10\./],
  ['172.16.0.0/12', /^172\.(1[6-9]|2\d|3[01])\./],
  ['192.168.0.0/16', /^192\.168\./],
  ['100.64.0.0/10', /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./],
  ['fc00::/7', /^f[cd]/],
];

/** A mail domain is the organisation's own when at least this share of the named users has it. */
const MIN_SHARE = 0.2;
const MAX_DOMAINS = 5;

export class ProfileGuess {
  private readonly known: Profile | null;
  private readonly domains = new Map<string, number>();
  private readonly ranges = new Set<string>();
  private users = 0;

  constructor(known: Profile | null) {
    this.known = known;
  }

  see(draft: EventDraft): void {
    const at = draft.sourceUser.lastIndexOf('@');
    if (draft.sourceUser !== '') {
      this.users++;
      const domain = at > 0 ? registrableDomain(draft.sourceUser.slice(at + 1).toLowerCase()) : null;
      if (domain) {
        this.domains.set(domain, (this.domains.get(domain) ?? 0) + 1);
      }
    }
    for (const [range, pattern] of PRIVATE) {
      if (pattern.test(draft.sourceIp)) {
        this.ranges.add(range);
      }
    }
  }

  profile(logZone: string): Profile {
    if (this.known) {
      return this.known;
    }
    const managedDomains = [...this.domains]
      .filter(([, count]) => count >= this.users * MIN_SHARE)
      .sort((a, b) => b[1] - a[1])
      .slice(0, MAX_DOMAINS)
      .map(([domain]) => domain);
    return {
      organisation: '',
      managedDomains,
      internalRanges: PRIVATE.map(([range]) => range).filter((range) => this.ranges.has(range)),
      logZone,
    };
  }
}
