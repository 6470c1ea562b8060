import { scatter } from '../random.ts';
import { type AppProfile, BUSINESS_APPS, SHADOW_APPS, STORY_APPS } from './apps.ts';
import { BACKGROUND, PRIVATE_HOSTS } from './background.ts';
import { tailHost } from './names.ts';

export type SiteShape = AppProfile['shape'] | 'beacon';

/** One destination as gateways see it. */
export interface Site {
  readonly host: string;
  readonly ip: string;
  readonly port: number;
  /** Unencrypted HTTP. */
  readonly plain: boolean;
  /** The gateway opens its TLS, so that whole URLs are logged; otherwise only the tunnel. */
  readonly inspected: boolean;
  /** The gateway's policy refuses it. */
  readonly blocked: boolean;
  readonly shape: SiteShape;
  readonly category: string;
  /** A number of its own, scattered over 32 bits: decides what goes with the site, such as the trackers it embeds. */
  readonly seed: number;
}

const TAIL_CATEGORIES = [
  'Business and Economy',
  'News and Media',
  'Shopping',
  'Computers and Internet',
  'Travel',
  'Health',
  'Education',
  'Sports',
  'Entertainment',
  'Real Estate',
  'Vehicles',
  'Recreation',
];

/** A made-up server address in 198.18.0.0/15, the block reserved for benchmarks (RFC 2544). */
function serverAddress(h: number): string {
  return `198.${18 + (h & 1)}.${(h >>> 1) & 255}.${1 + (((h >>> 9) & 0xffff) % 254)}`;
}

function hostSeed(host: string): number {
  let h = 17;
  for (let i = 0; i < host.length; i++) h = scatter(h ^ host.charCodeAt(i));
  return h;
}

function site(host: string, shape: SiteShape, category: string, plain = false, blocked = false): Site {
  const seed = hostSeed(host);
  const isPrivate = host.startsWith('10.') || host.endsWith('.corp.example.com');
  return {
    host,
    ip: host.startsWith('10.') ? host : isPrivate ? `10.0.4.${host.length}` : serverAddress(seed),
    port: plain ? 80 : 443,
    plain,
    inspected: !plain && (seed & 7) < 3,
    blocked,
    shape,
    category,
    seed,
  };
}

const appSites = (apps: readonly AppProfile[]): readonly (readonly Site[])[] =>
  apps.map((app) => app.hosts.map((host) => site(host, app.shape, app.category)));

/** Every destination of the world; outer index as in BUSINESS_APPS and SHADOW_APPS. */
export interface Sites {
  readonly business: readonly (readonly Site[])[];
  readonly shadow: readonly (readonly Site[])[];
  readonly trackers: readonly Site[];
  readonly devices: readonly Site[];
  readonly internal: readonly Site[];
  readonly tail: readonly Site[];
  readonly story: { readonly [K in keyof typeof STORY_APPS]: Site };
}

/** @param tailCount sites in the long tail. */
export function buildSites(tailCount: number): Sites {
  const background = (device: boolean): readonly Site[] =>
    BACKGROUND.filter((entry) => entry.device === device).map((entry) =>
      site(entry.host, 'beacon', entry.category, entry.plain),
    );
  const story = (key: keyof typeof STORY_APPS): Site => {
    const { host, category } = STORY_APPS[key];
    return { ...site(host, 'storage', category), inspected: true, blocked: key === 'blockedUpload' };
  };
  return {
    business: appSites(BUSINESS_APPS),
    shadow: appSites(SHADOW_APPS),
    trackers: background(false),
    devices: background(true),
    internal: PRIVATE_HOSTS.map((host) => site(host, 'page', 'Intranet', host.startsWith('10.'))),
    tail: Array.from({ length: tailCount }, (_, index) => {
      const dice = scatter(index ^ 0x51ce);
      const blocked = index > 40 && dice % 61 === 0;
      const category = blocked ? 'Gambling' : (TAIL_CATEGORIES[(dice >>> 8) % TAIL_CATEGORIES.length] ?? 'Shopping');
      return site(tailHost(index), (dice & 15) === 0 ? 'stream' : 'page', category, (dice & 112) === 0, blocked);
    }),
    story: {
      personalCloud: story('personalCloud'),
      newApp: story('newApp'),
      blockedUpload: story('blockedUpload'),
    },
  };
}
