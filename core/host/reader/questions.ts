/** Everything that a reader thread answers beyond what the open workspace is. What needs the code of formats and connectors loads it when it is asked. */
import { workerData } from 'node:worker_threads';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import { advanceFolds, sumToStore } from '../../services/connected/fold.ts';
import { newlyConnected } from '../../services/connectors/newly-connected.ts';
import { TableResults } from '../../services/discovery/rows.ts';
import { type GeoShare, openGeo } from '../../services/geo/geo-data.ts';
import { compactTask, listCompactable } from '../../services/imports/compact-plan.ts';
import { clearImport } from '../../services/imports/queries.ts';
import { readRecordLines, readStoredRecords } from '../../services/imports/stored-records.ts';
import { readSourcesOf } from '../../services/imports/stored-sources.ts';
import { namesOf, tokensOf } from '../../services/privacy/pseudonyms.ts';
import { probeTargets } from '../../services/probe/probe-state.ts';
import { answerOf, loadCode, loadSums } from '../../services/queries.ts';
import { WorkspaceView } from '../../services/workspace-view.ts';
import { hasActivities } from '../../store/activities/activity-store.ts';
import { locked } from '../../store/evidence/evidence-file.ts';
import { storeError } from '../../store/open.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { importsWithNames, nameIdsOf, openNameTable, readNameImports } from '../../store/read/names.ts';
import { readActionRuns } from '../../store/write/action-runs.ts';
import { readCollectorEvents, readCollectors } from '../../store/write/collectors.ts';
import { readConnections } from '../../store/write/connections.ts';
import { readListings } from '../../store/write/listings.ts';
import { readMeta } from '../../store/write/meta.ts';
import { readOwnConnectors } from '../../store/write/own-connectors.ts';
import { readOwnFormats } from '../../store/write/own-formats.ts';
import { stopsOf } from './cancel-flags.ts';
import { catalogQuestions, loadCatalog } from './catalog-questions.ts';
import { current, type OpenWorkspace, state } from './open-workspace.ts';
import type { ReaderHandlers, ReaderOps } from './ops.ts';

const { resourcesDir, cancel, geo, columnBytes } = workerData as {
  columnBytes: number;
  resourcesDir: string;
  cancel: SharedArrayBuffer;
  geo: GeoShare;
};
/** How long a question may have to wait for a piece of preparation; screens less than slow questions. Only people are made in one piece. */
const PREPARE_MS = { filters: 20, sums: 60 };
/** Set by the engine's main thread. */
const isStopped = stopsOf(cancel);

interface Viewed {
  readonly workspace: OpenWorkspace;
  /** Made with the first question: names, scores and the matcher take longer than opening. */
  view: WorkspaceView | null;
  readonly results: TableResults;
}
let held: Viewed | null = null;

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Views and results of the workspace that is open now; those of one that was closed go. */
function viewed(): Viewed {
  const workspace = current();
  if (held?.workspace !== workspace) held = { workspace, view: null, results: new TableResults() };
  return held;
}

function currentView(): WorkspaceView {
  const { db, folder, seal } = current();
  const kept = viewed();
  kept.view ??= new WorkspaceView(db, folder, loadCatalog(), today, () => openGeo(resourcesDir, geo), columnBytes);
  kept.view.setCatalog(loadCatalog());
  kept.view.seal = seal;
  kept.view.refresh();
  return kept.view;
}

function requireSeal(): WorkspaceSeal {
  const { seal } = current();
  if (!seal) throw locked();
  return seal;
}

function ownFormats(): CustomFormat[] {
  return state.open ? readOwnFormats(state.open.db) : [];
}

function ownConnectors(): ReaderOps['reader.ownConnectors']['output'] {
  return state.open ? readOwnConnectors(state.open.db) : [];
}

/** Views of a workspace that was closed are let go of. */
export function forget(): void {
  held = null;
}

/** @returns whether there is time left */
function timeFor(milliseconds: number): () => boolean {
  const started = performance.now();
  return () => performance.now() - started < milliseconds;
}

type Light = 'reader.open' | 'reader.close' | 'reader.fact' | 'reader.key';

