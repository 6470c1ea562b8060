/** In: connected apps by their imports, and API connections. Out: one row per connected app, with what brings its activities. Pure. */
import type { ConnectionProvider, ConnectionRow, ConnectionState } from '../../../../core/contract/connections.ts';
import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { doubtsOf, keyOf } from './ability-words.ts';

/** Worst first: what a page about health sorts by. */
export const JOINED_STATES = ['attention', 'error', 'connected', 'new', 'disabled'] as const;

export interface JoinedApp {
  readonly key: string;
  /** Catalog id and name of the app. */
  readonly app: string;
  readonly appName: string;
  readonly instance: string | null;
  /** Its activities; null while a connection has brought none. */
  readonly connected: ConnectedApp | null;
  readonly connections: readonly ConnectionRow[];
  /** When a provider was last asked with success; null where none was, or there is none to ask. */
  readonly lastPull: number | null;
  /** How its activities come: from files, over an API, or both. */
  readonly source: string;
  /** Instants and figures of `connected`, null without it. */
  readonly last: number | null;
  readonly first: number | null;
  readonly since: number | null;
  readonly activities: number | null;
  readonly accounts: number | null;
  readonly addresses: number | null;
  /** Kinds of activities that its data shows, of those that a connection can give. */
  readonly coverage: number | null;
  readonly tag: ConnectedApp['tag'];
  readonly connectorTitle: string;
  readonly state: ConnectionState;
  /** Why it needs a look, in sentences that say what to do; empty when it needs none. */
  readonly problems: readonly string[];
}

/**
 * @param streamOf the stream of an import
 */
export function joinApps(
  apps: readonly ConnectedApp[],
  connections: readonly ConnectionRow[],
  providers: readonly ConnectionProvider[],
  streamOf: (importId: number) => string | undefined,
): JoinedApp[] {
  const used = new Set<number>();
  const rows = apps.map((app): JoinedApp => {
    const streams = new Set(app.ingestions.map(({ importId }) => streamOf(importId)));
    const own = connections.filter((one) => streams.has(one.config.stream) && reads(one, app.connector, providers));
    for (const { id } of own) used.add(id);
    const problems = [...own.flatMap(problemOf), ...doubtsOf(app)];
    return {
      key: keyOf(app),
      app: app.app,
      appName: app.appName,
      instance: app.instance,
      connected: app,
      connections: own,
      ...bringing(own, true),
      last: app.last,
      first: app.first,
      since: app.connected,
      activities: app.activities,
      accounts: app.accounts,
      addresses: app.addresses,
      coverage: app.abilities.length,
      tag: app.tag,
      connectorTitle: app.connectorTitle,
      state: stateOf(app, own),
      problems,
    };
  });
  const waiting = connections
    .filter(({ id, config }) => !used.has(id) && readsActivities(config.provider, providers))
    .map((one): JoinedApp => {
      const provider = providers.find(({ id }) => id === one.config.provider);
      return {
        key: connectionKey(one.id),
        app: provider?.app ?? one.config.provider,
        appName: provider?.title ?? one.config.provider,
        instance: null,
        connected: null,
        connections: [one],
        ...bringing([one], false),
        last: null,
        first: null,
        since: null,
        activities: null,
        accounts: null,
        addresses: null,
        coverage: null,
        tag: null,
        connectorTitle: '',
        state: one.state,
        problems: problemOf(one),
      };
    });
  return [...rows, ...waiting];
}

/** The key of an app that only a connection speaks of. */
export function connectionKey(id: number): string {
  return `connection ${id}`;
}

function reads({ config }: ConnectionRow, connector: string, providers: readonly ConnectionProvider[]): boolean {
  const provider = providers.find(({ id }) => id === config.provider);
  return provider?.feeds.some((feed) => config.feeds.includes(feed.id) && feed.connector === connector) === true;
}

function readsActivities(id: string, providers: readonly ConnectionProvider[]): boolean {
  return providers.find((one) => one.id === id)?.feeds.some(({ kind }) => kind === 'activities') === true;
}

function problemOf({ config, problem }: ConnectionRow): string[] {
  return problem === null ? [] : [`${config.name}: ${problem}`];
}

/** What is wrong with one way in is wrong with the app; a way in that is off says nothing of what files brought. */
function stateOf({ status }: ConnectedApp, connections: readonly ConnectionRow[]): ConnectionState {
  const states: ConnectionState[] = [status, ...connections.map(({ state }) => state)];
  return JOINED_STATES.find((state) => states.includes(state)) ?? 'connected';
}

function bringing(
  connections: readonly ConnectionRow[],
  hasActivities: boolean,
): Pick<JoinedApp, 'lastPull' | 'source'> {
  const times = connections.flatMap(({ lastSuccess }) => lastSuccess ?? []);
  const source = connections.length === 0 ? 'Files' : connections.length === 1 ? 'API' : `${connections.length} APIs`;
  return {
    lastPull: times.length === 0 ? null : Math.max(...times),
    source: hasActivities ? source : `${source}, nothing yet`,
  };
}
