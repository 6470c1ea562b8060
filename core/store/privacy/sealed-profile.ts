/**
 * The profile that an import was read with, as it stands beside it: whom it leaves out stands behind a mark where the workspace's
 * lists are sealed. Equal profiles have equal texts, so that batches of a day are known as read alike.
 */
import type { ReadingProfile } from '../../contract/workspace.ts';
import type { ExcludedNames } from '../../model/enrichment.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import { listSeal, listsLocked, openRow, sealRow } from './sealed-lists.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

type StoredProfile = ReadingProfile & { readonly excludedMark?: string };

/** @throws AppError privacy.locked */
export function storedProfile(db: WriteConnection, profile: ReadingProfile, held: WorkspaceSeal | null): string {
  const { excluded, ...rest } = profile;
  const seal = excluded === undefined ? null : listSeal(db, held);
  if (excluded === undefined || !seal) return JSON.stringify(profile);
  const excludedMark = seal.mark('ExcludedNames', JSON.stringify(excluded));
  db.prepare('INSERT INTO sealed_value (mark, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    excludedMark,
    sealRow(seal, excluded),
  );
  return JSON.stringify({ ...rest, excludedMark } satisfies StoredProfile);
}

/** @throws AppError privacy.locked */
export function openProfile(db: ReadConnection, text: string, seal: WorkspaceSeal | null): ReadingProfile {
  const { excludedMark, ...profile } = JSON.parse(text) as StoredProfile;
  if (excludedMark === undefined) return profile;
  const sealed = db
    .prepare<[string], string>('SELECT sealed FROM sealed_value WHERE mark = ?')
    .pluck()
    .get(excludedMark);
  const excluded = sealed === undefined ? null : openRow<ExcludedNames>(sealed, seal);
  if (excluded === null) throw listsLocked();
  return { ...profile, excluded };
}

/** Finished imports whose kept lines are read with the key only: lines, excluded names or name evidence are sealed. */
export function sealedImports(db: ReadConnection): number[] {
  return db
    .prepare<[], number>(
      `SELECT i.id FROM import i JOIN stream s ON s.id = i.stream
       WHERE i.state = 'done' AND i.keep_evidence = 1 AND (s.anonymised = 1 OR instr(i.profile, '"excludedMark"') > 0
         OR EXISTS (SELECT 1 FROM json_each(i.names) e JOIN name_import n ON n.id = e.value WHERE n.sealed = 1))`,
    )
    .pluck()
    .all();
}
