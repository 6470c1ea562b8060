/** The connected apps of a workspace, and every connector that there is. */

import { connectorsFor } from '../../connectors/index.ts';
import type { ConnectedApp, ConnectorRow } from '../../contract/connectors.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import { TRUNCATED } from '../../model/reason-text.ts';
import { ACTIVITY_FILTER_FIELDS } from '../../query/index.ts';
import { readOwnConnectors } from '../../store/write/own-connectors.ts';
import { getImport, shownFile } from '../imports/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { abilitiesOf } from './abilities.ts';
import { gapsOf } from './gaps.ts';
import { HOW_TO_EXPORT } from './how-to-export.ts';
import { type AppTally, TOLD_FIELDS, tallyApps } from './tally.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
/** Share of records that may be damaged before somebody should look. */
const MOST_REJECTED = 0.01;

/** The last answer of a view: as long as nothing changes, a page that asks again costs nothing. */
const answers = new WeakMap<WorkspaceView, { readonly revision: number; readonly apps: ConnectedApp[] }>();

export function listConnected(view: WorkspaceView, cancelled: () => boolean): ConnectedApp[] {
  const known = answers.get(view);
  if (known?.revision === view.revision) return known.apps;
  const apps = tallyApps(view.activities, cancelled, (app) => view.apps.find(app)?.app.id ?? app)
    .map((tally) => connectedApp(view, tally))
    .sort((a, b) => b.last - a.last || (a.appName < b.appName ? -1 : 1));
  answers.set(view, { revision: view.revision, apps });
  return apps;
}

function connectedApp(view: WorkspaceView, tally: AppTally): ConnectedApp {
  const { connector, app, instance, activities, first, last } = tally;
  const entry = view.apps.find(app);
  const ingestions = ingestionsOf(view, tally);
  const gaps = gapsOf(tally.hours);
  const title = (name: string): string => ACTIVITY_FILTER_FIELDS.find(name)?.title ?? name;
  const types = new Map([...tally.types].map(([word, count]) => [view.activities.words.text(word), count]));
  const isDoubtful =
    gaps.length > 0 || ingestions.some((one) => one.truncated.length > 0 || one.rejected > one.read * MOST_REJECTED);
  return {
    connector,
    connectorTitle: titleOf(view, connector),
    app,
    appName: entry?.app.name ?? app,
    inCatalog: entry !== null,
    tag: entry?.tag ?? null,
    instance: instance === '' ? null : instance,
    withUnnamed: tally.withUnnamed,
    status: isDoubtful ? 'attention' : 'connected',
    activities,
    first,
    last,
    connected: Math.min(...ingestions.map(({ started }) => started)),
    accounts: tally.users.size,
    addresses: tally.addresses.size,
    abilities: abilitiesOf(types, tally.admin),
    fields: TOLD_FIELDS.filter((name) => tally.filled.has(name)).map(title),
    missing: TOLD_FIELDS.filter((name) => !tally.filled.has(name)).map(title),
    gaps,
    days: daysOf(tally.days),
    ingestions,
  };
}

function titleOf(view: WorkspaceView, id: string): string {
  return connectorsFor(id, readOwnConnectors(view.db))?.[0]?.title ?? id;
}

function daysOf(days: ReadonlyMap<number, number>): ConnectedApp['days'] {
  const keys = [...days.keys()];
  const end = keys.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const start = Math.max(
    end - MOST_DAYS + 1,
    keys.reduce((a, b) => Math.min(a, b), end),
  );
  const counts = Array.from({ length: end - start + 1 }, (_, at) => days.get(start + at) ?? 0);
  return { start: start * DAY_MS, counts };
}

function ingestionsOf(view: WorkspaceView, tally: AppTally): ConnectedApp['ingestions'] {
  return [...tally.imports]
    .map(([importId, of]) => {
      const { started, ledger } = getImport(view, importId);
      const files = [...of.files].map((file) => shownFile(view, importId, file));
      return {
        importId,
        started,
        read: ledger?.read ?? 0,
        rejected: ledger?.rejected ?? 0,
        duplicates: ledger?.duplicates ?? 0,
        activities: of.activities,
        firstEvent: of.first,
        lastEvent: of.last,
        files,
        truncated: cutFiles(ledger, files),
      };
    })
    .sort((a, b) => b.started - a.started || b.importId - a.importId);
}

function cutFiles(ledger: Ledger | null, files: readonly string[]): string[] {
  const cut = ledger?.files.filter(({ path, reasons }) => reasons[TRUNCATED] !== undefined && files.includes(path));
  return cut?.map(({ path }) => path) ?? [];
}

export function listAvailable(view: WorkspaceView): ConnectorRow[] {
  return (connectorsFor('auto', readOwnConnectors(view.db)) ?? []).map(({ id, title, vendor, app, grade, source }) => ({
    id,
    title,
    vendor,
    app,
    appName: view.apps.find(app)?.app.name ?? app,
    grade,
    source,
    howTo: HOW_TO_EXPORT[id] ?? null,
  }));
}

/** @throws AppError format.unknown */
export function getOwnConnector(view: WorkspaceView, id: string): CustomConnector {
  const found = readOwnConnectors(view.db).find((one) => one.id === id);
  if (found === undefined) {
    throw new AppError('format.unknown', `This workspace describes no connector "${id}".`, { format: id });
  }
  return found;
}
