/** What the writer thread does for connections. */

import type { ConnectionConfig } from '../../contract/connections.ts';
import type { LogAction } from '../../model/governance-action.ts';
import type { WriteConnection } from '../../store/open.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import {
  type ActionEnd,
  beginActionRun,
  endActionRun,
  type NewActionRun,
  requireActionRun,
  type StoredActionRun,
} from '../../store/write/action-runs.ts';
import { type NewPullRun, notePull, removePulls } from '../../store/write/connection-pulls.ts';
import {
  type ConnectionHealth,
  enableConnection,
  type FeedReached,
  noteHealth,
  noteReached,
  removeConnection,
  requireConnection,
  type StoredConnection,
  saveConnection,
} from '../../store/write/connections.ts';
import {
  addListingPage,
  beginListing,
  endListing,
  type ListingEnd,
  type ListingKey,
  noteListing,
  removeListings,
} from '../../store/write/listings.ts';

export interface ConnectionOps {
  'connection.get': { input: { id: number }; output: StoredConnection };
  'connection.save': {
    input: { id: number | null; config: ConnectionConfig; vault: string; newSecrets: boolean };
    output: number;
  };
  'connection.enable': { input: { id: number; enabled: boolean }; output: null };
  'connection.remove': { input: { id: number }; output: null };
  'connection.health': { input: ConnectionHealth; output: null };
  /** How far a feed was read without finding anything. */
  'connection.reached': { input: FeedReached; output: null };
  /** A pull is over. */
  'connection.pulled': { input: NewPullRun; output: null };
  /** What is left of a listing under way; steps null: it begins. */
  'listing.begin': { input: ListingKey & { now: number }; output: ReturnType<typeof beginListing> };
  'listing.page': { input: Parameters<typeof addListingPage>[1]; output: null };
  'listing.end': { input: ListingEnd; output: ReturnType<typeof endListing> };
  'listing.note': { input: ListingKey & { note: string }; output: null };
  'action.get': { input: { id: number }; output: StoredActionRun };
  /** A change is about to be sent: durable, and in the governance log, before it is. @returns the id of the run */
  'action.begin': { input: { run: NewActionRun; detail: Record<string, unknown> }; output: number };
  'action.end': { input: ActionEnd; output: null };
}

type Handlers = {
  [K in keyof ConnectionOps]: (input: ConnectionOps[K]['input']) => ConnectionOps[K]['output'];
};

/** @param seal what lists are sealed with; null while they are in clear. @throws AppError privacy.locked */
export function connectionHandlers(
  database: () => WriteConnection,
  log: LogAction,
  seal: () => WorkspaceSeal | null,
): Handlers {
  const inOneStep = <T>(work: (db: WriteConnection) => T): T => {
    const db = database();
    return db.transaction(() => work(db)).immediate();
  };
  return {
    'connection.get': ({ id }) => requireConnection(database(), id),
    'connection.save': ({ id, config, vault, newSecrets }) =>
      inOneStep((db) => {
        const saved = saveConnection(db, id, config, vault, Date.now());
        const { name, ...detail } = config;
        log(id === null ? 'connection.add' : 'connection.update', name, { ...detail, newSecrets });
        return saved;
      }),
    'connection.enable': ({ id, enabled }) =>
      inOneStep((db) => {
        const { config } = requireConnection(db, id);
        enableConnection(db, id, enabled);
        log(enabled ? 'connection.enable' : 'connection.disable', config.name, { provider: config.provider });
        return null;
      }),
    'connection.remove': ({ id }) =>
      inOneStep((db) => {
        const { config } = requireConnection(db, id);
        removeListings(db, id);
        removePulls(db, id);
        removeConnection(db, id);
        log('connection.remove', config.name, { provider: config.provider });
        return null;
      }),
    'connection.health': (health) =>
      inOneStep((db) => {
        noteHealth(db, health);
        return null;
      }),
    'connection.reached': (reached) =>
      inOneStep((db) => {
        noteReached(db, reached);
        return null;
      }),
    'connection.pulled': (run) =>
      inOneStep((db) => {
        notePull(db, run);
        return null;
      }),
    'listing.begin': ({ now, ...key }) => inOneStep((db) => beginListing(db, key, now, seal())),
    'listing.page': (page) =>
      inOneStep((db) => {
        addListingPage(db, page, seal());
        return null;
      }),
    'listing.end': (end) =>
      inOneStep((db) => {
        const whole = endListing(db, end, Date.now(), seal());
        log('connection.list', end.source, { kind: end.kind, tenant: end.tenant, ...whole });
        return whole;
      }),
    'listing.note': ({ note, ...key }) =>
      inOneStep((db) => {
        noteListing(db, key, note);
        return null;
      }),
    'action.get': ({ id }) => requireActionRun(database(), id, seal()),
    'action.begin': ({ run, detail }) =>
      inOneStep((db) => {
        const id = beginActionRun(db, run, seal());
        log('control.run', run.target, { run: id, connection: run.connectionName, action: run.action, ...detail });
        return id;
      }),
    'action.end': (end) =>
      inOneStep((db) => {
        endActionRun(db, end, seal());
        const { connectionName, action, target } = requireActionRun(db, end.id, seal());
        const { id, outcome, status, message, after } = end;
        log('control.result', target, { run: id, connection: connectionName, action, outcome, status, message, after });
        return null;
      }),
  };
}
