/** The workspace's collector: its sources, when each received last, and what happened. */
import { type SourceConfig, sourceConfig } from '../../contract/collectors.ts';
import { AppError } from '../../contract/errors.ts';
import { sharesPort } from '../../kit/shared-port.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export interface StoredCollector {
  readonly id: number;
  readonly source: SourceConfig;
  /** Starts with the workspace. */
  readonly enabled: boolean;
  readonly created: number;
  readonly modified: number;
  readonly lastData: number | null;
  /** Its silence was told of, and no data came since. */
  readonly isQuiet: boolean;
}

export type HeardSource = Pick<StoredCollector, 'id' | 'lastData' | 'isQuiet'>;

export interface CollectorEvent {
  readonly time: number;
  readonly level: 'info' | 'warn';
  readonly message: string;
}

/** Events kept. */
const MAX_EVENTS = 1000;
const MAX_MESSAGE = 2000;

interface Row {
  id: number;
  config: string;
  enabled: number;
  created: number;
  modified: number;
  last_data: number | null;
  quiet: number;
}

export function readCollectors(db: ReadConnection): StoredCollector[] {
  return db
    .prepare<[], Row>('SELECT id, config, enabled, created, modified, last_data, quiet FROM collector ORDER BY name')
    .all()
    .map((row) => ({
      id: row.id,
      source: sourceConfig.parse(JSON.parse(row.config)),
      enabled: row.enabled === 1,
      created: row.created,
      modified: row.modified,
      lastData: row.last_data,
      isQuiet: row.quiet === 1,
    }));
}

/** @throws AppError entity.unknown */
export function requireCollector(db: ReadConnection, id: number): StoredCollector {
  const found = readCollectors(db).find((one) => one.id === id);
  if (!found) {
    throw new AppError('entity.unknown', `There is no source ${id} to collect from.`, { id });
  }
  return found;
}

/** Makes a source, or changes the one with this id. @throws AppError entity.unknown; entity.nameTaken; input.invalid where another has its port. @returns its id */
export function saveCollector(db: WriteConnection, id: number | null, source: SourceConfig, now: number): number {
  const { name, receiver } = source;
  const others = readCollectors(db).filter((one) => one.id !== id);
  if (others.some((one) => one.source.name === name)) {
    throw new AppError('entity.nameTaken', `There is a source "${name}" already. Choose another name.`, { name });
  }
  const rival = others.find((one) => sharesPort(one.source.receiver, receiver))?.source;
  if (rival !== undefined && rival.receiver.kind !== 'folder') {
    const { host, port } = rival.receiver;
    throw new AppError(
      'input.invalid',
      `The source "${rival.name}" listens on port ${port} of ${host} already, and only one can. Choose another port or address, or change that source.`,
      { name: rival.name, port },
    );
  }
  const config = JSON.stringify(source);
  if (id === null) {
    const add = db.prepare('INSERT INTO collector (name, config, enabled, created, modified) VALUES (?, ?, 0, ?, ?)');
    return Number(add.run(name, config, now, now).lastInsertRowid);
  }
  requireCollector(db, id);
  // Other hours may be allowed now: its silence is judged anew.
  db.prepare('UPDATE collector SET name = ?, config = ?, modified = ?, quiet = 0 WHERE id = ?').run(
    name,
    config,
    now,
    id,
  );
  return id;
}

export function enableCollector(db: WriteConnection, id: number, enabled: boolean): void {
  db.prepare('UPDATE collector SET enabled = ? WHERE id = ?').run(enabled ? 1 : 0, id);
}

export function removeCollector(db: WriteConnection, id: number): void {
  db.prepare('DELETE FROM collector WHERE id = ?').run(id);
}

/** Remembers when data came last, what is silent and what happened. */
export function noteCollectors(
  db: WriteConnection,
  heard: readonly HeardSource[],
  events: readonly CollectorEvent[],
): void {
  db.transaction(() => {
    const note = db.prepare('UPDATE collector SET last_data = coalesce(?, last_data), quiet = ? WHERE id = ?');
    for (const { id, lastData, isQuiet } of heard) note.run(lastData, isQuiet ? 1 : 0, id);
    const add = db.prepare('INSERT INTO collector_event (time, level, message) VALUES (?, ?, ?)');
    for (const { time, level, message } of events) add.run(time, level, message.slice(0, MAX_MESSAGE));
    if (events.length > 0) {
      db.prepare('DELETE FROM collector_event WHERE id <= (SELECT max(id) FROM collector_event) - ?').run(MAX_EVENTS);
    }
  }).immediate();
}

/** The latest events, newest first. */
export function readCollectorEvents(db: ReadConnection, limit: number): CollectorEvent[] {
  return db
    .prepare<[number], CollectorEvent>('SELECT time, level, message FROM collector_event ORDER BY id DESC LIMIT ?')
    .all(limit);
}
