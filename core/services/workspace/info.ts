import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import { actionsSaying } from '../../model/governance-action.ts';
import { schemaVersion } from '../../store/migrate.ts';
import type { ReadConnection } from '../../store/open.ts';
import { openedNote } from '../../store/privacy/sealed-notes.ts';
import { DATABASE_FILE, EVIDENCE_FOLDER } from '../../store/workspace-folder.ts';
import { readMeta } from '../../store/write/meta.ts';
import { activityExtentOf, extentOf } from '../discovery/extent.ts';
import type { WorkspaceView } from '../workspace-view.ts';

export function workspaceInfo(
  db: ReadConnection,
  folder: string,
  mode: { readonly readOnly: boolean; readonly reason: string | null },
): WorkspaceInfo {
  const meta = readMeta(db);
  const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return {
    id: meta.id,
    name: meta.name,
    path: folder,
    readOnly: mode.readOnly,
    readOnlyReason: mode.reason,
    created: meta.created,
    schemaVersion: schemaVersion(db),
    displayZone: meta.displayZone,
    profile: meta.profile,
    extent: extentOf(db, null),
    activityExtent: activityExtentOf(db),
    imports: Number(db.prepare(`SELECT count(*) FROM import WHERE state = 'done'`).pluck().get()),
    streams: count('stream'),
    // While it is open, most of it may be in the log that is written ahead.
    databaseBytes: ['', '-wal'].reduce((sum, part) => sum + sizeOf(path.join(folder, `${DATABASE_FILE}${part}`)), 0),
    evidenceBytes: evidenceSize(path.join(folder, EVIDENCE_FOLDER)),
    sample: meta.sample,
  };
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function evidenceSize(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).reduce((sum, file) => sum + sizeOf(path.join(folder, file)), 0) : 0;
}

export function listGovernance(
  view: WorkspaceView,
  input: MethodParsed<'governance.list'>,
): MethodOutput<'governance.list'> {
  interface Row {
    id: number;
    time: number;
    actor: string;
    action: string;
    subject: string;
    detail: string;
  }
  const like = `%${(input.search ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const said = JSON.stringify(actionsSaying(input.search ?? ''));
  const where = `((action || ' ' || subject || ' ' || actor || ' ' || detail) LIKE ? ESCAPE '\\' OR action IN (SELECT value FROM json_each(?)))
    AND subject = coalesce(?, subject)`;
  const subject = input.subject ?? null;
  const total = Number(
    view.db.prepare(`SELECT count(*) FROM governance WHERE ${where}`).pluck().get(like, said, subject),
  );
  const rows = view.db
    .prepare<[string, string, string | null, number, number], Row>(
      `SELECT * FROM governance WHERE ${where} AND id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(like, said, subject, input.before ?? Number.MAX_SAFE_INTEGER, input.limit);
  return {
    total,
    rows: rows.map((row) => {
      const [says, detail] = openedNote(row.subject, JSON.parse(row.detail) as Record<string, unknown>, view.seal);
      return { ...row, subject: says, subjectName: nameOf(view, row.action, says), detail: { ...detail } };
    }),
  };
}

/** Actions on apps speak of them by their ids. */
function nameOf(view: WorkspaceView, action: string, subject: string): string | null {
  const index = action.startsWith('app.') ? view.apps.indexOf(subject) : -1;
  return index < 0 ? null : view.apps.name(index);
}
