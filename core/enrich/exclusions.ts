/**
 * Whom and what to leave out of the figures when lines are read. In: a transaction's user, source and device. Out: whether it is
 * left out. Guarantee: letter case is ignored; nothing is asked where nothing is excluded.
 */
import { createIpRanges, type IpRanges } from '../kit/ip.ts';
import type { ExcludedNames } from '../model/enrichment.ts';
import type { Person } from './directory.ts';

/** Reason under which ledgers count what was left out. */
export const EXCLUDED = 'excluded';

export class Exclusions {
  readonly isEmpty: boolean;
  private readonly users: ReadonlySet<string>;
  private readonly accounts: ReadonlySet<string>;
  private readonly devices: ReadonlySet<string>;
  private readonly addresses: IpRanges;

  constructor(names: ExcludedNames) {
    this.users = new Set(names.users);
    this.accounts = new Set(names.accounts);
    this.devices = new Set(names.devices);
    this.addresses = createIpRanges(names.addresses);
    this.isEmpty = this.users.size + this.accounts.size + this.devices.size + this.addresses.size === 0;
  }

  has(from: { readonly sourceUser: string; readonly sourceIp: string; readonly sourceHost: string }): boolean {
    return this.hasUser(from.sourceUser) || this.hasAddress(from.sourceIp) || this.hasDevice(from.sourceHost);
  }

  hasUser(user: string): boolean {
    if (user === '' || this.users.size + this.accounts.size === 0) return false;
    const name = user.toLowerCase();
    return this.users.has(name) || this.accounts.has(name.slice(name.lastIndexOf('\\') + 1));
  }

  hasDevice(device: string): boolean {
    if (device === '' || this.devices.size === 0) return false;
    const name = device.toLowerCase();
    // A device is meant with and without its domain.
    return this.devices.has(name) || this.devices.has(name.split('.')[0] ?? name);
  }

  hasAddress(address: string): boolean {
    return address !== '' && this.addresses.has(address);
  }
}

/** Of some groups, those that nobody belongs to: misspelt ones, mostly. */
export function emptyGroups(people: readonly Person[], groups: readonly string[]): string[] {
  const known = new Set(people.flatMap((person) => person.groups.map((group) => group.toLowerCase())));
  return groups.filter((group) => !known.has(group.toLowerCase()));
}
