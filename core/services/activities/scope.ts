/** Whose activities are stored: the rules with what they can name, and what a rule would mean for what is stored. */
import { CONNECTORS } from '../../connectors/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { ActivityScope, LEFT_OUT } from '../../enrich/index.ts';
import { ACTOR_KINDS } from '../../ingest/activities/columns.ts';
import { EXTERNAL_USERS, type ScopeRule } from '../../model/activity-scope.ts';
import { COUNTS } from '../../store/activities/activity-matches.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { readPrivateGroups, readScopeRules } from '../../store/write/activity-scope.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { findActivities } from './question.ts';

export function getScope(view: WorkspaceView): MethodOutput<'scope.get'> {
  const members = new Map<string, number>();
  for (const { groups } of view.enrichment.people) {
    for (const name of groups) members.set(name, (members.get(name) ?? 0) + 1);
  }
  const known = [...members].map(([name, people]) => ({ name, people }));
  const apps = new Set([...view.activities.words.ofKind('app').texts, ...CONNECTORS.map(({ app }) => app)]);
  return {
    rules: readScopeRules(view.db, view.seal),
    privateGroups: readPrivateGroups(view.db, view.seal),
    groups: [{ name: EXTERNAL_USERS, people: null }, ...known.sort((a, b) => (a.name < b.name ? -1 : 1))],
    apps: [...apps]
      .filter((id) => id !== '')
      .map((id) => ({ id, name: view.apps.find(id)?.app.name ?? id }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

export function previewScope(
  view: WorkspaceView,
  { id, ...rule }: MethodParsed<'scope.preview'>,
  cancelled: () => boolean,
): MethodOutput<'scope.preview'> {
  const { people, isLocked } = view.enrichment;
  if (isLocked) {
    throw new AppError(
      'privacy.locked',
      'The directory is sealed. Unlock the key of the workspace to see who is in its groups.',
    );
  }
  const others = readScopeRules(view.db, view.seal).filter((one) => one.id !== id);
  const wanted = new Set(rule.groups.map((group) => group.toLowerCase()));
  const managedDomains = view.meta.profile?.managedDomains ?? [];
  const scopeOf = (rules: readonly ScopeRule[]): ActivityScope =>
    new ActivityScope({ rules, privateGroups: [], people, managedDomains });
  // Whom a rule covers is whom it would leave out by itself.
  const covers = new Verdicts(view.activities, scopeOf([{ ...rule, kind: 'exclude' }]));
  const together = new Verdicts(view.activities, scopeOf([...others, rule]));
  const found = { covered: 0, stored: 0, leftOut: 0 };
  const users = new Set<number>();
  for (const { block, rows } of findActivities(view, {}, cancelled).blocks) {
    const isCovered = covers.ofRows(block);
    const isLeftOut = together.ofRows(block);
    const user = view.activities.column(block, 'user');
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] !== COUNTS) continue;
      found.stored++;
      if (isLeftOut(row)) found.leftOut++;
      if (!isCovered(row)) continue;
      found.covered++;
      users.add(user[row] ?? 0);
    }
  }
  const inGroups = people.filter(({ groups }) => groups.some((group) => wanted.has(group.toLowerCase())));
  return { people: inGroups.length, users: users.size, ...found };
}

/** Verdicts by the words that they depend on: users and apps are few beside activities. */
class Verdicts {
  private readonly store: ActivityStore;
  private readonly scope: ActivityScope;
  private readonly known = new Map<string, boolean>();

  constructor(store: ActivityStore, scope: ActivityScope) {
    this.store = store;
    this.scope = scope;
  }

  /** Whether a row of the block is left out. */
  ofRows(block: ActivityBlock): (row: number) => boolean {
    const { store } = this;
    const names = (['user', 'userId', 'userName'] as const).map((name) => store.column(block, name));
    const apps = store.column(block, 'app');
    const actors = store.column(block, 'actor');
    return (row) => {
      const kind = ACTOR_KINDS[(actors[row] ?? 0) - 1];
      const isPerson = kind !== 'app' && kind !== 'system';
      if (!isPerson) return false;
      const words = names.map((column) => column[row] ?? 0);
      const app = apps[row] ?? 0;
      const key = `${words.join('/')}/${app}`;
      let verdict = this.known.get(key);
      if (verdict === undefined) {
        const text = (word: number): string => store.words.text(word);
        verdict = this.scope.verdictOf({ names: words.map(text), app: text(app), isPerson }) === LEFT_OUT;
        this.known.set(key, verdict);
      }
      return verdict;
    };
  }
}
