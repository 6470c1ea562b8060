/** In: accounts of all apps, the directory, what the user said. Out: people with everything that is summed over their accounts. */
import type { AccountRow } from '../../contract/accounts.ts';
import { createUserJoin, type Person, type UserJoin } from '../../enrich/index.ts';
import { ACTOR_KINDS } from '../../ingest/activities/columns.ts';
import { type AccountRisk, accountRisk, DEFAULT_RISK, type RiskSettings } from '../../model/account-risk.ts';
import { readAccountJoins } from '../../store/read/connected-decisions.ts';
import type { SnapshotFacts } from '../../store/write/snapshots.ts';
import { appNames } from '../activities/question.ts';
import { perRevision, storedFold } from '../connected/fold.ts';
import { identitiesOf } from '../tenant/identities.ts';
import { tenantOf } from '../tenant/tenant-state.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { ACCOUNT_SUM, AccountFold, type AppAccount, later } from './account-fold.ts';
import { domainOf, isGuest, mailOf } from './account-names.ts';
import type { Mark, MetWords, NotedType } from './account-sums.ts';
import type { AccountStatus } from './fates.ts';
import { joinAccounts } from './join-accounts.ts';
import { isOwnDomain, type OwnDomains, ownDomains } from './own-domains.ts';
import { disabledActive, type PersonState, stateOf, stateReasons } from './person-state.ts';
import { memberDomains, type Placed, withIdentities } from './place-identities.ts';
import { type Reason, reasonsFor } from './reasons.ts';

/** Days without activity after which an account is stale. */
export const STALE_DAYS = 30;
const DAY_MS = 86_400_000;

export type PlacedAccount = Readonly<Placed>;

export interface PersonView {
  readonly row: AccountRow;
  readonly accounts: readonly PlacedAccount[];
  readonly reasons: readonly (Reason & { readonly from: SnapshotFacts | null })[];
  readonly adminBy: readonly string[];
  readonly risk: AccountRisk;
  /** Factors of risk that hold, whatever they count. */
  readonly held: ReadonlySet<string>;
  readonly state: PersonState;
}

export interface People {
  readonly list: readonly PersonView[];
  readonly rows: readonly AccountRow[];
  /** By key and by every name and id of every account, lower case. */
  readonly byName: ReadonlyMap<string, PersonView>;
  readonly own: OwnDomains;
  readonly extent: { readonly from: number; readonly to: number } | null;
}

const foldOf = storedFold(ACCOUNT_SUM, (store) => new AccountFold(store));

/** Everybody in the connected apps of the workspace. */
export const peopleOf = perRevision(makePeople);

const NONE: readonly string[] = [];
/** Words that accounts are told by. */
const TOLD = ['user', 'userId', 'target'] as const;

function makePeople(view: WorkspaceView): People {
  view.activities.words.readAhead(TOLD);
  const fold = foldOf(view);
  const met = fold.met();
  const text = (word: number): string => view.activities.words.text(word);
  const identities = identitiesOf(view);
  // Accounts are tens of thousands: each is made once and not copied.
  const named = fold.accounts().map(([lower, account]): Placed => {
    const app = text(account.place.app);
    return {
      id: `${app}|${lower}`,
      app,
      account,
      instance: text(account.place.instance) || null,
      name: account.name,
      userIds: account.number === null ? NONE : Array.from(met.of(account.number, 'userId'), text),
      aliases: NONE,
      identity: null,
      joinedBy: 'itself',
    };
  });
  const placed = withIdentities(named, identities);
  const directory = createUserJoin(view.enrichment.people);
  const acting = new Set(
    placed
      .filter(({ account }) => account.events > 0 && !isGuest(account.name))
      .flatMap(({ name }) => mailOf(name) ?? []),
  );
  const own = ownDomains(view.meta.profile, view.enrichment.people, memberDomains(identities), acting);
  const { person, reason } = joinAccounts(placed, directory, readAccountJoins(view.db, view.seal));
  const groups = new Map<number, PlacedAccount[]>();
  placed.forEach((one, at) => {
    const group = groups.get(person[at] ?? at) ?? [];
    groups.set(person[at] ?? at, group);
    one.joinedBy = reason[at] ?? 'itself';
    group.push(one);
  });
  const shared = {
    join: directory,
    own,
    appNamesById: appNames(view),
    hasRules: tenantOf(view).newest('inboxRules') !== null,
    weights: view.meta.accountRisk ?? DEFAULT_RISK,
    met,
  };
  const list = [...groups.values()].map((accounts) => personOf(view, accounts, shared));
  const byName = new Map<string, PersonView>();
  for (const one of list) {
    for (const { name, userIds, id, aliases } of one.accounts) {
      for (const known of [name, id, mailOf(name) ?? '', ...userIds, ...aliases]) byName.set(known.toLowerCase(), one);
    }
  }
  for (const one of list) byName.set(one.row.key, one);
  const extent = fold.last < fold.first ? null : { from: fold.first, to: fold.last + 1 };
  return { list, rows: list.map(({ row }) => row), byName, own, extent };
}

