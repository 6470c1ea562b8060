/**
 * The only way out: what the probe may reach. A host's name is resolved once and connected to by that address, so that a name that
 * changes its answer cannot lead inside.
 */
import { lookup } from 'node:dns/promises';
import { isPrivateIp } from '../kit/ip.ts';
import { LIMITS, type Limits } from './limits.ts';

export interface ProbeNetwork {
  /** Addresses of a host, as the system resolves it. */
  resolve(host: string): Promise<readonly string[]>;
  /** Whether an address may be connected to. */
  isAllowed(address: string): boolean;
  readonly tlsPort: number;
  readonly httpPort: number;
  /** `address:port` of name servers; the system's where absent. */
  readonly nameServers?: readonly string[];
  /** Roots to trust in place of Node's. */
  readonly roots?: readonly string[];
  readonly limits: Limits;
}

export const INTERNET: ProbeNetwork = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isAllowed: (address) => !isPrivateIp(address),
  tlsPort: 443,
  httpPort: 80,
  limits: LIMITS,
};

/** The address that a host is probed at. @throws Error in words for people */
export async function addressOf(network: ProbeNetwork, host: string): Promise<string> {
  let addresses: readonly string[];
  try {
    addresses = await network.resolve(host);
  } catch {
    throw new Error('its name does not resolve');
  }
  const inside = addresses.find((address) => !network.isAllowed(address));
  if (inside !== undefined) throw new Error(`its name leads to ${inside}, which is not on the internet`);
  const [first] = addresses;
  if (first === undefined) throw new Error('its name has no address');
  return first;
}
