import type { KeptError, PageRequest } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type {
  FileLedger,
  FileLoss,
  ImportFile,
  ImportRow,
  ImportSummary,
  Ledger,
  RejectRow,
} from '../../contract/imports.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { isoDay } from '../../kit/utc-day.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { WorkspaceView } from '../workspace-view.ts';

interface Row {
  id: number;
  streamId: number;
  stream: string;
  state: ImportRow['state'];
  format: string;
  zone: string;
  keepEvidence: number;
  connector: string | null;
  anonymised: number;
  started: number;
  ended: number | null;
  firstEvent: number | null;
  lastEvent: number | null;
  evidenceBytes: number;
  ledger: string | null;
  /** As JSON; null beside a ledger, which names them. */
  files: string | null;
  day: number | null;
  /** As JSON. */
  error: string | null;
}

const SELECT = `SELECT i.id, i.stream AS streamId, s.name AS stream, i.state, i.format, i.zone, i.keep_evidence AS keepEvidence, i.connector, s.anonymised,
  i.started, i.ended, i.first_event AS firstEvent, i.last_event AS lastEvent, i.evidence_bytes AS evidenceBytes, i.ledger, i.day, i.error,
  CASE WHEN i.ledger IS NULL THEN (SELECT json_group_array(path ORDER BY id) FROM file WHERE import = i.id) END AS files
  FROM import i JOIN stream s ON s.id = i.stream`;

function toImport(row: Row): ImportRow {
  const files = JSON.parse(row.files ?? '[]') as string[];
  return {
    ...row,
    keepEvidence: row.keepEvidence === 1,
    anonymised: row.anonymised === 1,
    ledger: row.ledger === null ? null : shownLedger(JSON.parse(row.ledger) as Ledger, row.anonymised === 1),
    files: row.anonymised === 1 ? files.map((_, at) => fileLabel(at)) : files,
    day: row.day === null ? null : isoDay(row.day),
    jobId: null,
    error: row.error === null ? null : (JSON.parse(row.error) as KeptError),
  };
}

/** Paths of an anonymised import's files are sealed: a number stands for each. */
export function shownLedger(ledger: Ledger, anonymised: boolean): Ledger {
  if (!anonymised) {
    return ledger;
  }
  // What was left out is not stored, and has no place among what is: it is numbered behind, as rejects and raw lines count the rest.
  let stored = 0;
  let leftOut = ledger.files.filter(({ error }) => error === null).length;
  const files = ledger.files.map((file) => ({
    ...file,
    path: fileLabel(file.error === null ? stored++ : leftOut++),
    sha256: '',
    error: file.error === null ? null : { ...file.error, message: 'This file could not be read.' },
    ...(file.lost === undefined ? {} : { lost: { ...file.lost, message: lossText(file.lost) } }),
  }));
  return { ...ledger, files };
}

/** The stored words name the file. */
function lossText({ offset, bytes }: FileLoss): string {
  return bytes === null
    ? `This file is cut off at byte ${offset}; what stands before was read.`
    : `${bytes} bytes of this file, from byte ${offset} on, are no log and were left out.`;
}

/** @param at place of the file in its import, from 0 */
export function fileLabel(at: number): string {
  return `File ${at + 1}`;
}

/** How a stored file is called: by its path; of an anonymised import, whose paths are sealed, by its number. */
export function shownFile(view: WorkspaceView, importId: number, file: number): string {
  const { anonymised } = getImport(view, importId);
  if (anonymised) return fileLabel(fileIds(view, importId).indexOf(file));
  return view.db.prepare<[number], string>('SELECT path FROM file WHERE id = ?').pluck().get(file) ?? '';
}

/** A batch of a continuous stream is part of its day's import once it is read, and not shown before. */
export function listImports(view: WorkspaceView): ImportSummary[] {
  const shown = "(i.state <> 'running' OR i.day IS NULL)";
  const rows = view.db.prepare<[], Row>(`${SELECT} WHERE ${shown} ORDER BY i.place DESC, i.id DESC`).iterate();
  return Array.from(rows, (row) => summaryOf(toImport(row)));
}