/** What is the same for everybody. */
interface Shared {
  readonly join: UserJoin;
  readonly own: OwnDomains;
  readonly appNamesById: ReadonlyMap<string, string>;
  /** A snapshot lists inbox rules. */
  readonly hasRules: boolean;
  readonly weights: RiskSettings;
  readonly met: MetWords;
}

function personOf(
  view: WorkspaceView,
  accounts: readonly PlacedAccount[],
  { join, own, appNamesById, hasRules, weights, met }: Shared,
): PersonView {
  const text = (word: number): string => view.activities.words.text(word);
  const all = accounts.map(({ account }) => account);
  const mails = [...new Set(accounts.flatMap(({ name }) => mailOf(name) ?? []))].sort();
  const known = directoryPerson(view.enrichment.people, join, accounts);
  const sum = (of: (account: AppAccount) => number): number => all.reduce((total, account) => total + of(account), 0);
  const email = (known?.mail ?? known?.upn)?.toLowerCase() ?? mails[0] ?? null;
  const first = Math.min(...all.map((account) => account.first));
  const last = Math.max(...all.map((account) => account.last));
  const logEnd = Math.max(...all.map((account) => account.place.last));
  const state = stateOf(
    accounts.flatMap(({ identity }) => identity ?? []),
    hasRules,
  );
  const idleDays = idleOf(last, logEnd, state);
  const type = typeOf(all);
  const domain = email === null ? null : domainOf(email);
  const isOwn = domain === null ? null : isOwnDomain(domain, own);
  const isMember = known !== null || state.row.userType === 'member';
  const isExternal =
    state.row.userType === 'guest' || accounts.some(({ name }) => isGuest(name)) || (isOwn === false && !isMember);
  const adminBy = type === 'user' ? [...adminReasons(all), ...state.adminBy] : [];
  const counts = new Map<NotedType, number>();
  const marks = new Map<NotedType, Mark>();
  for (const account of all) {
    for (const { type, count, mark } of account.noted) {
      counts.set(type, (counts.get(type) ?? 0) + count);
      marks.set(type, later(marks.get(type) ?? null, mark) ?? mark);
    }
  }
  const numbers = all.flatMap(({ number }) => number ?? []);
  const countries = [...new Set(numbers.flatMap((one) => [...met.of(one, 'country')]))].map(text).sort();
  const told = all.reduce<AppAccount['status']>((latest, account) => later(latest, account.status), null);
  const status = later(told, statusInState(state));
  const lastDone = all.reduce<Mark | null>((latest, account) => later(latest, account.lastDone), null);
  const proven = reasonsFor({
    isExternal,
    isAdmin: adminBy.length > 0,
    idleDays,
    staleDays: STALE_DAYS,
    countries,
    counts,
    marks,
    mfaOff: all.reduce<Mark | null>((latest, account) => later(latest, account.mfaOff), null),
    role: all.reduce<Mark | null>((latest, { role }) => (role?.granted === true ? later(latest, role) : latest), null),
    adminActs: sum((account) => account.adminActs),
    afterEnd: all.reduce<Mark | null>((latest, account) => later(latest, afterEnd(account)), null),
  });
  const isSuspended = told?.value === 'suspended' || told?.value === 'deleted';
  const reasons = [
    ...proven.map((reason) => ({ ...reason, from: null })),
    ...[
      ...stateReasons(state, adminBy.length > 0, (one) => isOwnDomain(one, own)),
      ...[disabledActive(state, lastDone?.time ?? null, isSuspended)].filter((reason) => reason !== null),
    ].map((reason) => ({ ...reason, pointer: null })),
  ];
  const isStale = idleDays !== null && idleDays >= STALE_DAYS;
  const standing = {
    admin: adminBy.length > 0,
    external: type === 'user' && isExternal,
    stale: isStale,
    noMfa: state.row.mfa === false,
  };
  const held = new Set([
    ...reasons.map(({ id }) => id),
    ...Object.entries(standing).flatMap(([id, holds]) => (holds ? [id] : [])),
  ]);
  const risk = accountRisk(held, weights);
  const latestName = all.reduce((best, account) => (account.nameTime > best.nameTime ? account : best));
  const row: AccountRow = {
    key: keyOf(known, mails, accounts),
    name: known?.name ?? state.name ?? (text(latestName.displayName) || email || (accounts[0]?.name ?? '')),
    email,
    domain,
    type,
    affiliation: type !== 'user' ? null : isExternal ? 'external' : isOwn === true || isMember ? 'internal' : null,
    admin: adminBy.length > 0,
    status: statusOf(status?.value ?? null, status, last),
    stale: isStale,
    idleDays,
    app: [...new Set(accounts.map(({ app }) => appNamesById.get(app) ?? view.apps.find(app)?.app.name ?? app))].sort(),
    instance: [...new Set(accounts.flatMap(({ instance }) => instance ?? []))].sort(),
    accounts: accounts.length,
    department: known?.department ?? state.department,
    manager: known?.manager ?? state.manager,
    group: [...new Set([...(known?.groups ?? []), ...state.groups])],
    firstSeen: Number.isFinite(first) ? first : null,
    lastSeen: Number.isFinite(last) ? last : null,
    activities: sum((account) => account.events),
    failedSignIns: counts.get('login.failed') ?? 0,
    adminActs: sum((account) => account.adminActs),
    files: sum((account) => account.files),
    downloads: (counts.get('file.download') ?? 0) + (counts.get('file.sync') ?? 0),
    consents: counts.get('app.consent') ?? 0,
    country: countries,
    addresses: met.count(numbers, 'ip'),
    devices: met.count(numbers, 'device'),
    ...state.row,
    reason: reasons.map(({ id }) => id),
    reasons: reasons.length,
    risk: risk.points,
    riskLevel: risk.level,
    riskFactor: risk.factors.map(({ title, points }) => `${title}: ${points}`),
  };
  return { row, accounts, reasons, adminBy, risk, held, state };
}

