/**
 * One import a day of what a continuous stream receives: a batch is stored as an import of its own, then joins the day's.
 * Guarantee: the batch's lines become visible as part of the day in one transaction. Its evidence stands behind the day's before
 * that; where the transaction never comes, nobody reads there, and the next batch overwrites it.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import type { Ledger } from '../../contract/imports.ts';
import { EvidenceAppender, evidencePath } from '../evidence/evidence-file.ts';
import type { WriteConnection } from '../open.ts';

export interface DayImport {
  readonly id: number;
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  readonly fields: readonly string[];
  readonly ledger: Ledger;
}

interface Row {
  readonly id: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly fields: string;
  readonly ledger: string;
  readonly evidence: number;
}

const COPY_BYTES = 1 << 20;
/** Samples of lines that were not stored, of each reason; more of a day nobody reads. */
const DAY_SAMPLES = 200;

/** The import of the same day, stream and reading that the running import `batch` can join; null where it is the first. */
export function dayImportFor(db: WriteConnection, folder: string, batch: number): DayImport | null {
  const row = db
    .prepare<[number], Row>(
      `SELECT d.id, d.first_event AS first, d.last_event AS last, d.fields, d.ledger, d.evidence_bytes AS evidence
       FROM import b JOIN import d ON d.day = b.day AND d.stream = b.stream AND d.reading = b.reading
         AND d.keep_evidence = b.keep_evidence AND d.connector IS b.connector AND d.profile IS b.profile AND d.own_formats = b.own_formats AND d.names = b.names
       WHERE b.id = ? AND d.state = 'done' AND d.evidence_rev = 0 AND d.ledger IS NOT NULL ORDER BY d.place DESC, d.id DESC LIMIT 1`,
    )
    .get(batch);
  if (!row || evidenceSize(folder, row.id) < row.evidence) return null;
  return {
    id: row.id,
    firstEvent: row.first,
    lastEvent: row.last,
    fields: JSON.parse(row.fields) as string[],
    ledger: JSON.parse(row.ledger) as Ledger,
  };
}

/** 0 where there is no file: damaged evidence is not added to. */
function evidenceSize(folder: string, id: number): number {
  return statSync(evidencePath(folder, id), { throwIfNoEntry: false })?.size ?? 0;
}

/** Writes the batch's frames behind those of the day, synced. @returns by how much their offsets grow */
export function appendEvidence(db: WriteConnection, folder: string, batch: number, into: number): number {
  const bytes = db.prepare<[number], number>('SELECT evidence_bytes FROM import WHERE id = ?').pluck();
  const length = bytes.get(batch) ?? 0;
  const start = bytes.get(into) ?? 0;
  if (length === 0) return start;
  const day = new EvidenceAppender(folder, into);
  const from = openSync(evidencePath(folder, batch), 'r');
  try {
    // What a crash left behind the frames that count.
    day.truncate(start);
    const buffer = Buffer.allocUnsafe(Math.min(COPY_BYTES, length));
    for (let done = 0; done < length; ) {
      const read = readSync(from, buffer, 0, Math.min(buffer.length, length - done), done);
      if (read === 0) throw new AppError('workspace.corrupt', 'Lines that were just written are missing.', { batch });
      day.append([buffer.subarray(0, read)]);
      done += read;
    }
    day.sync();
  } catch (cause) {
    day.truncate(start);
    throw cause;
  } finally {
    closeSync(from);
    day.close();
  }
  return start;
}

/** Everything that the batch holds becomes the day's, and the batch is no more. Call inside a transaction. */
export function moveRows(db: WriteConnection, batch: number, into: number, shift: number): void {
  db.prepare('UPDATE segment SET import = ? WHERE import = ?').run(into, batch);
  db.prepare('UPDATE frame SET import = ?, offset = offset + ? WHERE import = ?').run(into, shift, batch);
  db.prepare('UPDATE file SET import = ? WHERE import = ?').run(into, batch);
  db.prepare('UPDATE activity_block SET import = ? WHERE import = ?').run(into, batch);
  db.prepare(
    `DELETE FROM reject_sample WHERE import = ?
       AND (SELECT count(*) FROM reject_sample d WHERE d.import = ? AND d.reason = reject_sample.reason) >= ${DAY_SAMPLES}`,
  ).run(batch, into);
  db.prepare('UPDATE reject_sample SET import = ? WHERE import = ?').run(into, batch);
  db.prepare('UPDATE OR IGNORE name_use SET import = ? WHERE import = ?').run(into, batch);
  db.prepare('DELETE FROM name_use WHERE import = ?').run(batch);
  db.prepare(
    'UPDATE import SET evidence_bytes = ? + (SELECT evidence_bytes FROM import WHERE id = ?) WHERE id = ?',
  ).run(shift, batch, into);
  db.prepare('DELETE FROM import WHERE id = ?').run(batch);
}
