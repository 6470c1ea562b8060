/**
 * In: the two endpoints of a session. Out: which of them opened it.
 *
 * A built line says so (`inbound`: the first, `outbound`: the second). A teardown line does not, and reading it by what an earlier
 * line said would tie slices of a file together; the ports and addresses of the line itself decide instead.
 */
import type { Endpoint } from './endpoint.ts';

/** Ports below are servers'. */
const WELL_KNOWN = 1024;
/** Where the common systems begin to choose client ports. */
const EPHEMERAL = 32_768;

/** True when the first endpoint is the client. */
export function firstIsClient(text: string, first: Endpoint, second: Endpoint): boolean {
  // Users stand beside the address they signed in from.
  if (first.hasUser !== second.hasUser) return first.hasUser;
  const a = first.port;
  const b = second.port;
  if (a >= 0 && b >= 0 && a !== b) {
    if (a < WELL_KNOWN !== b < WELL_KNOWN) return b < WELL_KNOWN;
    if (a >= WELL_KNOWN && a < EPHEMERAL !== b < EPHEMERAL) return b < EPHEMERAL;
  }
  const firstPrivate = isPrivate(text, first);
  const secondPrivate = isPrivate(text, second);
  if (firstPrivate !== secondPrivate) return firstPrivate;
  // The appliance names the less trusted side first; sessions are opened from the more trusted one.
  return false;
}

/** Of the ends of an ICMP exchange the one that has its identifier where the other has 0: it sent the first message. */
export function identified(first: Endpoint, second: Endpoint): Endpoint | undefined {
  if (first.port > 0 && second.port === 0) return first;
  return first.port === 0 && second.port > 0 ? second : undefined;
}

function isPrivate(text: string, endpoint: Endpoint): boolean {
  const at = endpoint.addressStart;
  if (text.startsWith('10.', at) || text.startsWith('192.168.', at)) return true;
  if (text.startsWith('fc', at) || text.startsWith('fd', at) || text.startsWith('fe80:', at)) return true;
  if (!text.startsWith('172.', at)) return false;
  const second = Number(text.substring(at + 4, Math.min(at + 6, endpoint.addressEnd)));
  return second >= 16 && second <= 31;
}
