/** What a line of name evidence says: from when to when an address stood for a name, and on what basis. */

/** `host`: what a client reached at an address; `user`, `device`: who or what was behind a source address. */
export const NAME_KINDS = ['host', 'user', 'device'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** In the order in which one of several equal answers is named. Stored by their place: new ones go to the end. */
export const NAME_BASES = ['dns', 'tls', 'dhcp', 'vpn', 'logon', 'signin', 'certificate'] as const;
export type NameBasis = (typeof NAME_BASES)[number];

export const BASIS_TITLES: Readonly<Record<NameBasis, string>> = {
  dns: 'DNS answer',
  tls: 'TLS server name',
  dhcp: 'DHCP lease',
  vpn: 'VPN or RADIUS session',
  logon: 'Windows logon',
  signin: 'Entra sign-in',
  certificate: 'TLS certificate',
};

/** A name that evidence gave to some line. */
export interface NameUse {
  readonly kind: NameKind;
  readonly value: string;
  readonly basis: NameBasis;
}

export interface NameRecord {
  readonly kind: NameKind;
  readonly basis: NameBasis;
  readonly address: string;
  /** For hosts the client that asked; '' where the log does not say, which stands for every client. */
  readonly client: string;
  /** The name; '' ends what earlier records of the same basis say of the address. */
  readonly value: string;
  /** Seconds since the epoch; both ends belong to the interval. */
  readonly from: number;
  readonly to: number;
}

/** Clocks of two devices differ a little, and a session is logged after its name was asked for. Seconds. */
export const EARLY = 5;
/** A client may go on using an answer for a while after its time to live. */
export const DNS_SLACK = 300;
/** Answers whose time to live the log does not say. */
export const DNS_DEFAULT_TTL = 300;
export const TLS_VALID = 1800;
export const DHCP_DEFAULT_LEASE = 12 * 3600;
export const VPN_LONGEST = 24 * 3600;
export const LOGON_VALID = 8 * 3600;
export const SIGNIN_VALID = 3600;
