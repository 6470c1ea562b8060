import type { Scope } from '../contract/common.ts';
import { AppError } from '../contract/errors.ts';
import type { WorkspaceInfo } from '../contract/workspace.ts';
import type { EngineSession } from './engine-session.ts';
import { UsageError } from './failure.ts';
import type { ScopeOptions } from './options.ts';
import { timeArgument } from './time-range.ts';

type Narrowing = Omit<ScopeOptions, 'workspace'>;

/** The contract's scope for the command line's options, against the workspace that is open. */
export async function scopeOf(session: EngineSession, info: WorkspaceInfo, options: Narrowing): Promise<Scope> {
  const context = { lastEvent: info.extent?.to ?? null, zone: info.displayZone };
  const from = timeArgument(options.from, 'from', context);
  const to = timeArgument(options.to, 'to', context);
  if (from !== undefined && to !== undefined && from >= to) {
    throw new UsageError('The time range is empty: --from lies at or after --to.');
  }
  return {
    ...rangeOf(from, to, info),
    ...(options.filter === undefined ? {} : { filter: options.filter }),
    ...(options.stream === undefined ? {} : { streams: [await streamId(session, options.stream)] }),
    ...(options.view === undefined ? {} : { view: await viewId(session, options.view) }),
  };
}

/** The missing end is the data's, unless the data lies wholly beyond the given one: that range is empty, not wrong. */
function rangeOf(from: number | undefined, to: number | undefined, info: WorkspaceInfo): Pick<Scope, 'from' | 'to'> {
  if (from !== undefined && to !== undefined) return { from, to };
  if (from !== undefined) return { from, to: Math.max(info.extent?.to ?? 0, from + 1) };
  if (to !== undefined) return { from: Math.min(info.extent?.from ?? 0, to - 1), to };
  return {};
}

/** @throws AppError entity.unknown */
export async function streamId(session: EngineSession, name: string): Promise<number> {
  const streams = await session.call('streams.list', {});
  const found = streams.find((stream) => stream.name === name);
  if (found !== undefined) return found.id;
  const names = streams.map((stream) => `"${stream.name}"`).join(', ');
  throw new AppError('entity.unknown', `There is no stream "${name}" in this workspace. It has ${names || 'none'}.`);
}

/** @throws AppError entity.unknown */
export async function viewId(session: EngineSession, name: string): Promise<number> {
  const views = await session.call('views.list', {});
  const found = views.find((view) => view.name === name);
  if (found !== undefined) return found.id;
  const names = views.map((view) => `"${view.name}"`).join(', ');
  throw new AppError('entity.unknown', `There is no view "${name}" in this workspace. It has ${names || 'none'}.`);
}
