/** What pulls of connections brought, and how they ended: written when a pull is over, newest kept. */
import type { PullRun } from '../../contract/connections.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export type NewPullRun = Omit<PullRun, 'id' | 'name'>;

/** Of each connection: a week of a pull every half an hour. */
const KEPT = 350;

/** Does nothing for a connection that was removed meanwhile. */
export function notePull(db: WriteConnection, run: NewPullRun): void {
  if (db.prepare('SELECT 1 FROM connection WHERE id = ?').get(run.connection) === undefined) return;
  const { connection, started, ended, asked, outcome, records, stored, duplicates, message, feeds } = run;
  const counts = [records, stored, duplicates];
  db.prepare(
    `INSERT INTO connection_pull (connection, started, ended, asked, outcome, records, stored, duplicates, message, feeds)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(connection, started, ended, asked ? 1 : 0, outcome, ...counts, message, JSON.stringify(feeds));
  db.prepare(
    `DELETE FROM connection_pull WHERE connection = ? AND id <=
       (SELECT id FROM connection_pull WHERE connection = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  ).run(connection, connection, KEPT);
}

export function removePulls(db: WriteConnection, connection: number): void {
  db.prepare('DELETE FROM connection_pull WHERE connection = ?').run(connection);
}

interface Row extends Omit<PullRun, 'asked' | 'feeds'> {
  readonly asked: number;
  readonly feeds: string;
}

/** Newest first. @param connection null: of all connections */
export function listPulls(db: ReadConnection, connection: number | null, limit: number): PullRun[] {
  return db
    .prepare<[number | null, number | null, number], Row>(
      `SELECT p.*, c.name FROM connection_pull p JOIN connection c ON c.id = p.connection
       WHERE ? IS NULL OR p.connection = ? ORDER BY p.id DESC LIMIT ?`,
    )
    .all(connection, connection, limit)
    .map(({ asked, feeds, ...run }) => ({
      ...run,
      asked: asked === 1,
      feeds: JSON.parse(feeds) as PullRun['feeds'],
    }));
}
