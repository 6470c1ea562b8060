/** Which thread answers a method. Names only, so that who routes calls loads nothing of the answers. */
import { METHODS, type MethodKind, type MethodName } from '../contract/methods.ts';

/** Queries that the engine's main thread answers itself, without a workspace or with what only it knows. */
const ENGINE_QUERIES = [
  'catalog.getRelease',
  'catalog.inspectUpdate',
  'engine.getInfo',
  'workspace.get',
  'collectors.list',
  'connections.list',
  'connections.actions',
  'connections.proxy',
  'connections.runs',
  'jobs.list',
  'jobs.get',
  'imports.preview',
  'formats.list',
  'privacy.getState',
  'formats.describe',
  'connectors.describe',
] as const satisfies readonly MethodName[];
type EngineQuery = (typeof ENGINE_QUERIES)[number];

/** Queries that a reader thread answers. */
export type ReaderQuery = {
  [M in MethodName]: MethodKind<M> extends 'query' ? (M extends EngineQuery ? never : M) : never;
}[MethodName];

/** Those that may take long go to the second reader, so that screens do not wait for them. */
export const SLOW_QUERIES = [
  'discovery.listEvidence',
  'discovery.listRegularity',
  'discovery.exportRows',
  'imports.listRejects',
  'governance.list',
  'governance.export',
  // Sums over all activities: one reader keeps them.
  'accounts.list',
  'accounts.get',
  'accounts.getReach',
  'accounts.getRisk',
  'files.list',
  'files.get',
  'oauth.list',
  'oauth.get',
  'posture.list',
  'posture.get',
  'posture.listSecureScores',
  'connected.export',
] as const satisfies readonly ReaderQuery[];

/** Commands that the writer thread answers; the ones that need the engine (opening, jobs) are not among them. */
const WRITER_COMMANDS = [
  'catalog.tagApps',
  'catalog.decideApps',
  'catalog.setNote',
  'catalog.overrideScore',
  'catalog.setScoring',
  'catalog.correctApp',
  'catalog.setCustomTags',
  'catalog.deleteCustomTag',
  'catalog.importChanges',
  'catalog.createCustomApp',
  'catalog.updateCustomApp',
  'catalog.deleteCustomApp',
  'formats.save',
  'formats.remove',
  'connectors.save',
  'connectors.remove',
  'control.record',
  'snapshots.add',
  'snapshots.remove',
  'accounts.join',
  'accounts.setRisk',
  'oauth.mark',
  'posture.accept',
  'streams.update',
  'views.save',
  'views.remove',
  'geo.removeSources',
  'probe.allow',
  'probe.forget',
  'ranges.save',
  'ranges.remove',
  'directory.clear',
  'directory.setMerge',
  'scope.saveRule',
  'scope.removeRule',
  'scope.setPrivateGroups',
  'exclusions.add',
  'exclusions.remove',
  'workspace.setProfile',
  'workspace.setDisplayZone',
] as const satisfies readonly MethodName[];
export type WriterCommand = (typeof WRITER_COMMANDS)[number];
export type CatalogCommand = Extract<WriterCommand, `catalog.${string}`>;

const ofEngine: ReadonlySet<string> = new Set(ENGINE_QUERIES);
const slow: ReadonlySet<string> = new Set(SLOW_QUERIES);
const ofWriter: ReadonlySet<string> = new Set(WRITER_COMMANDS);

export function isReaderQuery(method: MethodName): method is ReaderQuery {
  return METHODS[method].kind === 'query' && !ofEngine.has(method);
}

export function isWriterCommand(method: string): method is WriterCommand {
  return ofWriter.has(method);
}

export function isSlowQuery(method: string): boolean {
  return slow.has(method);
}

/** What the first reader answers. */
export const SCREEN_QUERIES: readonly ReaderQuery[] = (Object.keys(METHODS) as MethodName[])
  .filter(isReaderQuery)
  .filter((method) => !isSlowQuery(method));