export const QUESTIONS: ReaderHandlers<Exclude<keyof ReaderOps, Light>> = {
  'reader.warm': ({ methods }) => {
    currentView();
    // What cannot be loaded is told of to whoever asks.
    loadCode(methods).catch(() => undefined);
    return null;
  },
  'reader.hasActivities': () => hasActivities(current().db),
  'reader.prepare': async ({ what }) => {
    const isTime = timeFor(PREPARE_MS[what]);
    if (what === 'filters') {
      const view = currentView();
      return view.read(() => view.activities.prepare(isTime) || view.activityFields.prepareAddresses(isTime));
    }
    await loadSums();
    const { peopleOf } = await import('../../services/accounts/people.ts');
    const { prepareFiles } = await import('../../services/files/queries.ts');
    const view = currentView();
    if (view.addresses.prepare()) return true;
    // People and files last, of sums that are up to date by then: theirs are the longest tables.
    return view.read(() => advanceFolds(view, isTime) || peopleOf.prepare(view) || prepareFiles(view, isTime));
  },
  'reader.sumToStore': async () => {
    await loadSums();
    const view = currentView();
    return view.read(() => sumToStore(view));
  },
  ...catalogQuestions(() => (state.open ? currentView() : null)),
  'reader.probeTargets': ({ apps }) => probeTargets(currentView(), apps),
  'reader.newlyConnected': ({ importId }) => newlyConnected(currentView(), importId),
  'reader.compactable': ({ canUnseal }) => listCompactable(current().db, canUnseal, Date.now()),
  'reader.compactTask': ({ id }) => compactTask(current().db, current().folder, id),
  'reader.names': ({ kind, tokens }) => namesOf(current().db, requireSeal(), kind, tokens),
  'reader.tokens': ({ kind, names }) => tokensOf(current().db, requireSeal(), kind, names),
  'reader.clearLines': async ({ call, question }) => {
    requireSeal();
    const { listEvidence } = await import('../../services/discovery/evidence.ts');
    const view = currentView();
    return view.read(() => listEvidence(view, question, () => isStopped(call), 'clear'));
  },
  'reader.privateActivities': async ({ call, question }) => {
    const { answerPrivate } = await import('../../services/activities/private.ts');
    const view = currentView();
    return view.read(() => answerPrivate(view, question, () => isStopped(call)));
  },
  'reader.clearActivity': async ({ ref }) => {
    const seal = requireSeal();
    const { getActivity } = await import('../../services/activities/get.ts');
    const view = currentView();
    return view.read(() => getActivity(view, ref, 'public', seal));
  },
  'reader.clearImport': ({ id, limit }) => clearImport(currentView(), requireSeal(), id, limit),
  'reader.query': async ({ call, method, input }) => {
    const answer = await answerOf(method);
    if (answer === null) {
      throw new AppError('method.unknown', `There is no query ${method}.`, { method });
    }
    // Nobody waits for it any more: it was abandoned before its turn came.
    if (isStopped(call)) throw new AppError('job.cancelled', 'The question was cancelled.');
    const view = currentView();
    const { results } = viewed();
    try {
      const context = { view, results, today: today(), cancelled: () => isStopped(call) };
      // On one state of the database: an import removed in the middle must not take its segments away.
      return view.read(() => answer(context, input as never));
    } catch (cause) {
      throw storeError(cause, view.folder);
    }
  },
  'reader.preview': async (input) => {
    const { previewImport } = await import('../../services/imports/preview.ts');
    return previewImport({
      ...input,
      profile: state.open ? readMeta(state.open.db).profile : null,
      ownFormats: ownFormats(),
      ownConnectors: ownConnectors(),
    });
  },
  'reader.describe': async (input) => (await import('../../services/imports/describe-format.ts')).describeFormat(input),
  'reader.ownConnectors': ownConnectors,
  'reader.describeConnector': async (input) =>
    (await import('../../services/connectors/describe.ts')).describeConnector(input),
  'reader.nameTable': ({ without }) => {
    const { db, seal } = current();
    const ids = nameIdsOf(db).filter((id) => id !== without);
    return { ids, table: openNameTable(db, ids, seal) };
  },
  'reader.nameFacts': () => {
    const { db } = current();
    return {
      known: readNameImports(db).flatMap(({ ledger }) => ledger.files.map((file) => file.sha256)),
      listsSealed: readMeta(db).sealedLists !== 'no',
    };
  },
  'reader.importsWithNames': ({ id }) => importsWithNames(current().db, id),
  'reader.formats': async () => (await import('../../services/imports/list-formats.ts')).listFormats(ownFormats()),
  'reader.integrity': async ({ call }) => {
    const { checkIntegrity } = await import('../../services/workspace/integrity.ts');
    return checkIntegrity(
      currentView(),
      () => undefined,
      () => isStopped(call),
    );
  },
  'reader.collectors': ({ events }) => {
    const { db } = current();
    return { rows: readCollectors(db), events: readCollectorEvents(db, events) };
  },
  'reader.connections': () => readConnections(current().db),
  'reader.listings': () => readListings(current().db),
  'reader.actionRuns': () => readActionRuns(current().db, current().seal),
  'reader.storedRecords': ({ importId }) => readStoredRecords(currentView(), importId),
  'reader.recordLines': (part) => readRecordLines(currentView(), part),
  'reader.stored': ({ importId }) => readSourcesOf(currentView(), importId),
};
