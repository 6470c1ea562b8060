/** Questions about people in connected apps. */
import type { AccountRow } from '../../contract/accounts.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { DEFAULT_RISK, RISK_FACTOR_IDS, RISK_FACTORS, type RiskSettings } from '../../model/account-risk.ts';
import { ACCOUNT_FIELDS, ACTIVITY_FILTER_FIELDS, type FilterTree, printFilter } from '../../query/index.ts';
import { isToken } from '../../store/privacy/workspace-seal.ts';
import { appNames } from '../activities/question.ts';
import { refOf } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import { identityFacts, ruleFacts } from '../tenant/facts.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { mailOf } from './account-names.ts';
import { isOwnDomain } from './own-domains.ts';
import { type PersonView, type PlacedAccount, peopleOf, STALE_DAYS } from './people.ts';

export function accountRows(view: WorkspaceView): readonly AccountRow[] {
  return peopleOf(view).rows;
}

export function listAccounts(view: WorkspaceView, input: MethodParsed<'accounts.list'>): MethodOutput<'accounts.list'> {
  const started = performance.now();
  const { rows, own, extent } = peopleOf(view);
  return {
    ...pageOfRows(chosenRows(view, rows, ACCOUNT_FIELDS, input), input, started),
    ownDomains: { domains: [...own.domains], basis: own.basis },
    staleDays: STALE_DAYS,
    extent,
  };
}

/** By its key, or by any name that an account of theirs has. */
export function personOfKey(view: WorkspaceView, key: string): PersonView | null {
  const { byName } = peopleOf(view);
  return byName.get(key) ?? byName.get(key.toLowerCase()) ?? byName.get(mailOf(key) ?? '') ?? null;
}

/** The same. @throws AppError entity.unknown */
export function requirePerson(view: WorkspaceView, key: string): PersonView {
  const one = personOfKey(view, key);
  if (one === null)
    throw new AppError('entity.unknown', `No connected app knows an account "${key.slice(0, 200)}".`, { key });
  return one;
}

/** @throws AppError entity.unknown */
export function getAccount(view: WorkspaceView, key: string): MethodOutput<'accounts.get'> {
  const { own, rows } = peopleOf(view);
  const one = requirePerson(view, key);
  const names = appNames(view);
  return {
    row: one.row,
    accounts: one.accounts.map((placed) => accountOf(view, placed, names)),
    reasons: one.reasons.map(({ pointer, ...reason }) => ({
      ...reason,
      ref: pointer === null ? null : refOf(pointer),
    })),
    risk: {
      factors: [...one.risk.factors],
      above: rows.reduce((sum, { risk }) => sum + Number(risk < one.row.risk), 0) / rows.length,
    },
    adminBy: [...one.adminBy],
    facts: one.state.identities.flatMap(identityFacts),
    rules: one.state.identities.flatMap((identity) => ruleFacts(identity, (domain) => isOwnDomain(domain, own))),
    filter: activityFilter(one),
    trafficUsers: trafficUsers(view, one),
  };
}

/** How accounts are scored, and how many each factor holds for, whatever it counts. */
export function getAccountRisk(view: WorkspaceView): MethodOutput<'accounts.getRisk'> {
  const held = new Map<string, number>();
  for (const { held: factors } of peopleOf(view).list) for (const id of factors) held.set(id, (held.get(id) ?? 0) + 1);
  return {
    settings: copyOf(view.meta.accountRisk ?? DEFAULT_RISK),
    defaults: copyOf(DEFAULT_RISK),
    factors: RISK_FACTOR_IDS.map((id) => ({ id, title: RISK_FACTORS[id].title, accounts: held.get(id) ?? 0 })),
  };
}

function copyOf({ points, levels }: RiskSettings): MethodOutput<'accounts.getRisk'>['settings'] {
  return { points: { ...points }, levels: { ...levels } };
}

function accountOf(
  view: WorkspaceView,
  placed: PlacedAccount,
  names: ReadonlyMap<string, string>,
): MethodOutput<'accounts.get'>['accounts'][number] {
  const { account, app, instance, name, userIds, joinedBy, id, identity } = placed;
  return {
    id,
    app,
    appName: names.get(app) ?? view.apps.find(app)?.app.name ?? app,
    instance,
    name,
    displayName: view.activities.words.text(account.displayName) || (identity?.user?.is.name ?? null),
    userIds: [...userIds],
    status: account.status?.value ?? null,
    admin: account.adminActs > 0 || account.role?.granted === true || (identity?.roles.length ?? 0) > 0,
    activities: account.events,
    firstSeen: Number.isFinite(account.first) ? account.first : null,
    lastSeen: Number.isFinite(account.last) ? account.last : null,
    joinedBy,
    inSnapshot: identity !== null,
  };
}

/** More names than this make a filter too long to be asked. */
const MOST_NAMES = 200;

/** Finds the person's activities in the activity log. */
export function activityFilter({ accounts }: PersonView): string {
  const names = [...new Set(accounts.map(({ name }) => name.toLowerCase()))].slice(0, MOST_NAMES);
  const isIn = (field: string): FilterTree => ({ field, op: 'in', values: names });
  const hasIds = accounts.some(({ name, userIds }) => userIds.includes(name));
  const tree = hasIds ? { or: [isIn('user'), isIn('userId')] } : isIn('user');
  return printFilter(tree, ACTIVITY_FILTER_FIELDS);
}

/** Users of discovered traffic with a name of this person. */
function trafficUsers(view: WorkspaceView, one: PersonView): string[] {
  const names = new Set(one.accounts.flatMap(({ name }) => [name.toLowerCase(), mailOf(name) ?? '']));
  const { key } = one.row;
  const found: string[] = [];
  const users = view.dictionaries.names.user;
  for (let id = 1; id < users.length; id++) {
    const user = users[id] ?? '';
    const person = view.enrichment.person(id);
    // Whose token it is must not be told beside an account in clear.
    const isSame =
      names.has(user.toLowerCase()) || (!isToken(user) && (person?.upn ?? person?.mail)?.toLowerCase() === key);
    if (isSame) found.push(view.enrichment.userName(id, user));
  }
  return [...new Set(found)].sort();
}
