/**
 * Looks at one host over the network: one connection after the other, with pauses. Only what is public and asks no permission is
 * looked at; nothing is tried that could harm, and nothing is believed that was not seen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { registrableDomain } from '../kit/domain.ts';
import { type ProbeResult, SECURITY_HEADERS, TLS_VERSIONS, type TlsOffer, type TlsVersion } from '../model/probe.ts';
import { askDomain } from './dns.ts';
import { exchange, type Page, type Reply, reachPage } from './exchange.ts';
import { type Handshake, offerOf, shakeHands } from './handshake.ts';
import { addressOf, type ProbeNetwork } from './network.ts';

type Tls = Record<TlsVersion, TlsOffer | null>;

const NOT_REACHED: Omit<ProbeResult, 'host' | 'at' | 'problem'> = {
  reached: false,
  tls: { 'TLSv1.3': null, 'TLSv1.2': null, 'TLSv1.1': null, TLSv1: null },
  certificate: null,
  headers: null,
  plainHttp: null,
  securityTxt: null,
  caa: null,
  mtaSts: null,
  dnssec: null,
};

/** Never throws for what a server or the network does: that is the result. @param signal stops between two steps */
export async function probeHost(
  network: ProbeNetwork,
  host: string,
  at: number,
  signal: AbortSignal,
): Promise<ProbeResult> {
  let address: string;
  try {
    address = await addressOf(network, host);
  } catch (cause) {
    return { ...NOT_REACHED, host, at, problem: (cause as Error).message };
  }
  const step = async (): Promise<void> => {
    await pause(network.limits.pauseMs);
    signal.throwIfAborted();
  };
  const { tls, best, reason } = await tryVersions(network, host, address, step);
  if (best === null) return { ...NOT_REACHED, host, at, tls, problem: reason };
  await step();
  const page = await reachPage(network, host, address);
  await step();
  const contact = await exchange(network, 'https', host, address, '/.well-known/security.txt');
  await step();
  const plain = await exchange(network, 'http', host, address, '/');
  await step();
  const domain = registrableDomain(host);
  const names = domain === null ? { caa: null, mtaSts: null, dnssec: null } : await askDomain(network, domain);
  return {
    host,
    at,
    reached: true,
    problem: null,
    tls,
    certificate: best.certificate,
    headers: page === null ? null : headersOf(page),
    plainHttp: plain === null ? null : !leadsToHttps(plain.status, plain.headers.location),
    securityTxt: contact === null ? null : isSecurityTxt(contact),
    ...names,
  };
}

async function tryVersions(
  network: ProbeNetwork,
  host: string,
  address: string,
  step: () => Promise<void>,
): Promise<{ readonly tls: Tls; readonly best: Handshake | null; readonly reason: string }> {
  const tls: Tls = { ...NOT_REACHED.tls };
  let best: Handshake | null = null;
  let reason = 'it refuses every version of TLS';
  for (const version of TLS_VERSIONS) {
    await step();
    const outcome = await shakeHands(network, host, address, version);
    tls[version] = offerOf(outcome);
    if (!('failure' in outcome)) best ??= outcome;
    else if (outcome.failure === 'silent') {
      reason = `it cannot be reached (${outcome.reason})`;
      // Who does not answer at all is not asked three times more.
      if (best === null) break;
    }
  }
  return { tls, best, reason };
}

const LONGEST_HEADER = 500;

function headersOf({ reply }: Page): NonNullable<ProbeResult['headers']> {
  const entries = SECURITY_HEADERS.map((name) => {
    const value = reply.headers[name];
    const text = Array.isArray(value) ? value.join(', ') : value;
    return [name, text === undefined || text.trim() === '' ? null : text.slice(0, LONGEST_HEADER)];
  });
  return Object.fromEntries(entries) as NonNullable<ProbeResult['headers']>;
}

function leadsToHttps(status: number, location: string | undefined): boolean {
  return status >= 300 && status <= 399 && /^https:\/\//i.test(location ?? '');
}

/** RFC 9116 asks for a contact. Null where the server says neither that it has one nor that it has none. */
function isSecurityTxt({ status, body, isWhole }: Reply): boolean | null {
  if (status === 404 || status === 410) return false;
  if (status !== 200) return null;
  return /^contact:\s*\S/im.test(body) || (isWhole ? false : null);
}
