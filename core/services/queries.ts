/**
 * Queries: what a reader thread answers about the open workspace, by area: the first part of a method's name. The code of an area is loaded
 * with its first question: formats, connectors and snapshots are most of what there is, and most threads are never asked about them.
 */
import type { MethodOutput, MethodParsed } from '../contract/methods.ts';
import type { ReaderQuery } from './answered-by.ts';
import type { TableResults } from './discovery/rows.ts';
import type { WorkspaceView } from './workspace-view.ts';

export interface QueryContext {
  readonly view: WorkspaceView;
  readonly results: TableResults;
  readonly today: string;
  readonly cancelled: () => boolean;
}

/** Areas of their own: lines are read with the code of every format, a record with that of every connector. */
type Apart = 'discovery.listEvidence' | 'activities.get';
type AreaOf<M extends ReaderQuery> = M extends Apart ? M : M extends `${infer A}.${string}` ? A : never;
type AreaName = AreaOf<ReaderQuery>;
type Area<A extends AreaName> = {
  readonly [M in ReaderQuery as AreaOf<M> extends A ? M : never]: (
    context: QueryContext,
    input: MethodParsed<M>,
  ) => MethodOutput<M>;
};

const AREAS: { readonly [A in AreaName]: () => Promise<Area<A>> } = {
  'discovery.listEvidence': async () => {
    const { listEvidence } = await import('./discovery/evidence.ts');
    return { 'discovery.listEvidence': ({ view, cancelled }, input) => listEvidence(view, input, cancelled) };
  },
  discovery: async () => {
    const { getDashboard } = await import('./discovery/dashboard.ts');
    const { countCategories } = await import('./discovery/count-categories.ts');
    const { exportRows } = await import('./discovery/export-rows.ts');
    const { listRegularity } = await import('./discovery/regularity.ts');
    const { pageOf } = await import('./discovery/rows.ts');
    const { getUsage } = await import('./discovery/usage.ts');
    const { checkFilter, listFilterFields } = await import('./filter-fields.ts');
    return {
      'discovery.getDashboard': ({ view, cancelled }, input) => getDashboard(view, input, cancelled),
      'discovery.listRows': ({ view, results, cancelled }, { page, ...input }) => {
        const started = performance.now();
        const result = results.get(view, input, cancelled);
        return pageOf(result, page, performance.now() - started);
      },
      'discovery.listCategories': ({ view, results, cancelled }, input) =>
        countCategories(results.find(view, { ...input, table: 'apps' }, cancelled).rows),
      'discovery.exportRows': ({ view, results, cancelled }, input) => exportRows(view, results, input, cancelled),
      'discovery.getUsage': ({ view, cancelled }, input) => getUsage(view, input, cancelled),
      'discovery.listRegularity': ({ view, cancelled }, input) => listRegularity(view, input, cancelled),
      'discovery.checkFilter': ({ view }, input) => checkFilter(view, input),
      'discovery.listFilterFields': ({ view, cancelled }, { table }) => listFilterFields(view, table, cancelled),
    };
  },
  activities: async () => {
    const { exportActivities } = await import('./activities/export.ts');
    const { listActivities } = await import('./activities/list.ts');
    const { countFacets, countOverTime, describeActivities } = await import('./activities/summaries.ts');
    return {
      'activities.list': ({ view, cancelled }, input) => listActivities(view, input, cancelled),
      'activities.facets': ({ view, cancelled }, input) => countFacets(view, input, cancelled),
      'activities.histogram': ({ view, cancelled }, input) => countOverTime(view, input, cancelled),
      'activities.export': ({ view, cancelled }, input) => exportActivities(view, input, cancelled),
      'activities.describe': ({ view }) => describeActivities(view),
    };
  },
  'activities.get': async () => {
    const { getActivity } = await import('./activities/get.ts');
    return { 'activities.get': ({ view }, { ref }) => getActivity(view, ref) };
  },
  accounts: async () => {
    const { getAccount, getAccountRisk, listAccounts } = await import('./accounts/queries.ts');
    const { getReach } = await import('./accounts/reach.ts');
    return {
      'accounts.list': ({ view }, input) => listAccounts(view, input),
      'accounts.getRisk': ({ view }) => getAccountRisk(view),
      'accounts.getReach': ({ view, cancelled }, { key }) => getReach(view, key, cancelled),
      'accounts.get': ({ view }, { key }) => getAccount(view, key),
    };
  },
  connectors: async () => {
    const { getOwnConnector, listAvailable, listConnected } = await import('./connectors/queries.ts');
    return {
      'connectors.list': ({ view, cancelled }) => listConnected(view, cancelled),
      'connectors.available': ({ view }) => listAvailable(view),
      'connectors.getOwn': ({ view }, { id }) => getOwnConnector(view, id),
    };
  },
  connected: async () => {
    const { exportDerived } = await import('./connected/export.ts');
    return { 'connected.export': ({ view }, input) => exportDerived(view, input) };
  },
  files: async () => {
    const { getFile, listFiles } = await import('./files/queries.ts');
    return {
      'files.list': ({ view }, input) => listFiles(view, input),
      'files.get': ({ view }, { key }) => getFile(view, key),
    };
  },
  oauth: async () => {
    const { getOauth, listOauth } = await import('./oauth/queries.ts');
    return {
      'oauth.list': ({ view }, input) => listOauth(view, input),
      'oauth.get': ({ view }, { key }) => getOauth(view, key),
    };
  },
  posture: async () => {
    const { getPosture, listPosture } = await import('./posture/queries.ts');
    const { listSecureScores } = await import('./posture/secure-score.ts');
    return {
      'posture.list': ({ view }, input) => listPosture(view, input),
      'posture.listSecureScores': ({ view }) => listSecureScores(view),
      'posture.get': ({ view }, { id }) => getPosture(view, id),
    };
  },
  connections: async () => {
    const { listPulls } = await import('../store/write/connection-pulls.ts');
    return { 'connections.pulls': ({ view }, { id, limit }) => listPulls(view.db, id ?? null, limit) };
  },
  control: async () => {
    const { commandsFor } = await import('../control/commands-for.ts');
    return { 'control.commandsFor': (_context, question) => commandsFor(question) };
  },
  scope: async () => {
    const { getScope, previewScope } = await import('./activities/scope.ts');
    return {
      'scope.get': ({ view }) => getScope(view),
      'scope.preview': ({ view, cancelled }, input) => previewScope(view, input, cancelled),
    };
  },
  snapshots: async () => {
    const { latestSnapshot, listSnapshots } = await import('../store/write/snapshots.ts');
    const { compareTwo, getSnapshot } = await import('./tenant/snapshot-queries.ts');
    return {
      'snapshots.list': ({ view }) => listSnapshots(view.db, view.seal),
      'snapshots.latest': ({ view }, { kind }) =>
        latestSnapshot(view.db, kind, view.seal).map(({ facts, rows }) => ({
          facts,
          rows: rows.map((row) => ({ ...row })),
        })),
      'snapshots.get': ({ view }, input) => getSnapshot(view, input),
      'snapshots.compare': ({ view }, input) => compareTwo(view, input),
    };
  },
  imports: async () => {
    const { getImport, listImportFiles, listImports, listRejects } = await import('./imports/queries.ts');
    return {
      'imports.list': ({ view }) => listImports(view),
      'imports.listFiles': ({ view }, { id, page }) => listImportFiles(view, id, page),
      'imports.get': ({ view }, { id }) => getImport(view, id),
      'imports.listRejects': ({ view }, { id, limit }) => listRejects(view, id, limit),
    };
  },
  names: async () => {
    const { listNameFiles, listNames, lookUpNames } = await import('./imports/names.ts');
    return {
      'names.list': ({ view }) => listNames(view),
      'names.listFiles': ({ view }, { id, page }) => listNameFiles(view, id, page),
      'names.lookUp': ({ view }, input) => lookUpNames(view, input),
    };
  },
  formats: async () => {
    const { getOwnFormat } = await import('./imports/own-format.ts');
    return { 'formats.get': ({ view }, { id }) => getOwnFormat(view, id) };
  },
  streams: async () => {
    const { listStreams } = await import('./streams/list-streams.ts');
    return { 'streams.list': ({ view }) => listStreams(view) };
  },
  views: async () => {
    const { listViews } = await import('./streams/stream-scope.ts');
    return { 'views.list': ({ view }) => listViews(view) };
  },
  ranges: async () => {
    const { exportRanges, listRanges } = await import('./enrichment/queries.ts');
    return {
      'ranges.list': ({ view }) => listRanges(view),
      'ranges.export': ({ view }) => exportRanges(view),
    };
  },
  directory: async () => {
    const { getDirectory } = await import('./enrichment/queries.ts');
    return { 'directory.get': ({ view }) => getDirectory(view) };
  },
  exclusions: async () => {
    const { readExclusions } = await import('../store/read/enrichment.ts');
    return { 'exclusions.list': ({ view }) => readExclusions(view.db, view.seal) };
  },
  geo: async () => ({
    'geo.lookUp': ({ view }, { addresses }) => addresses.map((ip) => view.addresses.lookUp(view.db, ip)),
    'geo.listSources': ({ view }) => view.addresses.sources(),
  }),
  probe: async () => {
    const { probeState } = await import('./probe/probe-state.ts');
    return { 'probe.getState': ({ view }) => probeState(view) };
  },
  catalog: async () => {
    const { exportApps, listApps, listCategories } = await import('./catalog/browse.ts');
    const { exportChanges, exportDecisions, readAppList } = await import('./catalog/exchange.ts');
    const { getApp, getStats, lookUpHosts, searchApps } = await import('./catalog/queries.ts');
    const { getScoring, previewScoring } = await import('./catalog/scoring.ts');
    const { listCustomTags } = await import('../store/write/app-governance.ts');
    return {
      'catalog.getStats': ({ view, today }) => getStats(view.apps, today),
      'catalog.lookUpHosts': ({ view }, { hosts }) => lookUpHosts(view.apps, hosts),
      'catalog.getApp': ({ view, today }, { id }) => getApp(view.apps, id, today),
      'catalog.searchApps': ({ view }, { text, limit }) => searchApps(view.apps, text, limit),
      'catalog.listApps': ({ view }, input) => listApps(view, input),
      'catalog.exportApps': ({ view }, input) => exportApps(view, input),
      'catalog.listCategories': ({ view }, input) => listCategories(view, input),
      'catalog.exportChanges': ({ view }) => exportChanges(view),
      'catalog.exportDecisions': ({ view }, input) => exportDecisions(view, input),
      'catalog.readAppList': ({ view }, input) => readAppList(view, input),
      'catalog.getScoring': ({ view }) => getScoring(view),
      'catalog.previewScoring': ({ view, today }, input) => previewScoring(view, input, today),
      'catalog.listCustomTags': ({ view }) => listCustomTags(view.db),
    };
  },
  governance: async () => {
    const { exportGovernance, listGovernance } = await import('./workspace/governance.ts');
    return {
      'governance.export': ({ view }, input) => exportGovernance(view, input),
      'governance.list': ({ view }, input) => listGovernance(view, input),
    };
  },
};

