/**
 * In: a normalised draft and the organisation's profile. Out: which way the traffic went.
 * Cloud discovery counts what goes out; what comes in or stays inside is set aside, with its count.
 */
import { createIpRanges, type IpRanges } from '../../kit/ip.ts';
import type { EventDraft } from '../formats/api.ts';

export type Direction = 'outbound' | 'inbound' | 'internal';

/** What is the organisation's own, ready to be asked for every line. */
export interface DirectionProfile {
  readonly ranges: IpRanges;
  /** Lower case, no leading dot; subdomains belong to them. */
  readonly domains: ReadonlySet<string>;
}

/**
 * @param ranges internal ranges in CIDR notation; an empty list makes no address internal
 * @param domains managed domains, with or without leading `*.` or dot
 */
export function createDirectionProfile(ranges: readonly string[], domains: readonly string[]): DirectionProfile {
  const names = domains.map((domain) =>
    domain
      .trim()
      .toLowerCase()
      .replace(/^\*?\.+/, '')
      .replace(/\.+$/, ''),
  );
  return { ranges: createIpRanges(ranges), domains: new Set(names.filter((name) => name !== '')) };
}

/**
 * `inbound` when a parser found a server's own visitor, or when the destination is ours and the source is not;
 * `internal` when both are ours; `outbound` otherwise. A source without address counts as ours: devices log their own users.
 */
export function directionOf(draft: EventDraft, profile: DirectionProfile): Direction {
  if (draft.reason === 'inbound') return 'inbound';
  if (!isOwnDestination(draft, profile)) return 'outbound';
  const isOwnSource = draft.sourceIp === '' || profile.ranges.size === 0 || profile.ranges.has(draft.sourceIp);
  return isOwnSource ? 'internal' : 'inbound';
}

/** The host decides where there is one: a public service may well resolve to an inside address, but not the other way round. */
export function isOwnDestination(draft: EventDraft, profile: DirectionProfile): boolean {
  if (draft.destinationHost !== '') return isOwnHost(draft.destinationHost, profile.domains);
  return draft.destinationIp !== '' && profile.ranges.has(draft.destinationIp);
}

/** A managed domain, one of its subdomains, or a name without dots (resolved by the inside's search list). */
export function isOwnHost(host: string, domains: ReadonlySet<string>): boolean {
  if (domains.size === 0 && host.includes('.')) return false;
  let at = 0;
  for (;;) {
    if (domains.has(host.slice(at))) return true;
    const dot = host.indexOf('.', at);
    if (dot < 0) return at === 0;
    at = dot + 1;
  }
}
