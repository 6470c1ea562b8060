import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import { schemaVersion } from '../../store/migrate.ts';
import type { ReadConnection } from '../../store/open.ts';
import { DATABASE_FILE, EVIDENCE_FOLDER } from '../../store/workspace-folder.ts';
import { readMeta } from '../../store/write/meta.ts';
import { activityExtentOf, extentOf } from '../discovery/extent.ts';

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
