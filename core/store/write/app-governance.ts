/** What a workspace puts right about apps, and its own tags. */
import type { AppCorrection } from '../../model/app.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

const NONE: AppCorrection = { category: null, addedDomains: [], removedDomains: [], addedRanges: [], factors: {} };

/** By app id. */
export function readCorrections(db: ReadConnection): Map<string, AppCorrection> {
  const rows = db
    .prepare<[], { app: string; correction: string }>('SELECT app, correction FROM app_correction ORDER BY app')
    .all();
  return new Map(rows.map(({ app, correction }) => [app, parse(correction)]));
}

export function correctionOf(db: ReadConnection, app: string): AppCorrection {
  const text = db.prepare<[string], string>('SELECT correction FROM app_correction WHERE app = ?').pluck().get(app);
  return text === undefined ? NONE : parse(text);
}

/** Corrections of earlier versions know no ranges. */
function parse(text: string): AppCorrection {
  return { ...NONE, ...(JSON.parse(text) as Partial<AppCorrection>) };
}

/** One that corrects nothing is removed. */
export function putCorrection(db: WriteConnection, app: string, correction: AppCorrection): void {
  const { category, addedDomains, removedDomains, addedRanges, factors } = correction;
  const lists = [addedDomains, removedDomains, addedRanges, Object.keys(factors)];
  if (category === null && lists.every((list) => list.length === 0)) {
    db.prepare('DELETE FROM app_correction WHERE app = ?').run(app);
    return;
  }
  db.prepare(
    `INSERT INTO app_correction (app, correction) VALUES (?, ?)
     ON CONFLICT (app) DO UPDATE SET correction = excluded.correction`,
  ).run(app, JSON.stringify(correction));
}

/** Tags in the order of their names, also those that no app has. */
export function listCustomTags(db: ReadConnection): { name: string; apps: number }[] {
  return db
    .prepare<[], { name: string; apps: number }>(
      `SELECT name, (SELECT count(*) FROM app_custom_tag WHERE tag = name) apps FROM custom_tag ORDER BY name`,
    )
    .all();
}

/** Tags by app id, in the order of their names. */
export function readCustomTags(db: ReadConnection): Map<string, string[]> {
  const rows = db
    .prepare<[], { app: string; name: string }>(
      'SELECT app, name FROM app_custom_tag JOIN custom_tag ON name = tag ORDER BY app, name',
    )
    .all();
  const tags = new Map<string, string[]>();
  for (const { app, name } of rows) tags.set(app, [...(tags.get(app) ?? []), name]);
  return tags;
}

/** @returns how many were not there before */
export function addCustomTag(db: WriteConnection, apps: readonly string[], tag: string): number {
  db.prepare('INSERT INTO custom_tag (name) VALUES (?) ON CONFLICT DO NOTHING').run(tag);
  const add = db.prepare('INSERT INTO app_custom_tag (app, tag) VALUES (?, ?) ON CONFLICT DO NOTHING');
  return apps.reduce((sum, app) => sum + add.run(app, tag).changes, 0);
}

/** @returns how many were there */
export function removeCustomTag(db: WriteConnection, apps: readonly string[], tag: string): number {
  const remove = db.prepare('DELETE FROM app_custom_tag WHERE app = ? AND tag = ?');
  return apps.reduce((sum, app) => sum + remove.run(app, tag).changes, 0);
}

/** @returns the apps that had it */
export function deleteCustomTag(db: WriteConnection, tag: string): string[] {
  const apps = db.prepare<[string], string>('SELECT app FROM app_custom_tag WHERE tag = ?').pluck().all(tag);
  db.prepare('DELETE FROM custom_tag WHERE name = ?').run(tag);
  return apps;
}

/** Tables that hold something of apps, by the app's id. */
const OF_APPS = ['app_state', 'app_correction', 'app_custom_tag', 'app_probe'] as const;

/** Ids of the catalog's apps that the workspace holds something of. */
export function governedApps(db: ReadConnection): string[] {
  const all = OF_APPS.map((table) => `SELECT app FROM ${table}`).join(' UNION ');
  return db.prepare<[], string>(`${all} EXCEPT SELECT id FROM custom_app ORDER BY app`).pluck().all();
}

/** Gives what was held of an old id to the present one; where that has its own, its own stands. */
export function renameApps(db: WriteConnection, pairs: readonly (readonly [old: string, present: string])[]): void {
  for (const table of OF_APPS) {
    const move = db.prepare(`UPDATE OR IGNORE ${table} SET app = ? WHERE app = ?`);
    const rest = db.prepare(`DELETE FROM ${table} WHERE app = ?`);
    for (const [old, present] of pairs) {
      move.run(present, old);
      rest.run(old);
    }
  }
}

/** What ids of apps were before the workspace moved them, by the id they were moved to, the last move first. */
export function idsBefore(db: ReadConnection): Map<string, string> {
  const rows = db
    .prepare<[], { subject: string; was: string | null }>(
      "SELECT subject, detail ->> '$.was' was FROM governance WHERE action = 'app.rename' ORDER BY id",
    )
    .all();
  return new Map(rows.flatMap(({ subject, was }) => (was === null ? [] : [[subject, was] as const])));
}
