import type { LogFormat } from '../log-format.ts';

/** How an office's clocks move in summer. */
export type SummerTime = 'eu' | 'us' | 'none';

export interface Office {
  readonly id: string;
  readonly city: string;
  /** IANA name, for readers; the generator computes with the two fields below so that it needs no zone data. */
  readonly zone: string;
  readonly standardMinutes: number;
  readonly summer: SummerTime;
  /** People here, in thousandths of the organisation. */
  readonly share: number;
  /** Second octet of its 10.x.0.0/16 client network. */
  readonly net: number;
  /** What its gateway writes in the sample workspace. */
  readonly format: LogFormat;
  readonly gateway: string;
}

/** Where the made-up organisation works. */
export const OFFICES: readonly Office[] = [
  {
    id: 'berlin',
    city: 'Berlin',
    zone: 'Europe/Berlin',
    standardMinutes: 60,
    summer: 'eu',
    share: 300,
    net: 20,
    format: 'bluecoat',
    gateway: 'ber-proxysg-1',
  },
  {
    id: 'london',
    city: 'London',
    zone: 'Europe/London',
    standardMinutes: 0,
    summer: 'eu',
    share: 220,
    net: 30,
    format: 'squid',
    gateway: 'lon-squid-1',
  },
  {
    id: 'new-york',
    city: 'New York',
    zone: 'America/New_York',
    standardMinutes: -300,
    summer: 'us',
    share: 220,
    net: 40,
    format: 'paloalto',
    gateway: 'nyc-pa-1',
  },
  {
    id: 'singapore',
    city: 'Singapore',
    zone: 'Asia/Singapore',
    standardMinutes: 480,
    summer: 'none',
    share: 120,
    net: 50,
    format: 'fortigate',
    gateway: 'sin-fgt-1',
  },
  {
    id: 'remote',
    city: 'Remote (Europe)',
    zone: 'Europe/Lisbon',
    standardMinutes: 0,
    summer: 'eu',
    share: 100,
    net: 60,
    format: 'zscaler',
    gateway: 'nss-1',
  },
  {
    id: 'warsaw',
    city: 'Warsaw',
    zone: 'Europe/Warsaw',
    standardMinutes: 60,
    summer: 'eu',
    share: 40,
    net: 70,
    format: 'asa',
    gateway: 'waw-asa-1',
  },
];
