/** A reader thread: a read-only connection, the segment cache, and the answers to queries. */
import { workerData } from 'node:worker_threads';
import { FACTORS } from '../catalog/index.ts';
import type { CustomFormat } from '../contract/custom-format.ts';
import { AppError } from '../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../contract/methods.ts';
import type { WorkspaceInfo } from '../contract/workspace.ts';
import type { NameTable } from '../ingest/names/name-table.ts';
import { newlyConnected } from '../services/connectors/newly-connected.ts';
import { listEvidence } from '../services/discovery/evidence.ts';
import { TableResults } from '../services/discovery/rows.ts';
import { type GeoShare, openGeo } from '../services/geo/geo-data.ts';
import { type CompactTask, compactTask, listCompactable } from '../services/imports/compact-plan.ts';
import { type DescribeInput, describeFormat } from '../services/imports/describe-format.ts';
import { type PreviewInput, previewImport } from '../services/imports/preview.ts';
import { clearImport, listFormats } from '../services/imports/queries.ts';
import { readSourcesOf, type StoredFrame, type StoredSource } from '../services/imports/stored-sources.ts';
import { namesOf, type PrivacyFacts, privacyFacts, tokensOf } from '../services/privacy/pseudonyms.ts';
import { type ProbeTarget, probeTargets } from '../services/probe/probe-state.ts';
import { isReaderQuery, QUERIES } from '../services/queries.ts';
import { workspaceInfo } from '../services/workspace/info.ts';
import { checkIntegrity } from '../services/workspace/integrity.ts';
import { type CatalogSource, WorkspaceView } from '../services/workspace-view.ts';
import { locked } from '../store/evidence/evidence-file.ts';
import { openReader, type ReadConnection, storeError } from '../store/open.ts';
import { type PseudonymKind, WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { importsWithNames, nameIdsOf, namesPeople, readNameImports, readNameTable } from '../store/read/names.ts';
import {
  type CollectorEvent,
  readCollectorEvents,
  readCollectors,
  type StoredCollector,
} from '../store/write/collectors.ts';
import { readConnections, type StoredConnection } from '../store/write/connections.ts';
import { readMeta } from '../store/write/meta.ts';
import { readOwnFormats } from '../store/write/own-formats.ts';
import { openCatalog } from './open-catalog.ts';
import { serveCalls } from './threads/rpc.ts';

export interface ReaderOps {
  'reader.open': {
    input: { folder: string; readOnly: boolean; reason: string | null; key: Uint8Array | null };
    output: WorkspaceInfo;
  };
  'reader.close': { input: null; output: null };
  /** Reads names, scores and the catalog, so that the first question does not. */
  'reader.warm': { input: null; output: null };
  'reader.info': { input: null; output: WorkspaceInfo };
  'reader.query': { input: { call: number; method: string; input: unknown }; output: unknown };
  'reader.preview': { input: Omit<PreviewInput, 'profile' | 'ownFormats'>; output: unknown };
  'reader.describe': { input: DescribeInput; output: MethodOutput<'formats.describe'> };
  'reader.ownFormats': { input: null; output: CustomFormat[] };
  /** Name evidence in force, but for one that is about to go. */
  'reader.nameTable': { input: { without: number | null }; output: { ids: number[]; table: NameTable | null } };
  'reader.nameFacts': { input: null; output: { known: string[]; anonymised: boolean; namesPeople: boolean } };
  'reader.importsWithNames': { input: { id: number }; output: number[] };
  'reader.formats': { input: null; output: ReturnType<typeof listFormats> };
  'reader.integrity': { input: { call: number }; output: ReturnType<typeof checkIntegrity> };
  /** The key of anonymised streams came or went. */
  'reader.key': { input: { key: Uint8Array | null }; output: null };
  'reader.probeTargets': { input: { apps: readonly string[] }; output: ProbeTarget[] };
  'reader.newlyConnected': { input: { importId: number }; output: string[] };
  'reader.compactable': { input: { canUnseal: boolean }; output: number[] };
  'reader.compactTask': { input: { id: number }; output: CompactTask | null };
  'reader.keyId': { input: null; output: string | null };
  'reader.privacy': { input: null; output: PrivacyFacts };
  'reader.names': { input: { kind: PseudonymKind; tokens: readonly string[] }; output: ReturnType<typeof namesOf> };
  'reader.tokens': { input: { kind: PseudonymKind; names: readonly string[] }; output: ReturnType<typeof tokensOf> };
  'reader.clearLines': {
    input: { call: number; question: MethodParsed<'discovery.listEvidence'> };
    output: MethodOutput<'discovery.listEvidence'>;
  };
  'reader.clearImport': {
    input: { id: number; limit: number };
    output: MethodOutput<'privacy.revealImport'>;
  };
  'reader.collectors': {
    input: { events: number };
    output: { rows: StoredCollector[]; events: CollectorEvent[] };
  };
  'reader.connections': { input: null; output: StoredConnection[] };
  'reader.stored': { input: { importId: number }; output: { sources: StoredSource[]; frames: StoredFrame[][] } };
}

interface Open {
  readonly db: ReadConnection;
  readonly folder: string;
  /** Made with the first question: names, scores and the matcher take longer than opening. */
  view: WorkspaceView | null;
  readonly results: TableResults;
  seal: WorkspaceSeal | null;
  readonly mode: { readonly readOnly: boolean; readonly reason: string | null };
}

const { resourcesDir, cancel, geo } = workerData as {
  resourcesDir: string;
  cancel: SharedArrayBuffer;
  geo: GeoShare;
};
/** The call that is to stop, set by the engine's main thread. */
const cancelled = new Int32Array(cancel);
let catalog: CatalogSource | null = null;
let open: Open | null = null;

function loadCatalog(): CatalogSource {
  if (!catalog) {
    catalog = {
      apps: openCatalog(resourcesDir),
      factorFields: FACTORS.filter((def) => !def.appField).map(({ id, title, valueKind, values, naAllowed }) => ({
        id,
        title,
        valueKind,
        naAllowed,
        ...(values === undefined ? {} : { values }),
      })),
    };
  }
  return catalog;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function current(): Open {
  if (!open) {
    throw new AppError('workspace.none', 'No workspace is open.');
  }
  return open;
}

function currentView(): WorkspaceView {
  const workspace = current();
  workspace.view ??= new WorkspaceView(workspace.db, workspace.folder, loadCatalog(), today, () =>
    openGeo(resourcesDir, geo),
  );
  workspace.view.seal = workspace.seal;
  workspace.view.refresh();
  return workspace.view;
}

function sealOf(key: Uint8Array | null): WorkspaceSeal | null {
  return key ? new WorkspaceSeal(key) : null;
}

function requireSeal(): WorkspaceSeal {
  const { seal } = current();
  if (!seal) throw locked();
  return seal;
}

function ownFormats(): CustomFormat[] {
  return open ? readOwnFormats(open.db) : [];
}

function close(): void {
  open?.db.close();
  open = null;
}

const handlers: {
  [K in keyof ReaderOps]: (input: ReaderOps[K]['input']) => ReaderOps[K]['output'] | Promise<ReaderOps[K]['output']>;
} = {
  'reader.open': ({ folder, readOnly, reason, key }) => {
    close();
    try {
      open = {
        db: openReader(folder),
        folder,
        view: null,
        results: new TableResults(),
        seal: sealOf(key),
        mode: { readOnly, reason },
      };
      return workspaceInfo(open.db, folder, open.mode);
    } catch (cause) {
      throw storeError(cause, folder);
    }
  },
  'reader.close': () => {
    close();
    return null;
  },
  'reader.warm': () => {
    currentView();
    return null;
  },
  'reader.info': () => {
    const { db, folder, mode } = current();
    return workspaceInfo(db, folder, mode);
  },
  'reader.key': ({ key }) => {
    if (open) open.seal = sealOf(key);
    return null;
  },
  'reader.probeTargets': ({ apps }) => probeTargets(currentView(), apps),
  'reader.newlyConnected': ({ importId }) => newlyConnected(currentView(), importId),
  'reader.compactable': ({ canUnseal }) => listCompactable(current().db, canUnseal, Date.now()),
  'reader.compactTask': ({ id }) => compactTask(current().db, current().folder, id),
  'reader.keyId': () => readMeta(current().db).privacyKey,
  'reader.privacy': () => privacyFacts(current().db),
  'reader.names': ({ kind, tokens }) => namesOf(current().db, requireSeal(), kind, tokens),
  'reader.tokens': ({ kind, names }) => tokensOf(current().db, requireSeal(), kind, names),
  'reader.clearLines': ({ call, question }) => {
    requireSeal();
    const view = currentView();
    return view.read(() => listEvidence(view, question, () => Atomics.load(cancelled, 0) === call, 'clear'));
  },
  'reader.clearImport': ({ id, limit }) => clearImport(currentView(), requireSeal(), id, limit),
  'reader.query': ({ call, method, input }) => {
    if (!isReaderQuery(method)) {
      throw new AppError('method.unknown', `There is no query ${method}.`, { method });
    }
    const view = currentView();
    const { results } = current();
    const run = QUERIES[method] as (context: unknown, input: unknown) => unknown;
    try {
      const context = { view, results, today: today(), cancelled: () => Atomics.load(cancelled, 0) === call };
      // On one state of the database: an import removed in the middle must not take its segments away.
      return view.read(() => run(context, input));
    } catch (cause) {
      throw storeError(cause, view.folder);
    }
  },
  'reader.preview': (input) =>
    previewImport({ ...input, profile: open ? readMeta(open.db).profile : null, ownFormats: ownFormats() }),
  'reader.describe': (input) => describeFormat(input),
  'reader.ownFormats': () => ownFormats(),
  'reader.nameTable': ({ without }) => {
    const { db } = current();
    const ids = nameIdsOf(db).filter((id) => id !== without);
    return { ids, table: readNameTable(db, ids) };
  },
  'reader.nameFacts': () => {
    const { db } = current();
    return {
      known: readNameImports(db).flatMap(({ ledger }) => ledger.files.map((file) => file.sha256)),
      anonymised: privacyFacts(db).streams.some((stream) => stream.anonymised),
      namesPeople: namesPeople(db),
    };
  },
  'reader.importsWithNames': ({ id }) => importsWithNames(current().db, id),
  'reader.formats': () => listFormats(ownFormats()),
  'reader.integrity': ({ call }) =>
    checkIntegrity(
      currentView(),
      () => undefined,
      () => Atomics.load(cancelled, 0) === call,
    ),
  'reader.collectors': ({ events }) => {
    const { db } = current();
    return { rows: readCollectors(db), events: readCollectorEvents(db, events) };
  },
  'reader.connections': () => readConnections(current().db),
  'reader.stored': ({ importId }) => readSourcesOf(currentView(), importId),
};

serveCalls((method, input) => {
  const handler = handlers[method as keyof ReaderOps] as ((input: unknown) => unknown) | undefined;
  if (!handler) {
    throw new AppError('method.unknown', `The reader knows no ${method}.`, { method });
  }
  return handler(input);
});
