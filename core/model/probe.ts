/** What a look at a host over the network found. Null wherever the network gave no answer: not reached is not "no". */
export interface ProbeResult {
  readonly host: string;
  /** ms since 1970. */
  readonly at: number;
  /** False when no connection to the host's TLS port came about; `problem` says why. */
  readonly reached: boolean;
  readonly problem: string | null;
  /** By version: whether the server agrees to it, and with which cipher. */
  readonly tls: Readonly<Record<TlsVersion, TlsOffer | null>>;
  readonly certificate: CertificateFacts | null;
  /** Security headers of the page that the host's address leads to, lower case; null for one that it does not send. */
  readonly headers: Readonly<Record<SecurityHeader, string | null>> | null;
  /** Whether the host can be used without TLS: it answers plain HTTP with something else than a way to HTTPS. */
  readonly plainHttp: boolean | null;
  readonly securityTxt: boolean | null;
  readonly caa: boolean | null;
  readonly mtaSts: boolean | null;
  readonly dnssec: boolean | null;
}

export const TLS_VERSIONS = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

export interface TlsOffer {
  readonly offered: boolean;
  readonly cipher: string | null;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly namesHost: boolean;
  /** Its chain ends in a root that this machine's Node trusts, and it is in force. */
  readonly trusted: boolean;
  /** Why it is not trusted, as OpenSSL says it (`CERT_HAS_EXPIRED`). */
  readonly trustProblem: string | null;
  /** ms since 1970. */
  readonly validTo: number | null;
}

export const SECURITY_HEADERS = [
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'x-xss-protection',
  'referrer-policy',
  'permissions-policy',
] as const;
export type SecurityHeader = (typeof SECURITY_HEADERS)[number];
