/** Life of an import: begin → (batches) → done | failed | cancelled; removal; leftovers of a crash. */
import type { KeptError } from '../../contract/common.ts';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import type { StreamKind } from '../../contract/streams.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import { NAME_BASES, NAME_KINDS, type NameUse } from '../../ingest/names/record.ts';
import { settleActivities } from '../activities/block-rows.ts';
import type { WriteConnection } from '../open.ts';
import { storedProfile } from '../privacy/sealed-profile.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { appendEvidence, moveRows } from './day-imports.ts';
import { deleteContent, deleteRows, dropEmptyStreams, holdsActivities } from './delete-import.ts';
import { removeEvidence, sweepOrphans } from './evidence-files.ts';

export interface NewImport {
  readonly stream: string;
  /** What a stream that this import makes is; one that exists stays what it is. */
  readonly kind?: StreamKind;
  readonly format: string;
  /** The workspace's own formats that may read it, as they are now; kept so that evidence is read with the same ones. */
  readonly ownFormats?: readonly CustomFormat[];
  /** Name imports in force, for the same reason. */
  readonly names?: readonly number[];
  readonly zone: string;
  readonly keepEvidence: boolean;
  /** Names become tokens; decided by a stream's first import, followed by the later ones. */
  readonly anonymised?: boolean;
  readonly started: number;
  /** Decides which lines count as outbound; kept so that evidence is read with the same one. */
  readonly profile?: ReadingProfile;
  /** An audit log: the connector that reads it, or `auto`. Absent: traffic. */
  readonly connector?: string;
  /** Keeps the place of the import it replaces; a new one goes last. */
  readonly place?: number;
  /** The UTC day (since 1970) of a continuous stream that it is part of. */
  readonly day?: number | undefined;
}

export interface ImportHandle {
  readonly id: number;
  readonly stream: number;
  readonly reading: string;
}

/** Activities are known by their ids, however they are read. */
const ACTIVITIES = 'activities';

/** Frames are duplicates only of frames that were read the same way. */
export function readingKey(format: string, zone: string): string {
  return JSON.stringify([format, zone]);
}