/** Days since the last act or sign-in, up to where the logs, or the snapshot that tells of sign-ins, end; null while nothing tells. */
function idleOf(last: number, logEnd: number, { signInTold }: PersonState): number | null {
  const active = Math.max(last, signInTold?.idleSince ?? Number.NEGATIVE_INFINITY);
  const end = Math.max(logEnd, signInTold?.taken ?? Number.NEGATIVE_INFINITY);
  return Number.isFinite(active) ? Math.max(0, Math.floor((end - active) / DAY_MS)) : null;
}

/** As last seen; records of later changes go before it. */
function statusInState({ row, seen }: PersonState): AppAccount['status'] {
  if (seen === null || row.enabled === null) return null;
  return { value: row.enabled ? 'active' : 'suspended', time: seen, pointer: 0 };
}

function directoryPerson(people: readonly Person[], join: UserJoin, accounts: readonly PlacedAccount[]): Person | null {
  for (const { name, joinedBy } of accounts) {
    const found = joinedBy === 'you' ? undefined : people[join.personOf(mailOf(name) ?? name)];
    if (found !== undefined) return found;
  }
  return null;
}

/** The same whatever else is imported, as long as the person's best name stands. */
function keyOf(known: Person | null, mails: readonly string[], accounts: readonly PlacedAccount[]): string {
  const ids = accounts.map(({ id }) => id).sort();
  // Kept apart from others of its name by the user: only the account itself names it.
  if (accounts.every(({ joinedBy }) => joinedBy === 'you')) return ids[0] ?? '';
  return (known?.upn ?? known?.mail)?.toLowerCase() ?? mails[0] ?? ids[0] ?? '';
}

const USER = ACTOR_KINDS.indexOf('user') + 1;
const ADMIN = ACTOR_KINDS.indexOf('admin') + 1;

/** A person, unless nothing but other kinds of actors is said of it. */
function typeOf(accounts: readonly AppAccount[]): AccountRow['type'] {
  const kinds = ACTOR_KINDS.map((_, at) => accounts.reduce((sum, { kinds: one }) => sum + (one[at + 1] ?? 0), 0));
  const unknown = accounts.reduce((sum, { kinds: one }) => sum + (one[0] ?? 0), 0);
  if ((kinds[USER - 1] ?? 0) + (kinds[ADMIN - 1] ?? 0) > 0) return 'user';
  const [, , app = 0, system = 0, anonymous = 0] = kinds;
  if (app + system + anonymous === 0 || unknown > app + system + anonymous) return 'user';
  return app >= system && app >= anonymous ? 'app' : system >= anonymous ? 'system' : 'anonymous';
}

function adminReasons(accounts: readonly AppAccount[]): string[] {
  const reasons: string[] = [];
  if (accounts.some(({ adminActs }) => adminActs > 0)) reasons.push('did administrative acts');
  if (accounts.some(({ role }) => role?.granted === true)) reasons.push('was granted a role');
  if (accounts.some(({ kinds }) => (kinds[ADMIN] ?? 0) > 0)) reasons.push('is called an administrator by the provider');
  return reasons;
}

/** The last act after the account's end. */
function afterEnd({ status, lastDone }: AppAccount): Mark | null {
  if (status === null || lastDone === null || (status.value !== 'suspended' && status.value !== 'deleted')) return null;
  return lastDone.time > status.time ? lastDone : null;
}

function statusOf(value: AccountStatus | null, mark: Mark | null, last: number): AccountRow['status'] {
  if (value === null) return Number.isFinite(last) ? 'active' : null;
  // Whoever was invited and then acts has come.
  return value === 'invited' && mark !== null && last > mark.time ? 'active' : value;
}
