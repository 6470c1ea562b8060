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

/** As DNS has it. */
const LONGEST_DOMAIN = 253;

/** A managed domain, one of its subdomains, or a name without dots (resolved by the inside's search list). */
export function isOwnHost(host: string, domains: ReadonlySet<string>): boolean {
  if (!host.includes('.')) return true;
  if (domains.size === 0) return false;
  // A host of thousands of labels is no reason to look at each of them.
  const start = host.length - LONGEST_DOMAIN;
  for (let at = start > 0 ? behindDot(host, start - 1) : 0; at >= 0; at = behindDot(host, at)) {
    if (domains.has(host.slice(at))) return true;
  }
  return false;
}

/** Behind the next dot, -1 when there is none. */
function behindDot(host: string, at: number): number {
  const dot = host.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}
