/**
 * In: certificates by their id (Zeek's file id or fingerprint) and sessions that showed them, in any order, from one file or several.
 * Out: for each session the one host its certificate stands for.
 * Guarantee: memory does not grow with the logs; of too many certificates or sessions the oldest are forgotten.
 */
import { registrableDomain } from '../../kit/domain.ts';

const MOST = 50_000;
/** Sessions remembered for one certificate that has not been seen yet. */
const MOST_WAITING = 64;

export interface CertifiedSession {
  readonly client: string;
  readonly address: string;
  readonly second: number;
}

export class Certificates {
  private readonly names = new Map<string, string>();
  private readonly waiting = new Map<string, CertifiedSession[]>();

  /** @returns the sessions that waited for this certificate */
  add(id: string, name: string): readonly CertifiedSession[] {
    if (id === '' || name === '') return [];
    bounded(this.names).set(id, name);
    const sessions = this.waiting.get(id) ?? [];
    this.waiting.delete(id);
    return sessions;
  }

  /** @returns the name of the certificate; '' when it is not known yet: the session is kept for it */
  nameOf(id: string, session: CertifiedSession): string {
    if (id === '') return '';
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const sessions = this.waiting.get(id);
    if (sessions === undefined) bounded(this.waiting).set(id, [session]);
    else if (sessions.length < MOST_WAITING) sessions.push(session);
    return '';
  }
}

function bounded<T>(map: Map<string, T>): Map<string, T> {
  if (map.size < MOST) return map;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    break;
  }
  return map;
}

const HOST = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/i;

/**
 * The host that a certificate stands for: its common name, else the first of its other names; of `*.example.com` the domain itself.
 * '' where the names belong to several owners, as on shared certificates of delivery networks.
 * @param subject as Zeek and Suricata write it, `CN=www.example.com,O=Example`
 */
export function certificateName(subject: string, others: readonly string[]): string {
  const common = /(?:^|[,/]\s*)CN=([^,/]+)/i.exec(subject)?.[1]?.trim() ?? '';
  const hosts = [common, ...others].filter((name) => HOST.test(name)).map((name) => name.replace(/^\*\./, ''));
  const owners = new Set(hosts.map((host) => registrableDomain(host.toLowerCase())));
  return owners.size === 1 && !owners.has(null) ? (hosts[0] ?? '') : '';
}
