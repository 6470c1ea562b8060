/** What the workspace allows of the probe, what it found, and where to look next. */
import process from 'node:process';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CloudApp } from '../../model/app.ts';
import { readProbes } from '../../store/write/app-probes.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** Whether this machine is set to make no connection at all. */
export function isOffline(): boolean {
  return !['', '0', undefined].includes(process.env.UNDERCAST_OFFLINE);
}

export function probeState(view: WorkspaceView): MethodOutput<'probe.getState'> {
  const probes = readProbes(view.db).map(({ app, result }) => ({
    app,
    name: view.apps.find(app)?.app.name ?? app,
    result,
  }));
  return { allowed: view.meta.probeAllowed, offline: isOffline(), probes };
}

export interface ProbeTarget {
  readonly app: string;
  readonly name: string;
  /** Null where the app names no host. */
  readonly host: string | null;
  /** ms since 1970; null: never. */
  readonly lastAt: number | null;
}

/** @throws AppError entity.unknown */
export function probeTargets(view: WorkspaceView, ids: readonly string[]): ProbeTarget[] {
  const last = new Map(readProbes(view.db).map(({ app, result }) => [app, result.at]));
  return [...new Set(ids)].map((id) => {
    const entry = view.apps.find(id);
    if (!entry) throw new AppError('entity.unknown', `There is no app with the id ${id}.`, { kind: 'app', key: id });
    return { app: id, name: entry.app.name, host: hostOf(entry.app), lastAt: last.get(id) ?? null };
  });
}

/** The host of the home page, else the first domain that is a name by itself. */
function hostOf({ homepage, domains }: CloudApp): string | null {
  if (homepage !== null && URL.canParse(homepage)) return new URL(homepage).hostname;
  return domains.find((domain) => !domain.includes('*')) ?? null;
}
