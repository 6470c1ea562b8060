import { customerDomain } from '../../../core/kit/domain.ts';
import { quote } from '../filter/conditions.ts';

/** The domains to claim for these hosts: what one owner controls of each (public suffixes kept apart), without repeats. */
export function suggestDomains(hosts: readonly string[]): readonly string[] {
  return [...new Set(hosts.map((host) => customerDomain(host) ?? host))];
}

/** A first guess at a name: the first domain's own label, "acme-files.example" is "Acme Files". */
export function suggestName(domains: readonly string[]): string {
  const label = domains[0]?.split('.')[0] ?? '';
  return label
    .split(/[-_]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1))
    .join(' ');
}

/** Filter for every host that these domains would claim: the domain itself and all below it. */
export function hostsOf(domains: readonly string[]): string {
  return domains
    .map((domain) => domain.trim().toLowerCase())
    .filter((domain) => domain !== '')
    .map((domain) => `host:${quote(domain)} or host$=${quote(`.${domain}`)}`)
    .join(' or ');
}
