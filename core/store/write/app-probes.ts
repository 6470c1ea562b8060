/** The last look at each app over the network. */
import type { ProbeResult } from '../../model/probe.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export interface StoredProbe {
  readonly app: string;
  readonly result: ProbeResult;
}

export function readProbes(db: ReadConnection): StoredProbe[] {
  return db
    .prepare<[], { app: string; result: string }>('SELECT app, result FROM app_probe ORDER BY app')
    .all()
    .map(({ app, result }) => ({ app, result: JSON.parse(result) as ProbeResult }));
}

export function putProbe(db: WriteConnection, { app, result }: StoredProbe): void {
  db.prepare(
    `INSERT INTO app_probe (app, at, result) VALUES (?, ?, ?)
     ON CONFLICT (app) DO UPDATE SET at = excluded.at, result = excluded.result`,
  ).run(app, result.at, JSON.stringify(result));
}

/** @returns how many there were */
export function removeProbes(db: WriteConnection, apps: readonly string[]): number {
  const remove = db.prepare('DELETE FROM app_probe WHERE app = ?');
  return apps.reduce((sum, app) => sum + remove.run(app).changes, 0);
}
