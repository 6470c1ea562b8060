import { AppError } from '../../contract/errors.ts';
import { parseHostPattern } from '../../ingest/match/index.ts';
import type { CloudApp, Tag } from '../../model/app.ts';
import type { WriteConnection } from '../open.ts';

export interface TagChange {
  readonly id: string;
  readonly tag: Tag | null;
}

interface StateRow {
  tag: Tag | null;
  note: string;
  override_score: number | null;
}

function stateOf(db: WriteConnection, app: string): StateRow {
  const row = db.prepare<[string], StateRow>('SELECT tag, note, override_score FROM app_state WHERE app = ?').get(app);
  return row ?? { tag: null, note: '', override_score: null };
}

function put(db: WriteConnection, app: string, state: StateRow): void {
  db.prepare(
    `INSERT INTO app_state (app, tag, note, override_score) VALUES (?, ?, ?, ?)
     ON CONFLICT (app) DO UPDATE SET tag = excluded.tag, note = excluded.note, override_score = excluded.override_score`,
  ).run(app, state.tag, state.note, state.override_score);
}

/** @returns what stood before, in the same order */
export function tagApps(db: WriteConnection, changes: readonly TagChange[]): TagChange[] {
  return changes.map((change) => {
    const before = stateOf(db, change.id);
    put(db, change.id, { ...before, tag: change.tag });
    return { id: change.id, tag: before.tag };
  });
}

export function setNote(db: WriteConnection, app: string, note: string): string {
  const before = stateOf(db, app);
  put(db, app, { ...before, note });
  return before.note;
}

export function overrideScore(db: WriteConnection, app: string, score: number | null): number | null {
  const before = stateOf(db, app);
  put(db, app, { ...before, override_score: score });
  return before.override_score;
}

/** An app the workspace defines itself. Unknown factors stay unknown. */
export type CustomApp = CloudApp & { readonly custom: true };

export function listCustomApps(db: WriteConnection): CustomApp[] {
  const rows = db.prepare<[], string>('SELECT definition FROM custom_app ORDER BY id').pluck().all();
  return rows.map((text) => JSON.parse(text) as CustomApp);
}

/** @throws AppError catalog.invalid (a domain that cannot be matched), catalog.domainTaken */
export function putCustomApp(db: WriteConnection, app: CustomApp): void {
  for (const domain of app.domains) {
    const parsed = parseHostPattern(domain);
    if (typeof parsed === 'string') {
      throw new AppError(
        'catalog.invalid',
        `"${domain}" cannot be used as a domain of ${app.name}. Write a host name such as files.example.com.`,
        {
          domain,
          problem: parsed,
        },
      );
    }
    const owner = listCustomApps(db).find((other) => other.id !== app.id && other.domains.includes(domain));
    if (owner) {
      throw new AppError('catalog.domainTaken', `${domain} already belongs to your app ${owner.name}.`, {
        domain,
        app: owner.id,
      });
    }
  }
  db.prepare(
    'INSERT INTO custom_app (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  ).run(app.id, JSON.stringify(app));
}

export function deleteCustomApp(db: WriteConnection, id: string): CustomApp {
  const app = listCustomApps(db).find((candidate) => candidate.id === id);
  if (!app) {
    throw new AppError('entity.unknown', `There is no app of your own with the id ${id}.`, { id });
  }
  db.prepare('DELETE FROM custom_app WHERE id = ?').run(id);
  db.prepare('DELETE FROM app_state WHERE app = ?').run(id);
  return app;
}

/** A free id for a new custom app: its name as a slug, numbered where taken. */
export function freeCustomId(db: WriteConnection, name: string): string {
  const slug =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'app';
  const taken = new Set(listCustomApps(db).map((app) => app.id));
  for (let n = 1; ; n++) {
    const id = `custom-${slug}${n === 1 ? '' : `-${n}`}`;
    if (!taken.has(id)) {
      return id;
    }
  }
}