/** @param seal the workspace's key, where it is held: excluded names are sealed with it */
export function beginImport(db: WriteConnection, spec: NewImport, seal: WorkspaceSeal | null = null): ImportHandle {
  return db
    .transaction(() => {
      const stream = openStream(db, spec);
      const reading = spec.connector === undefined ? readingKey(spec.format, spec.zone) : ACTIVITIES;
      const place = spec.place ?? Number(db.prepare('SELECT coalesce(max(place), 0) + 1 FROM import').pluck().get());
      const { lastInsertRowid } = db
        .prepare(
          `INSERT INTO import (stream, state, format, zone, keep_evidence, reading, place, started, profile, own_formats, names, connector, day)
           VALUES (?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          stream,
          spec.format,
          spec.zone,
          spec.keepEvidence ? 1 : 0,
          reading,
          place,
          spec.started,
          spec.profile ? storedProfile(db, spec.profile, seal) : null,
          JSON.stringify(spec.ownFormats ?? []),
          JSON.stringify(spec.names ?? []),
          spec.connector ?? null,
          spec.day ?? null,
        );
      return { id: Number(lastInsertRowid), stream, reading };
    })
    .immediate();
}

/** @throws AppError privacy.mixed */
function openStream(db: WriteConnection, spec: NewImport): number {
  db.prepare('INSERT INTO stream (name, created, kind) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING').run(
    spec.stream,
    spec.started,
    spec.kind ?? 'snapshot',
  );
  const row = db
    .prepare<[string], { id: number; anonymised: number; used: number }>(
      `SELECT id, anonymised, EXISTS (SELECT 1 FROM import i WHERE i.stream = stream.id AND i.state IN ('done', 'running')) used
       FROM stream WHERE name = ?`,
    )
    .get(spec.stream);
  if (!row) throw new Error('a stream that was just added is missing');
  const wanted = spec.anonymised ? 1 : 0;
  if (row.anonymised !== wanted) {
    if (row.anonymised === 1 || row.used === 1) throw mixed(spec.stream, row.anonymised === 1);
    // Nothing but attempts that left no line: the choice is still open, this way only.
    db.prepare('UPDATE stream SET anonymised = 1 WHERE id = ?').run(row.id);
  }
  return row.id;
}

function mixed(stream: string, anonymised: boolean): AppError {
  return new AppError(
    'privacy.mixed',
    anonymised
      ? `The stream "${stream}" is anonymised; lines with clear names cannot join it. Choose another stream, or remove this one first.`
      : `The stream "${stream}" holds clear names; anonymised lines cannot join it. Choose another stream.`,
    { stream },
  );
}

export interface NewFile {
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  readonly encoding: string;
  /** Hash of the spool segment that it is, in hex. */
  readonly segment?: string;
}

export function addFile(db: WriteConnection, importId: number, file: NewFile): number {
  const [number = 0] = addFiles(db, importId, [file]);
  return number;
}

/** @returns their numbers */
export function addFiles(db: WriteConnection, importId: number, files: readonly NewFile[]): number[] {
  const add = db.prepare(
    'INSERT INTO file (import, path, bytes, modified, encoding, spool_sha256) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return db
    .transaction(() =>
      files.map(({ path, bytes, modified, encoding, segment }) => {
        const hash = segment === undefined ? null : Buffer.from(segment, 'hex');
        return Number(add.run(importId, path, bytes, modified, encoding, hash).lastInsertRowid);
      }),
    )
    .immediate();
}

export interface FileSample {
  readonly line: number;
  readonly verdict: string;
  readonly reason: string;
  readonly raw: string;
}

/** What is known of a file once all of it was read. */
export interface FileEnd {
  readonly file: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly sliceLines: readonly number[];
  readonly samples: readonly FileSample[];
}

/** Closes files: their facts and the samples of what was not stored. */
export function finishFiles(db: WriteConnection, importId: number, files: readonly FileEnd[]): void {
  db.transaction(() => {
    const close = db.prepare('UPDATE file SET sha256 = ?, bytes = ?, encoding = ? WHERE id = ?');
    const add = db.prepare(
      'INSERT INTO reject_sample (import, file, line, verdict, reason, raw) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const { file, sha256, bytes, encoding, samples } of files) {
      close.run(Buffer.from(sha256, 'hex'), bytes, encoding, file);
      for (const sample of samples) {
        add.run(importId, file, sample.line, sample.verdict, sample.reason, sample.raw);
      }
    }
  }).immediate();
}

/** Once every frame is stored: lines of frames are counted from the file's start instead of the slice's. */
export function shiftLines(db: WriteConnection, sliceLines: ReadonlyMap<number, readonly number[]>): void {
  db.transaction(() => {
    const shift = db.prepare('UPDATE frame SET first_line = first_line + ? WHERE file = ? AND slice = ?');
    for (const [file, slices] of sliceLines) {
      let base = 0;
      slices.forEach((lines, slice) => {
        if (base > 0) {
          shift.run(base, file, slice);
        }
        base += lines;
      });
    }
  }).immediate();
}

export interface ImportEnd {
  readonly id: number;
  readonly ended: number;
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  readonly fields: readonly string[];
  /** All that it read came from agents on devices: a stream it is the first of is an endpoint stream. */
  readonly fromEndpoints?: boolean;
  readonly ledger: Ledger;
  /** Names that its lines have from name evidence. */
  readonly named?: readonly NameUse[];
  /** The import of the day that it joins; the other facts are those of both together then. */
  readonly into?: number;
}

/**
 * The one visible step: new imports become visible and the ones they replace go, in one transaction.
 * @param also what is written with it, and true from the same instant on
 */
export function publish(
  db: WriteConnection,
  folder: string,
  ends: readonly ImportEnd[],
  remove: readonly number[],
  also: () => void = () => undefined,
): void {
  const joining = ends.some((end) => end.into !== undefined);
  // Batches that joined earlier: readers may have been in their files then.
  if (joining) sweepOrphans(db, folder);
  const shifts = ends.map(({ id, into }) => (into === undefined ? 0 : appendEvidence(db, folder, id, into)));
  db.transaction(() => {
    const hasActivities = remove.some((id) => holdsActivities(db, id));
    for (const id of remove) {
      deleteRows(db, id);
    }
    for (const [at, end] of ends.entries()) {
      const id = end.into ?? end.id;
      if (end.into !== undefined) moveRows(db, end.id, end.into, shifts[at] ?? 0);
      db.prepare(
        `UPDATE import SET state = 'done', ended = ?, first_event = ?, last_event = ?, fields = ?, ledger = ? WHERE id = ?`,
      ).run(end.ended, end.firstEvent, end.lastEvent, JSON.stringify(end.fields), JSON.stringify(end.ledger), id);
      const use = db.prepare('INSERT OR IGNORE INTO name_use (import, kind, value, basis) VALUES (?, ?, ?, ?)');
      for (const { kind, value, basis } of end.named ?? []) {
        use.run(id, NAME_KINDS.indexOf(kind), value, NAME_BASES.indexOf(basis));
      }
      if (end.fromEndpoints) {
        db.prepare(
          `UPDATE stream SET kind = 'endpoint' WHERE kind = 'snapshot' AND id = (SELECT stream FROM import WHERE id = ?)
             AND (SELECT count(*) FROM import WHERE import.stream = stream.id AND state = 'done') = 1`,
        ).run(id);
      }
    }
    // What replaces them counts as well.
    if (hasActivities) settleActivities(db);
    dropEmptyStreams(db);
    also();
  }).immediate();
  for (const id of remove) {
    removeEvidence(folder, id);
  }
}

/** What was published is not taken back, whatever failed behind it. */
function isRunning(db: WriteConnection, id: number): boolean {
  return db.prepare("SELECT 1 FROM import WHERE id = ? AND state = 'running'").get(id) !== undefined;
}

/** How an import ended that no figure counts. */
export interface BadEnd {
  readonly state: 'failed' | 'cancelled' | 'interrupted';
  readonly ended: number;
  readonly files?: readonly string[];
  readonly error?: KeptError | null;
}

/**
 * Takes a running import back; a row stays to say what happened, and what its files were called.
 * @param end.files their paths; those that it came to when absent
 */
export function abandon(db: WriteConnection, folder: string, id: number, end: BadEnd): void {
  const { state, ended, files, error = null } = end;
  if (!isRunning(db, id)) return;
  db.transaction(() => {
    const paths = db.prepare<[number], string>('SELECT path FROM file WHERE import = ? ORDER BY id').pluck().all(id);
    deleteContent(db, id);
    for (const path of files ?? paths) addFile(db, id, { path, bytes: 0, modified: 0, encoding: '' });
    db.prepare('UPDATE import SET state = ?, ended = ?, evidence_bytes = 0, error = ? WHERE id = ?').run(
      state,
      ended,
      error === null ? null : JSON.stringify(error),
      id,
    );
  }).immediate();
  removeEvidence(folder, id);
}

/** Removes an import that never became visible, leaving no row (a re-read that failed). */
export function discard(db: WriteConnection, folder: string, id: number): void {
  if (!isRunning(db, id)) return;
  db.transaction(() => {
    deleteRows(db, id);
    dropEmptyStreams(db);
  }).immediate();
  removeEvidence(folder, id);
}

/** After a crash: imports that were running are cleanly absent; batches of a stream come again. @returns ids of the others */
export function sweepInterrupted(db: WriteConnection, folder: string, now: number): number[] {
  const rows = db
    .prepare<[], { id: number; day: number | null }>(`SELECT id, day FROM import WHERE state = 'running'`)
    .all();
  for (const { id, day } of rows) {
    if (day === null) abandon(db, folder, id, { state: 'interrupted', ended: now });
    else discard(db, folder, id);
  }
  return rows.filter(({ day }) => day === null).map(({ id }) => id);
}

/** What a re-read keeps of an import: its place, its day, and the own formats it was read with. */
export function readingOf(
  db: WriteConnection,
  id: number,
): { place: number; day: number | undefined; ownFormats: CustomFormat[] } {
  const row = db
    .prepare<[number], { place: number; day: number | null; own: string }>(
      'SELECT place, day, own_formats AS own FROM import WHERE id = ?',
    )
    .get(id);
  const ownFormats = JSON.parse(row?.own ?? '[]') as CustomFormat[];
  return { place: row?.place ?? 0, day: row?.day ?? undefined, ownFormats };
}
