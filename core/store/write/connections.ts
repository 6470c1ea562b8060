/** The workspace's connections to providers' APIs, how they fare, and how far their feeds were read. Never their secrets. */
import { type ConnectionConfig, type ConnectionState, connectionConfig } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export interface StoredFeed {
  readonly feed: string;
  /** JSON, as the puller made it. */
  readonly position: string;
  readonly records: number;
  readonly lastRecords: number | null;
  readonly note: string | null;
}

export interface StoredConnection {
  readonly id: number;
  readonly config: ConnectionConfig;
  /** Under which name its secrets are kept on this computer. */
  readonly vault: string;
  readonly enabled: boolean;
  readonly state: Exclude<ConnectionState, 'disabled'>;
  readonly problem: string | null;
  readonly created: number;
  readonly lastTry: number | null;
  readonly lastSuccess: number | null;
  /** The provider does not want to be asked before. */
  readonly notBefore: number | null;
  /** Since when every try failed; null: the last one went well. */
  readonly failingSince: number | null;
  /** When its secret ends, as the provider says; null: it does not say. */
  readonly secretExpires: number | null;
  readonly feeds: readonly StoredFeed[];
}

/** How far a feed was read once the records at hand are stored. */
export interface FeedReached {
  readonly connection: number;
  readonly feed: string;
  readonly position: string;
  readonly records: number;
  /** Null: what was noted before stays. */
  readonly note: string | null;
  readonly at: number;
}

export interface ConnectionHealth {
  readonly id: number;
  readonly state: StoredConnection['state'];
  readonly problem: string | null;
  readonly at: number;
  readonly notBefore: number | null;
  /** Absent: what was known stays. */
  readonly secretExpires?: number | null;
}

interface Row {
  readonly id: number;
  readonly config: string;
  readonly vault: string;
  readonly enabled: number;
  readonly state: StoredConnection['state'];
  readonly problem: string | null;
  readonly created: number;
  readonly last_try: number | null;
  readonly last_success: number | null;
  readonly not_before: number | null;
  readonly failing_since: number | null;
  readonly secret_expires: number | null;
}

export function readConnections(db: ReadConnection): StoredConnection[] {
  const feeds = db
    .prepare<[], StoredFeed & { connection: number }>(
      'SELECT connection, feed, position, records, last_records AS lastRecords, note FROM connection_feed ORDER BY feed',
    )
    .all();
  return db
    .prepare<[], Row>('SELECT * FROM connection ORDER BY name')
    .all()
    .map((row) => ({
      id: row.id,
      config: connectionConfig.parse(JSON.parse(row.config)),
      vault: row.vault,
      enabled: row.enabled === 1,
      state: row.state,
      problem: row.problem,
      created: row.created,
      lastTry: row.last_try,
      lastSuccess: row.last_success,
      notBefore: row.not_before,
      failingSince: row.failing_since,
      secretExpires: row.secret_expires,
      feeds: feeds.filter(({ connection }) => connection === row.id).map(({ connection: _, ...feed }) => feed),
    }));
}

/** @throws AppError entity.unknown */
export function requireConnection(db: ReadConnection, id: number): StoredConnection {
  const found = readConnections(db).find((one) => one.id === id);
  if (!found) throw new AppError('entity.unknown', `There is no connection ${id}.`, { id });
  return found;
}

/** Makes a connection, switched off, or changes the one with this id. @throws AppError entity.unknown, entity.nameTaken. @returns its id */
export function saveConnection(
  db: WriteConnection,
  id: number | null,
  config: ConnectionConfig,
  vault: string,
  now: number,
): number {
  const { name } = config;
  if (readConnections(db).some((one) => one.id !== id && one.config.name === name)) {
    throw new AppError('entity.nameTaken', `There is a connection "${name}" already. Choose another name.`, { name });
  }
  const json = JSON.stringify(config);
  if (id === null) {
    const add = db.prepare(
      "INSERT INTO connection (name, config, vault, enabled, state, created) VALUES (?, ?, ?, 0, 'new', ?)",
    );
    return Number(add.run(name, json, vault, now).lastInsertRowid);
  }
  // Whatever was wrong may be right now: it is found out anew.
  const change = `UPDATE connection SET name = ?, config = ?, state = 'new', problem = NULL, not_before = NULL, failing_since = NULL,
       secret_expires = NULL WHERE id = ?`;
  db.prepare(change).run(name, json, id);
  return id;
}

export function enableConnection(db: WriteConnection, id: number, enabled: boolean): void {
  const change = enabled
    ? "UPDATE connection SET enabled = 1, state = 'new', problem = NULL, not_before = NULL, failing_since = NULL WHERE id = ?"
    : 'UPDATE connection SET enabled = 0 WHERE id = ?';
  db.prepare(change).run(id);
}

export function removeConnection(db: WriteConnection, id: number): void {
  db.prepare('DELETE FROM connection_feed WHERE connection = ?').run(id);
  db.prepare('DELETE FROM connection WHERE id = ?').run(id);
}

export function noteHealth(db: WriteConnection, health: ConnectionHealth): void {
  const { id, state, problem, at, notBefore, secretExpires } = health;
  db.prepare(
    `UPDATE connection SET state = ?, problem = ?, last_try = ?, not_before = ?,
       last_success = CASE WHEN ? = 'connected' THEN ? ELSE last_success END,
       failing_since = CASE WHEN ? = 'connected' THEN NULL ELSE coalesce(failing_since, ?) END WHERE id = ?`,
  ).run(state, problem, at, notBefore, state, at, state, at, id);
  if (secretExpires !== undefined) {
    db.prepare('UPDATE connection SET secret_expires = ? WHERE id = ?').run(secretExpires, id);
  }
}

/** Does nothing for a connection that was removed meanwhile. Call in the transaction that makes the records visible. */
export function noteReached(db: WriteConnection, reached: FeedReached): void {
  if (db.prepare('SELECT 1 FROM connection WHERE id = ?').get(reached.connection) === undefined) return;
  db.prepare(
    `INSERT INTO connection_feed (connection, feed, position, records, last_records, note) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (connection, feed) DO UPDATE SET position = excluded.position, records = records + excluded.records,
       last_records = coalesce(excluded.last_records, last_records), note = coalesce(excluded.note, note)`,
  ).run(
    reached.connection,
    reached.feed,
    reached.position,
    reached.records,
    reached.records > 0 ? reached.at : null,
    reached.note,
  );
}
