/** In: what clients did with whose data. Out: of one OAuth app, whose data it reached. */
import type { MethodOutput } from '../../contract/methods.ts';
import { appNames } from '../activities/question.ts';
import { perRevision, refOf, storedFold } from '../connected/fold.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { DATA_USE_SUM, DataUseFold, type DataUseSum } from './data-use-fold.ts';

export type DataUse = MethodOutput<'oauth.get'>['data'][number];

const foldOf = storedFold(DATA_USE_SUM, (store) => new DataUseFold(store));

/** By app and client as logged, `app\nclient`, lower case. */
const sumsOf = perRevision((view): ReadonlyMap<string, readonly DataUseSum[]> => {
  const { words } = view.activities;
  const found = new Map<string, DataUseSum[]>();
  for (const sum of foldOf(view).sums()) {
    const key = `${words.text(sum.app)}\n${words.text(sum.client).toLowerCase()}`;
    const sums = found.get(key) ?? [];
    if (sums.length === 0) found.set(key, sums);
    sums.push(sum);
  }
  return found;
});

/** @param keys `app\nclient` of the app @param personOf a user as people are shown. @returns the latest first */
export function dataUseOf(
  view: WorkspaceView,
  keys: Iterable<string>,
  personOf: (user: string) => string,
): readonly DataUse[] {
  const { words } = view.activities;
  const names = appNames(view);
  const byUser = new Map<string, DataUse & { latest: number }>();
  for (const sum of [...new Set(keys)].flatMap((key) => sumsOf(view).get(key) ?? [])) {
    const appId = words.text(sum.app);
    const logged = words.text(sum.whose);
    const user = logged === '' ? null : personOf(logged);
    const key = `${appId}\n${(user ?? '').toLowerCase()}`;
    const before = byUser.get(key);
    const sized = sum.sized + (before?.sized ?? 0);
    const isLater = before === undefined || sum.last >= before.last;
    const latest = isLater ? sum.latest : before.latest;
    byUser.set(key, {
      appId,
      app: names.get(appId) ?? appId,
      user: before?.user ?? user,
      activities: sum.activities + (before?.activities ?? 0),
      changes: sum.changes + (before?.changes ?? 0),
      bytes: sized === 0 ? null : sum.bytes + (before?.bytes ?? 0),
      sized,
      first: Math.min(sum.first, before?.first ?? sum.first),
      last: Math.max(sum.last, before?.last ?? sum.last),
      ref: refOf(latest),
      latest,
    });
  }
  return [...byUser.values()]
    .sort((a, b) => b.last - a.last || a.latest - b.latest)
    .map(({ latest: _, ...use }) => use);
}