function summaryOf({ ledger, files, ...row }: ImportRow): ImportSummary {
  if (ledger === null) {
    return {
      ...row,
      ledger,
      files: { count: files.length, first: files[0] ?? null, leftOut: 0, lossy: 0, formats: {} },
    };
  }
  const { files: read, ...counts } = ledger;
  const formats: Record<string, number> = {};
  let leftOut = 0;
  let lossy = 0;
  for (const { error, format, lost } of read) {
    if (lost !== undefined) lossy++;
    if (error !== null) leftOut++;
    else formats[format] = (formats[format] ?? 0) + 1;
  }
  return {
    ...row,
    ledger: counts,
    files: { count: read.length, first: read[0]?.path ?? null, leftOut, lossy, formats },
  };
}

/** A page of an import's files: those that were left out first, then those of which something was, else in the order they were read in. */
export function listImportFiles(view: WorkspaceView, id: number, page: PageRequest): MethodOutput<'imports.listFiles'> {
  const { ledger, files } = getImport(view, id);
  const all: ImportFile[] =
    ledger === null
      ? files.map((path) => ({ path, ledger: null }))
      : [...ledger.files].sort((a, b) => lossRank(a) - lossRank(b)).map((file) => ({ path: file.path, ledger: file }));
  const { offset = 0, limit = 200 } = page;
  return { total: all.length, files: all.slice(offset, offset + limit) };
}

function lossRank({ error, lost }: FileLedger): number {
  return error !== null ? 0 : lost !== undefined ? 1 : 2;
}

/** @throws AppError import.unknown */
export function getImport(view: WorkspaceView, id: number): ImportRow {
  const row = view.db.prepare<[number], Row>(`${SELECT} WHERE i.id = ?`).get(id);
  if (!row) {
    throw new AppError('import.unknown', `There is no import ${id}.`, { id });
  }
  return toImport(row);
}

/** @param seal given only when the lines of an anonymised stream were asked for in clear, with a reason */
export function listRejects(
  view: WorkspaceView,
  id: number,
  limit: number,
  seal: WorkspaceSeal | null = null,
): MethodOutput<'imports.listRejects'> {
  const { anonymised } = getImport(view, id);
  const rows = view.db
    .prepare<[number, number], RejectRow & { fileId: number }>(
      `SELECT f.id AS fileId, f.path AS file, r.line, r.verdict, r.reason, r.raw FROM reject_sample r JOIN file f ON f.id = r.file
       WHERE r.import = ? ORDER BY r.file, r.line LIMIT ?`,
    )
    .all(id, limit);
  const files = anonymised ? fileIds(view, id) : [];
  return rows.map(({ fileId, ...row }) => {
    if (!anonymised) {
      return row;
    }
    return seal
      ? { ...row, file: seal.openText(row.file) ?? '', raw: seal.openText(row.raw) ?? '' }
      : { ...row, file: fileLabel(files.indexOf(fileId)), raw: '' };
  });
}

/** An anonymised import's paths and rejected lines as they were, for someone who gave a reason. */
export function clearImport(
  view: WorkspaceView,
  seal: WorkspaceSeal,
  id: number,
  limit: number,
): MethodOutput<'privacy.revealImport'> {
  const { anonymised } = getImport(view, id);
  const paths = view.db.prepare<[number], string>('SELECT path FROM file WHERE import = ? ORDER BY id').pluck().all(id);
  return {
    files: anonymised ? paths.map((path) => seal.openText(path) ?? '') : paths,
    rejects: listRejects(view, id, limit, seal),
  };
}

function fileIds(view: WorkspaceView, id: number): number[] {
  return view.db.prepare<[number], number>('SELECT id FROM file WHERE import = ? ORDER BY id').pluck().all(id);
}
