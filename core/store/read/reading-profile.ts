/**
 * What decides at reading which lines count: the organisation's profile with its corporate ranges among the internal ones, and
 * whom to leave out, groups resolved to the names of their members.
 */
import type { Profile, ReadingProfile } from '../../contract/workspace.ts';
import { createUserJoin, type Person } from '../../enrich/index.ts';
import { PRIVATE_RANGES } from '../../kit/ip.ts';
import type { ExcludedNames } from '../../model/enrichment.ts';
import type { ReadConnection } from '../open.ts';
import { listSeal } from '../privacy/sealed-lists.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { readMeta } from '../write/meta.ts';
import { readExclusions, readPeople, readRanges } from './enrichment.ts';

/** Before anybody has said whose logs they are: what no public destination can be is their own network. */
export const NO_PROFILE: Profile = {
  organisation: '',
  managedDomains: [],
  internalRanges: [...PRIVATE_RANGES],
  logZone: 'UTC',
};

/** @throws AppError privacy.locked where somebody is excluded and the key is not there to say who */
export function readReadingProfile(db: ReadConnection, seal: WorkspaceSeal | null): ReadingProfile {
  const profile = readMeta(db).profile ?? NO_PROFILE;
  const corporate = readRanges(db, seal).flatMap((range) => (range.category === 'corporate' ? range.cidrs : []));
  const internalRanges = [...new Set([...profile.internalRanges, ...corporate])];
  const excluded = excludedNames(db, seal);
  return { ...profile, internalRanges, ...(excluded === null ? {} : { excluded }) };
}

/** Null where nothing is excluded. */
function excludedNames(db: ReadConnection, held: WorkspaceSeal | null): ExcludedNames | null {
  if (readExclusions(db, null).length === 0) {
    return null;
  }
  const seal = listSeal(db, held);
  const rows = readExclusions(db, seal);
  const people = rows.some(({ kind }) => kind === 'user' || kind === 'group') ? readPeople(db, seal) : [];
  const join = createUserJoin(people);
  const users = new Set<string>();
  const accounts = new Set<string>();
  const addPerson = ({ upn, mail, account }: Person) => {
    for (const name of [upn, mail]) {
      if (name !== null) users.add(name.toLowerCase());
    }
    if (account !== null) accounts.add(account.toLowerCase());
  };
  const values = (kind: string) => rows.flatMap((row) => (row.kind === kind ? [row.value.toLowerCase()] : []));
  for (const user of values('user')) {
    users.add(user);
    const person = people[join.personOf(user)];
    if (person) addPerson(person);
  }
  const groups = new Set(values('group'));
  for (const person of people) {
    if (person.groups.some((group) => groups.has(group.toLowerCase()))) addPerson(person);
  }
  return { users: [...users], accounts: [...accounts], devices: values('device'), addresses: values('address') };
}