/** Of any query: inputs are checked against the contract before they come here. */
type Answer = (context: QueryContext, input: never) => unknown;
type Answers = Readonly<Record<string, Answer>>;

const loaded = new Map<AreaName, Promise<Answers>>();

function load(area: AreaName): Promise<Answers> {
  const known = loaded.get(area) ?? AREAS[area]();
  loaded.set(area, known);
  return known;
}

function isArea(text: string): text is AreaName {
  return Object.hasOwn(AREAS, text);
}

/** Who answers a method; null where no query is called so. */
export async function answerOf(method: string): Promise<Answer | null> {
  const area = isArea(method) ? method : method.slice(0, method.indexOf('.'));
  if (!isArea(area)) return null;
  const answers = await load(area);
  return Object.hasOwn(answers, method) ? (answers[method] ?? null) : null;
}

/** Loads what answers these methods, area by area, so that questions come between. */
export async function loadCode(methods: Iterable<string>): Promise<void> {
  for (const method of methods) await answerOf(method);
}

/** Areas whose sums the background keeps up to date; each tells of its sum when it is loaded. */
const SUMMED: readonly AreaName[] = ['accounts', 'files', 'oauth', 'posture'];

/** To be waited for before sums are brought up to date: those of code that is not there would be left out. */
export async function loadSums(): Promise<void> {
  for (const area of SUMMED) await load(area);
}
