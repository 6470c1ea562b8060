/** Queries: what a reader thread answers about the open workspace. */

import type { MethodOutput, MethodParsed } from '../contract/methods.ts';
import { commandsFor } from '../control/commands-for.ts';
import { readExclusions } from '../store/read/enrichment.ts';
import { listCustomTags } from '../store/write/app-governance.ts';
import { listPulls } from '../store/write/connection-pulls.ts';
import { latestSnapshot, listSnapshots } from '../store/write/snapshots.ts';
import { getAccount, getAccountRisk, listAccounts } from './accounts/queries.ts';
import { getReach } from './accounts/reach.ts';
import { exportActivities } from './activities/export.ts';
import { getActivity } from './activities/get.ts';
import { listActivities } from './activities/list.ts';
import { getScope, previewScope } from './activities/scope.ts';
import { countFacets, countOverTime, describeActivities } from './activities/summaries.ts';
import type { ReaderQuery } from './answered-by.ts';
import { exportApps, listApps, listCategories } from './catalog/browse.ts';
import { exportChanges, exportDecisions, readAppList } from './catalog/exchange.ts';
import { getApp, getStats, lookUpHosts, searchApps } from './catalog/queries.ts';
import { getScoring, previewScoring } from './catalog/scoring.ts';
import { exportDerived } from './connected/export.ts';
import { getOwnConnector, listAvailable, listConnected } from './connectors/queries.ts';
import { getDashboard } from './discovery/dashboard.ts';
import { listEvidence } from './discovery/evidence.ts';
import { exportRows } from './discovery/export-rows.ts';
import { listRegularity } from './discovery/regularity.ts';
import { pageOf, type TableResults } from './discovery/rows.ts';
import { getUsage } from './discovery/usage.ts';
import { exportRanges, getDirectory, listRanges } from './enrichment/queries.ts';
import { getFile, listFiles } from './files/queries.ts';
import { checkFilter, listFilterFields } from './filter-fields.ts';
import { listNames, lookUpNames } from './imports/names.ts';
import { getOwnFormat } from './imports/own-format.ts';
import { getImport, listImportFiles, listImports, listRejects } from './imports/queries.ts';
import { getOauth, listOauth } from './oauth/queries.ts';
import { getPosture, listPosture } from './posture/queries.ts';
import { listSecureScores } from './posture/secure-score.ts';
import { probeState } from './probe/probe-state.ts';
import { listStreams } from './streams/list-streams.ts';
import { listViews } from './streams/stream-scope.ts';
import { compareTwo, getSnapshot } from './tenant/snapshot-queries.ts';
import { exportGovernance, listGovernance } from './workspace/governance.ts';
import type { WorkspaceView } from './workspace-view.ts';

export interface QueryContext {
  readonly view: WorkspaceView;
  readonly results: TableResults;
  readonly today: string;
  readonly cancelled: () => boolean;
}

export const QUERIES: { [M in ReaderQuery]: (context: QueryContext, input: MethodParsed<M>) => MethodOutput<M> } = {
  'discovery.getDashboard': ({ view, cancelled }, input) => getDashboard(view, input, cancelled),
  'discovery.listRows': ({ view, results, cancelled }, { page, ...input }) => {
    const started = performance.now();
    const result = results.get(view, input, cancelled);
    return pageOf(result, page, performance.now() - started);
  },
  'discovery.exportRows': ({ view, results, cancelled }, input) => exportRows(view, results, input, cancelled),
  'discovery.getUsage': ({ view, cancelled }, input) => getUsage(view, input, cancelled),
  'discovery.listRegularity': ({ view, cancelled }, input) => listRegularity(view, input, cancelled),
  'discovery.listEvidence': ({ view, cancelled }, input) => listEvidence(view, input, cancelled),
  'discovery.checkFilter': ({ view }, input) => checkFilter(view, input),
  'discovery.listFilterFields': ({ view, cancelled }, { table }) => listFilterFields(view, table, cancelled),
  'activities.list': ({ view, cancelled }, input) => listActivities(view, input, cancelled),
  'activities.get': ({ view }, { ref }) => getActivity(view, ref),
  'activities.facets': ({ view, cancelled }, input) => countFacets(view, input, cancelled),
  'activities.histogram': ({ view, cancelled }, input) => countOverTime(view, input, cancelled),
  'activities.export': ({ view, cancelled }, input) => exportActivities(view, input, cancelled),
  'activities.describe': ({ view }) => describeActivities(view),
  'accounts.list': ({ view }, input) => listAccounts(view, input),
  'accounts.getRisk': ({ view }) => getAccountRisk(view),
  'accounts.getReach': ({ view, cancelled }, { key }) => getReach(view, key, cancelled),
  'accounts.get': ({ view }, { key }) => getAccount(view, key),
  'connectors.list': ({ view, cancelled }) => listConnected(view, cancelled),
  'connectors.available': ({ view }) => listAvailable(view),
  'connectors.getOwn': ({ view }, { id }) => getOwnConnector(view, id),
  'connected.export': ({ view }, input) => exportDerived(view, input),
  'files.list': ({ view }, input) => listFiles(view, input),
  'files.get': ({ view }, { key }) => getFile(view, key),
  'oauth.list': ({ view }, input) => listOauth(view, input),
  'oauth.get': ({ view }, { key }) => getOauth(view, key),
  'connections.pulls': ({ view }, { id, limit }) => listPulls(view.db, id ?? null, limit),
  'scope.get': ({ view }) => getScope(view),
  'scope.preview': ({ view, cancelled }, input) => previewScope(view, input, cancelled),
  'snapshots.list': ({ view }) => listSnapshots(view.db, view.seal),
  'snapshots.latest': ({ view }, { kind }) =>
    latestSnapshot(view.db, kind, view.seal).map(({ facts, rows }) => ({
      facts,
      rows: rows.map((row) => ({ ...row })),
    })),
  'snapshots.get': ({ view }, input) => getSnapshot(view, input),
  'snapshots.compare': ({ view }, input) => compareTwo(view, input),
  'control.commandsFor': (_context, question) => commandsFor(question),
  'posture.list': ({ view }, input) => listPosture(view, input),
  'posture.listSecureScores': ({ view }) => listSecureScores(view),
  'posture.get': ({ view }, { id }) => getPosture(view, id),
  'imports.list': ({ view }) => listImports(view),
  'imports.listFiles': ({ view }, { id, page }) => listImportFiles(view, id, page),
  'imports.get': ({ view }, { id }) => getImport(view, id),
  'imports.listRejects': ({ view }, { id, limit }) => listRejects(view, id, limit),
  'names.list': ({ view }) => listNames(view),
  'names.lookUp': ({ view }, input) => lookUpNames(view, input),
  'formats.get': ({ view }, { id }) => getOwnFormat(view, id),
  'streams.list': ({ view }) => listStreams(view),
  'views.list': ({ view }) => listViews(view),
  'ranges.list': ({ view }) => listRanges(view),
  'ranges.export': ({ view }) => exportRanges(view),
  'geo.lookUp': ({ view }, { addresses }) => addresses.map((ip) => view.addresses.lookUp(view.db, ip)),
  'probe.getState': ({ view }) => probeState(view),
  'geo.listSources': ({ view }) => view.addresses.sources(),
  'directory.get': ({ view }) => getDirectory(view),
  'exclusions.list': ({ view }) => readExclusions(view.db, view.seal),
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
  'governance.export': ({ view }, input) => exportGovernance(view, input),
  'governance.list': ({ view }, input) => listGovernance(view, input),
};
