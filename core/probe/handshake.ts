/** TLS handshakes: which versions a server agrees to, and what its certificate says. Nothing is sent over them. */
import { checkServerIdentity, connect, type PeerCertificate, type SecureVersion, type TLSSocket } from 'node:tls';
import type { CertificateFacts, TlsOffer, TlsVersion } from '../model/probe.ts';
import type { ProbeNetwork } from './network.ts';

export interface Handshake {
  readonly version: string | null;
  readonly cipher: string | null;
  readonly certificate: CertificateFacts | null;
}

/** `refused`: the server is there and declines; `silent`: nothing can be said. */
export type Outcome = Handshake | { readonly failure: 'refused' | 'silent'; readonly reason: string };

/** OpenSSL's default refuses what old servers offer, and would hide that they do. */
const OLD_CIPHERS = 'DEFAULT:@SECLEVEL=0';
const OLD: ReadonlySet<SecureVersion> = new Set(['TLSv1', 'TLSv1.1']);

export function shakeHands(
  network: ProbeNetwork,
  host: string,
  address: string,
  version: TlsVersion | null,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const socket = connect({
      host: address,
      port: network.tlsPort,
      servername: host,
      ALPNProtocols: ['http/1.1'],
      // A bad certificate is a finding, not a reason to look away.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(network.roots === undefined ? {} : { ca: [...network.roots] }),
      ...(version === null ? {} : { minVersion: version, maxVersion: version }),
      ...(version !== null && OLD.has(version) ? { ciphers: OLD_CIPHERS } : {}),
    });
    const timer = setTimeout(
      () => settle({ failure: 'silent', reason: 'no answer in time' }),
      network.limits.connectMs,
    );
    socket.on('secureConnect', () => settle(describe(socket, host)));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(failureOf(error)));
    socket.on('close', () => settle({ failure: 'refused', reason: 'the connection was closed' }));
  });
}

/** A refusal of the version is an answer; a network that does not carry is none. */
function failureOf(error: NodeJS.ErrnoException): Outcome {
  const code = error.code ?? '';
  const isAnswer = code === 'EPROTO' || code === 'ECONNRESET' || code.startsWith('ERR_SSL_');
  return { failure: isAnswer ? 'refused' : 'silent', reason: code === '' ? error.message : code };
}

function describe(socket: TLSSocket, host: string): Handshake {
  const certificate = socket.getPeerCertificate();
  return {
    version: socket.getProtocol(),
    cipher: socket.getCipher()?.standardName ?? socket.getCipher()?.name ?? null,
    certificate: Object.keys(certificate).length === 0 ? null : certificateFacts(certificate, host, socket),
  };
}

const LONGEST = 200;

function certificateFacts(certificate: PeerCertificate, host: string, socket: TLSSocket): CertificateFacts {
  const validTo = Date.parse(certificate.valid_to);
  const name = (value: string | string[] | undefined): string => String(value ?? '').slice(0, LONGEST);
  return {
    subject: name(certificate.subject?.CN),
    issuer: name(certificate.issuer?.O ?? certificate.issuer?.CN),
    namesHost: checkServerIdentity(host, certificate) === undefined,
    trusted: socket.authorized,
    trustProblem: socket.authorized ? null : name(String(socket.authorizationError ?? '')) || 'unknown',
    validTo: Number.isNaN(validTo) ? null : validTo,
  };
}

export function offerOf(outcome: Outcome): TlsOffer | null {
  if ('failure' in outcome) return outcome.failure === 'refused' ? { offered: false, cipher: null } : null;
  return { offered: true, cipher: outcome.cipher };
}
