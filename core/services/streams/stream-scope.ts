/** Which streams a question is about, and what a custom view narrows it by. */
import type { Scope } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { CustomView, ViewDefinition } from '../../contract/streams.ts';
import { parseCidr } from '../../kit/ip.ts';
import { type FilterTree, printFilter } from '../../query/index.ts';
import type { StoredStream, StoredView } from '../../store/read/streams.ts';
import { fieldsOf } from '../discovery/scope.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** What the global view adds up; where that would be nothing (agents report every stream there is), all of them. */
export function globalStreams(streams: readonly StoredStream[]): readonly StoredStream[] {
  const members = streams.filter((stream) => stream.inGlobal);
  return members.some((stream) => stream.hasData) ? members : streams;
}

/** @throws AppError entity.unknown */
export function viewOfScope(view: WorkspaceView, scope: Pick<Scope, 'view'>): StoredView | null {
  if (scope.view === undefined) {
    return null;
  }
  const found = view.customViews.find((one) => one.id === scope.view);
  if (!found) {
    throw new AppError('entity.unknown', `There is no view ${scope.view} any more. Choose another one.`, {
      id: scope.view,
    });
  }
  return found;
}

/** @returns null for all streams there are */
export function streamsOfScope(
  view: WorkspaceView,
  scope: Pick<Scope, 'streams' | 'view'>,
): ReadonlySet<number> | null {
  const all = view.streams;
  const ofView = viewOfScope(view, scope)?.streams ?? null;
  const named = scope.streams ? (ofView ?? scope.streams).filter((id) => scope.streams?.includes(id)) : ofView;
  const ids = named ?? globalStreams(all).map((stream) => stream.id);
  return named === null && ids.length === all.length ? null : new Set(ids);
}

/** A view's conditions as a filter; null where it asks nothing. */
export function filterOfView({ groups, tags, ranges }: ViewDefinition): FilterTree | null {
  const networks = ranges.filter((range) => parseCidr(range) !== undefined);
  const names = ranges.filter((range) => parseCidr(range) === undefined);
  const ofRanges: FilterTree[] = [
    ...(networks.length > 0 ? [{ field: 'source', op: 'inRange' as const, values: networks }] : []),
    ...(names.length > 0 ? [{ field: 'source.range', op: 'in' as const, values: names }] : []),
  ];
  const parts: FilterTree[] = [
    ...(groups.length > 0 ? [{ field: 'group', op: 'in' as const, values: groups }] : []),
    ...(tags.length > 0 ? [{ field: 'source.tag', op: 'in' as const, values: tags }] : []),
    ...(ofRanges.length > 0 ? [{ or: ofRanges }] : []),
  ];
  return parts.length === 0 ? null : { and: parts };
}

export function listViews(view: WorkspaceView): CustomView[] {
  return view.customViews.map((one) => {
    const tree = filterOfView(one);
    return { ...one, filter: tree === null ? '' : printFilter(tree, fieldsOf(view, 'all')) };
  });
}
