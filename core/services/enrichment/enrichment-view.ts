/**
 * What the organisation's lists say of the users and sources of the logs, by their ids. Nothing of it is stored with cells: another
 * directory or range re-reads the past at once, as another catalog does. Users of anonymised streams join by the names behind their
 * tokens, for as long as the key is there; they keep to their tokens, and never count as one with a clear name.
 */
import {
  type AddressFacts,
  AMBIGUOUS_USER,
  createRangeLookUp,
  createUserJoin,
  type Person,
  type RangeLookUp,
  UNKNOWN_USER,
  type UserJoin,
} from '../../enrich/index.ts';
import { createIpRanges, type IpRanges } from '../../kit/ip.ts';
import type { ReadConnection } from '../../store/open.ts';
import { isToken, type WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { countPeople, readPeople, readRanges, type StoredRange } from '../../store/read/enrichment.ts';
import type { WorkspaceMeta } from '../../store/write/meta.ts';

/** Where a source address stands: 0 unknown (no address, or no internal ranges known), then as listed. */
export const NETWORKS = ['unknown', 'on', 'off'] as const;
export type Network = (typeof NETWORKS)[number];

export class EnrichmentView {
  people: readonly Person[] = [];
  /** The directory is sealed, and the key is not there. */
  isLocked = false;
  ranges: readonly StoredRange[] = [];
  /** Index of the person by user id; UNKNOWN_USER, AMBIGUOUS_USER. */
  personOfUser = new Int32Array(1).fill(UNKNOWN_USER);
  /** The id that stands for a user: of a person's spellings the one seen first. Null where no two are one. */
  userMap: Uint32Array | null = null;
  /** Departments by index; 0 is "unknown". */
  departments: readonly string[] = [''];
  departmentOfUser = new Uint32Array(1);
  networkOfSource = new Uint8Array(1);
  /** What ranges say of a source; index 0 is nothing. */
  sourceFacts: readonly (AddressFacts | null)[] = [null];
  factsOfSource = new Uint32Array(1);
  private merges = false;
  private peopleKey = '';
  private rangesKey = '';
  private join: UserJoin = createUserJoin([]);
  private lookUp: RangeLookUp = createRangeLookUp([]);
  private internal: IpRanges = createIpRanges([]);
  private factIds = new Map<AddressFacts, number>();
  private departmentIds = new Map<string, number>();
  private firstOfPerson = new Map<number, number>();
  /** All spellings of the users that stand for several. */
  private spellings = new Map<number, string[]>();
  private usersDone = 0;
  private sourcesDone = 0;

  /** @returns true when users known before stand for others now: what was decoded with the old map is stale */
  refresh(
    db: ReadConnection,
    meta: WorkspaceMeta,
    seal: WorkspaceSeal | null,
    users: readonly string[],
    sources: readonly string[],
  ): boolean {
    const isStale = this.refreshPeople(db, meta, seal);
    this.refreshRanges(db, meta, seal);
    this.joinUsers(users, this.people.length > 0 && seal ? clearNames(db, seal, this.usersDone) : new Map());
    this.placeSources(sources);
    return isStale;
  }

  private refreshPeople(db: ReadConnection, meta: WorkspaceMeta, seal: WorkspaceSeal | null): boolean {
    const key = JSON.stringify([meta.directory, meta.mergeUsers, seal?.id]);
    if (key === this.peopleKey) {
      return false;
    }
    this.peopleKey = key;
    const hadMap = this.userMap !== null;
    this.people = meta.directory === null ? [] : readPeople(db, seal);
    this.isLocked = meta.sealedLists !== 'no' && seal === null && countPeople(db) > 0;
    this.join = createUserJoin(this.people);
    this.merges = meta.mergeUsers && this.people.length > 0;
    const names = [...new Set(this.people.flatMap((person) => person.department ?? []))].sort();
    this.departments = ['', ...names];
    this.departmentIds = new Map(this.departments.map((name, index) => [name, index]));
    this.firstOfPerson = new Map();
    this.spellings = new Map();
    this.userMap = null;
    this.usersDone = 0;
    return hadMap || this.merges;
  }

  private refreshRanges(db: ReadConnection, meta: WorkspaceMeta, seal: WorkspaceSeal | null): void {
    const ranges = readRanges(db, seal);
    const internal = meta.profile?.internalRanges ?? [];
    const key = JSON.stringify([ranges, internal]);
    if (key === this.rangesKey) {
      return;
    }
    this.rangesKey = key;
    this.ranges = ranges;
    this.lookUp = createRangeLookUp(ranges);
    const corporate = ranges.flatMap((range) => (range.category === 'corporate' ? range.cidrs : []));
    this.internal = createIpRanges([...internal, ...corporate]);
    this.sourceFacts = [null];
    this.factIds = new Map();
    this.sourcesDone = 0;
  }

  /** @param opened names behind tokens, by id */
  private joinUsers(names: readonly string[], opened: ReadonlyMap<number, string>): void {
    if (this.personOfUser.length < names.length || this.departmentOfUser.length < names.length) {
      this.personOfUser = grown(this.personOfUser, names.length, Int32Array);
      this.departmentOfUser = grown(this.departmentOfUser, names.length, Uint32Array);
      this.userMap = this.userMap && grown(this.userMap, names.length, Uint32Array);
    }
    for (let id = Math.max(1, this.usersDone); id < names.length; id++) {
      const person = this.people.length === 0 ? UNKNOWN_USER : this.join.personOf(opened.get(id) ?? names[id] ?? '');
      this.personOfUser[id] = person;
      this.departmentOfUser[id] = this.departmentIds.get(this.people[person]?.department ?? '') ?? 0;
      // A token beside a clear name would tell whose it is.
      const kin = opened.has(id) ? -1 - person : person;
      const first = person < 0 || !this.merges ? id : (this.firstOfPerson.get(kin) ?? id);
      if (person >= 0 && first === id) {
        this.firstOfPerson.set(kin, id);
      }
      if (first !== id && this.userMap === null) {
        this.userMap = Uint32Array.from({ length: this.personOfUser.length }, (_, one) => one);
      }
      if (this.userMap) {
        this.userMap[id] = first;
      }
      if (first !== id) {
        const known = this.spellings.get(first) ?? [names[first] ?? ''];
        this.spellings.set(first, [...known, names[id] ?? '']);
      }
    }
    this.usersDone = names.length;
  }

  private placeSources(names: readonly string[]): void {
    if (this.factsOfSource.length < names.length) {
      this.factsOfSource = grown(this.factsOfSource, names.length, Uint32Array);
      this.networkOfSource = grown(this.networkOfSource, names.length, Uint8Array);
    }
    const facts = [...this.sourceFacts];
    for (let id = Math.max(1, this.sourcesDone); id < names.length; id++) {
      const name = names[id] ?? '';
      const found = this.lookUp.factsOf(name);
      let at = found === null ? 0 : this.factIds.get(found);
      if (at === undefined && found !== null) {
        at = facts.push(found) - 1;
        this.factIds.set(found, at);
      }
      this.factsOfSource[id] = at ?? 0;
      this.networkOfSource[id] = this.internal.size === 0 || name === '' ? 0 : this.internal.has(name) ? 1 : 2;
    }
    this.sourceFacts = facts;
    this.sourcesDone = names.length;
  }

  /** People whose several spellings count as one user. */
  get severalSpellings(): number {
    return this.spellings.size;
  }

  /** The id that stands for a user. */
  userId(id: number): number {
    return this.userMap?.[id] ?? id;
  }

  person(user: number): Person | null {
    return this.people[this.personOfUser[user] ?? UNKNOWN_USER] ?? null;
  }

  /** The one person that a user's name stands for, in whatever log. */
  personNamed(name: string): Person | null {
    return this.people.length === 0 ? null : (this.people[this.join.personOf(name)] ?? null);
  }

  isAmbiguous(user: number): boolean {
    return this.personOfUser[user] === AMBIGUOUS_USER;
  }

  /** What a user is called: where spellings are merged, as the directory has it. @param logged the name as a log has it */
  userName(user: number, logged: string): string {
    const person = this.merges && !isToken(logged) ? this.person(user) : null;
    return person ? (person.upn ?? person.mail ?? logged) : logged;
  }

  /** All that a filter on the user may mean. */
  userNames(user: number, logged: string): string | readonly string[] {
    const person = this.merges ? this.person(user) : null;
    if (!person) {
      return logged;
    }
    const logs = this.spellings.get(this.userId(user)) ?? [logged];
    if (isToken(logged)) return logs;
    return [...logs, person.upn, person.mail, person.account, person.name].filter((one) => one !== null);
  }

  /** What ranges say of an address, whether the logs name it or not. */
  factsOf(address: string): AddressFacts | null {
    return this.lookUp.factsOf(address);
  }

  facts(source: number): AddressFacts | null {
    return this.sourceFacts[this.factsOfSource[source] ?? 0] ?? null;
  }

  network(source: number): Network {
    return NETWORKS[this.networkOfSource[source] ?? 0] ?? 'unknown';
  }
}

/** Names behind the tokens of users from an id on. */
function clearNames(db: ReadConnection, seal: WorkspaceSeal, from: number): Map<number, string> {
  const rows = db.prepare<[number], { id: number; sealed: Buffer }>(
    'SELECT id, sealed FROM user WHERE id >= ? AND sealed IS NOT NULL',
  );
  const names = new Map<number, string>();
  for (const { id, sealed } of rows.iterate(from)) names.set(id, seal.openName(sealed) ?? '');
  return names;
}

function grown<T extends Int32Array | Uint32Array | Uint8Array>(
  old: T,
  length: number,
  make: new (length: number) => T,
): T {
  const bigger = new make(Math.max(length, Math.ceil(old.length * 1.5)));
  bigger.set(old);
  return bigger;
}
