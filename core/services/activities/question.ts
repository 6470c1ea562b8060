/** The scope of a question about activities, checked and compiled. */
import type { ActivityScope } from '../../contract/activities.ts';
import { AppError } from '../../contract/errors.ts';
import { LastUsed } from '../../kit/last-used.ts';
import { ACTIVITY_FILTER_FIELDS, isEverything, mayBeRelative, parseFilter } from '../../query/index.ts';
import { compileActivityFilter } from '../../store/activities/activity-filter.ts';
import type { Matches } from '../../store/activities/activity-matches.ts';
import { compileEventFilter } from '../../store/activities/event-filter.ts';
import { allOf, Matching } from '../../store/activities/matching.ts';
import type { DerivedFields } from '../../store/activities/meanings.ts';
import type { AppEntry } from '../app-directory.ts';
import { requireLists } from '../enrichment/field-content.ts';
import { filterTimes } from '../filter-times.ts';
import { followApps } from '../former-ids.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** Answers of one state of a workspace: page, histogram and facets of one scope are asked together, and a count goes on where it was. */
interface Kept {
  readonly revision: number;
  readonly matchings: LastUsed<Matching>;
}
const kept = new WeakMap<WorkspaceView, Kept>();
const MOST_KEPT = 6;

/** `all`: also activities that are private, for somebody who gave a reason. */
export type Shown = 'public' | 'all';

/** Finds what a scope names. @throws AppError query.badFilter, job.cancelled */
export function findActivities(
  view: WorkspaceView,
  scope: ActivityScope,
  cancelled: () => boolean,
  shown: Shown = 'public',
): Matches {
  return allOf(matchingOf(view, scope, shown), cancelled);
}

/** The same, to be found as far as it is needed. @throws AppError query.badFilter */
export function matchingOf(view: WorkspaceView, scope: ActivityScope, shown: Shown): Matching {
  const { from, to, filter = '' } = scope;
  const asked = mayBeRelative(filter) ? filterTimes(view, 'activities').now : null;
  const key = JSON.stringify([from, to, filter, shown, asked]);
  let held = kept.get(view);
  if (held?.revision !== view.revision) {
    held = { revision: view.revision, matchings: new LastUsed(MOST_KEPT) };
    kept.set(view, held);
  }
  return held.matchings.get(key, () => compiled(view, scope, shown));
}

function compiled(view: WorkspaceView, { from, to, filter = '' }: ActivityScope, shown: Shown): Matching {
  const asked = parseFilter(filter, ACTIVITY_FILTER_FIELDS, filterTimes(view, 'activities'));
  const tree = followApps(view.catalog.apps, asked);
  const { activities } = view;
  const withPrivate = shown === 'all';
  if (isEverything(tree)) return new Matching(activities, { from, to, filter: null, withPrivate });
  const names = appTexts(view);
  const derived: DerivedFields = (name) => {
    requireLists(view, name);
    return view.activityFields.find(name);
  };
  return new Matching(activities, {
    from,
    to,
    filter: compileActivityFilter(activities, tree, names, derived),
    events: compileEventFilter(activities, tree, names, derived),
    withPrivate,
  });
}

/** Present id and name of each app that activities happened in, by the id that they were stored under. */
function appTexts(view: WorkspaceView): ReadonlyMap<string, readonly string[]> {
  const ids = view.activities.words.ofKind('app').texts;
  return new Map(ids.map((id) => [id, textsOf(view.apps.find(id))]));
}

function textsOf(entry: AppEntry | null): readonly string[] {
  return entry === null ? [] : [entry.app.id, entry.app.name];
}

/** Names of the apps that activities happened in, by catalog id; what the catalog does not list goes by its id. */
export function appNames(view: WorkspaceView): ReadonlyMap<string, string> {
  const ids = view.activities.words.ofKind('app').texts;
  return new Map(ids.map((id) => [id, view.apps.find(id)?.app.name ?? id]));
}

/** Takes a reference to a record apart. @throws AppError entity.unknown */
export function requireRecord(
  view: WorkspaceView,
  ref: string,
): { readonly block: (typeof view.activities.blocks)[number]; readonly row: number } {
  const [id, row] = ref.split('.').map(Number);
  const block = view.activities.blocks.find((one) => one.id === id);
  if (block === undefined || row === undefined || row >= block.rows) {
    throw new AppError('entity.unknown', 'This activity is no longer there: its import was removed. Ask again.', {
      ref,
    });
  }
  return { block, row };
}
