import { AppError } from '../../contract/errors.ts';
import type { ImportRow, Ledger } from '../../contract/imports.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { TRAFFIC_FORMATS } from '../../ingest/formats/registry.ts';
import type { WorkspaceView } from '../workspace-view.ts';

interface Row {
  id: number;
  streamId: number;
  stream: string;
  state: ImportRow['state'];
  format: string;
  zone: string;
  keepEvidence: number;
  started: number;
  ended: number | null;
  firstEvent: number | null;
  lastEvent: number | null;
  evidenceBytes: number;
  ledger: string | null;
}

const SELECT = `SELECT i.id, i.stream AS streamId, s.name AS stream, i.state, i.format, i.zone, i.keep_evidence AS keepEvidence,
  i.started, i.ended, i.first_event AS firstEvent, i.last_event AS lastEvent, i.evidence_bytes AS evidenceBytes, i.ledger
  FROM import i JOIN stream s ON s.id = i.stream`;

function toImport(row: Row): ImportRow {
  return {
    ...row,
    keepEvidence: row.keepEvidence === 1,
    ledger: row.ledger === null ? null : (JSON.parse(row.ledger) as Ledger),
    jobId: null,
  };
}

export function listImports(view: WorkspaceView): ImportRow[] {
  return view.db.prepare<[], Row>(`${SELECT} ORDER BY i.place DESC, i.id DESC`).all().map(toImport);
}

/** @throws AppError import.unknown */
export function getImport(view: WorkspaceView, id: number): ImportRow {
  const row = view.db.prepare<[number], Row>(`${SELECT} WHERE i.id = ?`).get(id);
  if (!row) {
    throw new AppError('import.unknown', `There is no import ${id}.`, { id });
  }
  return toImport(row);
}

export function listRejects(view: WorkspaceView, id: number, limit: number): MethodOutput<'imports.listRejects'> {
  getImport(view, id);
  return view.db
    .prepare<[number, number], MethodOutput<'imports.listRejects'>[number]>(
      `SELECT f.path AS file, r.line, r.verdict, r.reason, r.raw FROM reject_sample r JOIN file f ON f.id = r.file
       WHERE r.import = ? ORDER BY r.file, r.line LIMIT ?`,
    )
    .all(id, limit);
}

export function listFormats(): MethodOutput<'formats.list'> {
  return TRAFFIC_FORMATS.map(({ id, title, vendor, grade, source, signature, fields }) => ({
    id,
    title,
    vendor,
    grade,
    source,
    signature,
    fields: [...fields],
  }));
}
