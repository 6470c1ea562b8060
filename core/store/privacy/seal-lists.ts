/**
 * The step from clear lists to sealed ones, which the first anonymised stream of a workspace takes. In: a workspace whose people,
 * exclusions, ranges, name evidence and snapshots of tenants stand in clear. Out: the same, sealed, in one transaction; then nothing of what they were is left
 * in free pages or in the write-ahead log.
 * Guarantee: a crash in between is made up for when the workspace is next opened (`sweepClear`).
 */
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import { NAME_KINDS } from '../../ingest/names/record.ts';
import type { ExclusionKind } from '../../model/enrichment.ts';
import type { WriteConnection } from '../open.ts';
import { readExclusions, readPeople, readRanges } from '../read/enrichment.ts';
import { replaceDirectory, storedExclusion, writeRange } from '../write/enrichment.ts';
import { exclusionNote, rangeNote, SEALED_SUBJECTS } from '../write/list-notes.ts';
import { sealListings } from '../write/listings.ts';
import { readMeta, writeMeta } from '../write/meta.ts';
import { NameMarks } from '../write/names.ts';
import { sealSnapshots, storedSource } from '../write/snapshots.ts';
import { editGovernance } from './edit-governance.ts';
import { sealDecisions } from './seal-decisions.ts';
import { sealedLedger } from './sealed-facts.ts';
import { storedProfile } from './sealed-profile.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

/** @param log writes the governance log. @returns whether they were in clear before */
export function sealLists(
  db: WriteConnection,
  seal: WorkspaceSeal,
  log: (detail: Record<string, unknown>) => void,
): boolean {
  const isNew = db
    .transaction(() => {
      if (readMeta(db).sealedLists !== 'no') {
        // Sealed by a version that left decisions in clear.
        if (sealDecisions(db, seal)) writeMeta(db, { sealedLists: 'unswept' });
        return false;
      }
      writeMeta(db, { sealedLists: 'unswept' });
      log({ people: sealPeople(db, seal), exclusions: sealExclusions(db, seal), ranges: sealRanges(db, seal) });
      sealNames(db, seal);
      sealProfiles(db, seal);
      sealSnapshots(db, seal);
      sealListings(db, seal);
      sealDecisions(db, seal);
      sealNotes(db, seal);
      return true;
    })
    .immediate();
  sweepClear(db);
  return isNew;
}

/**
 * Writes the database anew, without what was deleted from it, where that may be clear values of lists that are sealed by now.
 * @throws AppError workspace.locked when another program reads the database
 */
export function sweepClear(db: WriteConnection): void {
  if (readMeta(db).sealedLists !== 'unswept') return;
  db.exec('VACUUM');
  const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (done?.busy !== 0) {
    throw new AppError(
      'workspace.locked',
      'Another program reads this workspace, so that names cannot be wiped from its database. Close it there, then try again.',
    );
  }
  writeMeta(db, { sealedLists: 'yes' });
}

function sealPeople(db: WriteConnection, seal: WorkspaceSeal): number {
  const people = readPeople(db, null);
  const { directory } = readMeta(db);
  if (directory) replaceDirectory(db, people, directory.file, directory.imported, seal);
  return people.length;
}

function sealExclusions(db: WriteConnection, seal: WorkspaceSeal): number {
  const rows = readExclusions(db, null);
  const put = db.prepare('UPDATE exclusion SET value = ?, comment = ?, sealed = ? WHERE id = ?');
  for (const { id, kind, ...words } of rows) {
    const { value, comment, sealed } = storedExclusion(kind, { value: words.value, comment: words.comment }, seal);
    put.run(value, comment, sealed, id);
  }
  return rows.length;
}

function sealRanges(db: WriteConnection, seal: WorkspaceSeal): number {
  const rows = readRanges(db, null);
  for (const range of rows) writeRange(db, range, seal);
  return rows.length;
}

function sealNames(db: WriteConnection, seal: WorkspaceSeal): void {
  const marks = new NameMarks(db, seal);
  db.function('undercast_mark', (kind: unknown, value: unknown) =>
    marks.of(NAME_KINDS[Number(kind)] ?? 'host', String(value)),
  );
  db.exec(`UPDATE name_import SET sealed = 1
    WHERE id IN (SELECT import FROM name_record WHERE kind > 0 AND value <> '')`);
  db.exec("UPDATE name_record SET value = undercast_mark(kind, value) WHERE kind > 0 AND value <> ''");
  marks.store();
  const put = db.prepare('UPDATE name_import SET ledger = ? WHERE id = ?');
  const rows = db
    .prepare<[], { id: number; ledger: string }>('SELECT id, ledger FROM name_import WHERE ledger IS NOT NULL')
    .all();
  for (const { id, ledger } of rows) put.run(JSON.stringify(sealedLedger(JSON.parse(ledger) as Ledger, seal)), id);
}

/** Names that imports left out stand in the profile they were read with. */
function sealProfiles(db: WriteConnection, seal: WorkspaceSeal): void {
  const put = db.prepare('UPDATE import SET profile = ? WHERE id = ?');
  const rows = db
    .prepare<[], { id: number; profile: string }>('SELECT id, profile FROM import WHERE profile IS NOT NULL')
    .all();
  for (const { id, profile } of rows) {
    put.run(storedProfile(db, JSON.parse(profile) as ReadingProfile, seal), id);
  }
}

function sealNotes(db: WriteConnection, seal: WorkspaceSeal): void {
  editGovernance(
    db,
    `action GLOB 'exclusion.*' OR action GLOB 'range.*' OR action GLOB 'snapshot.*' OR action IN (SELECT value FROM json_each(?))`,
    JSON.stringify(['directory.import', 'names.add']),
    ({ action, subject, detail }) => sealedNote(action, subject, detail, seal),
  );
}

function sealedNote(
  action: string,
  subject: string,
  detail: Record<string, unknown>,
  seal: WorkspaceSeal,
): [string, Record<string, unknown>] {
  if (action.startsWith('exclusion.')) return [subject, exclusionNote(subject as ExclusionKind, detail, seal)];
  const list = SEALED_SUBJECTS[action];
  if (list !== undefined) return [list, detail];
  if (action.startsWith('snapshot.')) return [storedSource(subject, seal), detail];
  if (action.startsWith('range.')) return rangeNote({ ...detail, name: subject }, seal);
  const { files, ...plain } = detail;
  return [subject, { ...plain, files: Array.isArray(files) ? files.length : files }];
}
