import { Random, scatter } from '../random.ts';
import { Weighted, zipfWeights } from '../weighted.ts';
import { SHADOW_APPS } from './apps.ts';
import { DEPARTMENTS, type Department } from './departments.ts';
import { accountName } from './names.ts';
import { OFFICES, type Office } from './offices.ts';
import type { Site, Sites } from './sites.ts';

export interface Person {
  readonly index: number;
  /** Account without domain, e.g. `mira.holm`. */
  readonly account: string;
  readonly office: Office;
  /** Index in DEPARTMENTS. */
  readonly department: number;
  readonly departmentName: string;
  /** Addresses of the laptop and, for some, a phone. */
  readonly addresses: readonly string[];
  readonly device: string;
  readonly userAgent: string;
  /** Where this person goes again and again, most visited first. */
  readonly favourites: readonly Site[];
}

const CHROME_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const USER_AGENTS = [
  CHROME_WINDOWS,
  `${CHROME_WINDOWS} Edg/126.0.0.0`,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
];

/** People per office in list order; every office has at least two. */
export function officeSizes(people: number): readonly number[] {
  return OFFICES.map((office) => Math.max(2, Math.round((people * office.share) / 1000)));
}

/** Everybody, grouped by office: `[officeIndex][n]`. */
export function buildPeople(seed: number, people: number, sites: Sites): readonly (readonly Person[])[] {
  const random = new Random(seed, 0x9e0);
  const departments = new Weighted(DEPARTMENTS.map((department) => department.share));
  const tail = new Weighted(zipfWeights(sites.tail.length, 30));
  const shadow = DEPARTMENTS.map((department) => shadowTable(department));
  let index = 0;
  return officeSizes(people).map((size, o) => {
    const office = OFFICES[o] ?? (OFFICES[0] as Office);
    return Array.from({ length: size }, (_, n) => {
      const department = departments.pick(random);
      const person: Person = {
        index,
        account: accountName(index, seed),
        office,
        department,
        departmentName: DEPARTMENTS[department]?.name ?? '',
        addresses: addresses(office, n, random),
        device: `${office.id.slice(0, 3).toUpperCase()}-L${String(10_000 + (scatter(index) % 90_000))}`,
        userAgent: USER_AGENTS[random.below(USER_AGENTS.length)] ?? CHROME_WINDOWS,
        favourites: favourites(random, sites, tail, shadow[department] ?? tail),
      };
      index++;
      return person;
    });
  });
}

/** Offices larger than a /16 go on in the next one, so addresses stay unique up to half a million people. */
function addresses(office: Office, n: number, random: Random): readonly string[] {
  const net = office.net + Math.floor(n / 48_000) * 2;
  const slot = n % 48_000;
  const host = `${Math.floor(slot / 250)}.${2 + (slot % 250)}`;
  const laptop = `10.${net}.${host}`;
  return random.in65536(16_000) ? [laptop, `10.${net + 1}.${host}`] : [laptop];
}

function shadowTable(department: Department): Weighted {
  return new Weighted(SHADOW_APPS.map((app) => app.weight * (department.interests[app.interest] ?? 1)));
}

/** Two or three brought-along apps, in places 2, 5 and 9, among sites of the long tail. */
function favourites(random: Random, sites: Sites, tail: Weighted, shadow: Weighted): readonly Site[] {
  const count = random.below(4);
  return Array.from({ length: 16 }, (_, place) => {
    const isShadow = (place === 2 && count > 0) || (place === 5 && count > 1) || (place === 9 && count > 2);
    const hosts = isShadow ? sites.shadow[shadow.pick(random)] : undefined;
    return hosts?.[random.below(hosts.length)] ?? (sites.tail[tail.pick(random)] as Site);
  });
}
