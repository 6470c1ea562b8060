/** A connection as pages see it: its state in one word, why, and when it is tried next. */
import type { ConnectionRow, ConnectionState } from '../../contract/connections.ts';
import { utcMinute } from '../../kit/utc-day.ts';
import { type FeedPosition, findProvider, type Provider } from '../../pull/index.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import type { StoredListing } from '../../store/write/listings.ts';
import { feedsOf } from './pull-connection.ts';

/** A fault that lasts longer than this does not pass by itself: a person should look. */
const FAILING_MS = 24 * 3_600_000;
/** After an error it is tried again no later than this. */
const MAX_RETRY_MS = 15 * 60_000;

export interface ConnectionFacts {
  readonly hasSecrets: boolean;
  /** The key that seals its secrets is locked. */
  readonly isLocked: boolean;
  /** Connections are pulled by themselves here. */
  readonly isScheduled: boolean;
  readonly activity: string | null;
  readonly listings: readonly StoredListing[];
}

/** @param now ms since 1970 */
export function connectionRow(stored: StoredConnection, facts: ConnectionFacts, now: number): ConnectionRow {
  const { id, config, enabled, created, lastTry, lastSuccess } = stored;
  const { hasSecrets, isScheduled, activity } = facts;
  const provider = findProvider(config.provider);
  const { state, problem } = shownState(stored, facts, now);
  const isLasting = stored.state === 'error' && enabled && hasSecrets && !facts.isLocked;
  const isTried = isScheduled && (state === 'new' || state === 'connected' || state === 'error' || isLasting);
  return {
    id,
    config,
    enabled,
    state,
    problem,
    hasSecrets,
    created,
    lastTry,
    lastSuccess,
    secretExpires: stored.secretExpires,
    nextTry: isTried ? dueAt(stored) : null,
    activity,
    listings: provider === undefined ? [] : listingRows(provider, stored, facts.listings),
    feeds: provider === undefined ? [] : feedRows(provider, stored),
  };
}

/** When it is pulled by itself, ms since 1970. */
export function dueAt({ config, state, lastTry, notBefore }: StoredConnection): number {
  const interval = config.intervalMinutes * 60_000;
  const due =
    lastTry === null || state === 'new'
      ? 0
      : lastTry + (state === 'error' ? Math.min(interval, MAX_RETRY_MS) : interval);
  return Math.max(due, notBefore ?? 0);
}

function shownState(
  stored: StoredConnection,
  { hasSecrets, isLocked, isScheduled }: ConnectionFacts,
  now: number,
): { readonly state: ConnectionState; readonly problem: string | null } {
  const { enabled, state, problem } = stored;
  if (!hasSecrets) return { state: 'attention', problem: 'Its secrets are not on this computer. Enter them again.' };
  if (!enabled) return { state: 'disabled', problem };
  // Where nothing begins by itself, whoever pulls gives the passphrase then.
  if (isLocked && isScheduled)
    return { state: 'attention', problem: 'The key of the workspace is locked. Unlock it to go on.' };
  const { failingSince } = stored;
  if (state === 'error' && failingSince !== null && now - failingSince >= FAILING_MS) {
    const since = utcMinute(failingSince);
    return { state: 'attention', problem: `It has failed at every try since ${since}. ${problem ?? ''}`.trim() };
  }
  return { state, problem };
}

function listingRows(
  { listings = [] }: Provider,
  { id, config }: StoredConnection,
  stored: readonly StoredListing[],
): ConnectionRow['listings'] {
  return listings
    .filter((one) => config.listings.includes(one.id))
    .map((one) => {
      const known = stored.find(({ connection, listing }) => connection === id && listing === one.id);
      const { finished = null, objects = null, note = null } = known ?? {};
      return { id: one.id, title: one.title, finished, objects, note };
    });
}

/** The spec's period of a rescan. */
const LISTING_MS = 12 * 3_600_000;

/** When it is listed by itself, ms since 1970; null: it lists nothing. */
export function listingDueAt({ id, config }: StoredConnection, stored: readonly StoredListing[]): number | null {
  const due = config.listings.map((listing) => {
    const known = stored.find((one) => one.connection === id && one.listing === listing);
    return known?.finished == null ? 0 : known.finished + LISTING_MS;
  });
  return due.length === 0 ? null : Math.min(...due);
}

function feedRows(provider: Provider, { config, feeds }: StoredConnection): ConnectionRow['feeds'] {
  return feedsOf(provider, config.feeds, config.settings).map(({ id, feed, part }) => {
    const stored = feeds.find((one) => one.feed === id);
    const reached = stored === undefined ? null : (JSON.parse(stored.position) as FeedPosition).since;
    return {
      id,
      title: part === '' ? feed.title : `${feed.title} (${part})`,
      reached: reached === null ? null : Math.floor(reached),
      records: stored?.records ?? 0,
      lastRecords: stored?.lastRecords ?? null,
      note: stored?.note ?? null,
    };
  });
}
