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

/** What the absence of a field in a stream's logs switches off. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  sourceUser: 'Users cannot be counted or named; use the source addresses instead.',
  sourceIp: 'Source addresses cannot be counted.',
  sourceHost: 'Devices cannot be counted.',
  destinationHost: 'Apps are recognised by address ranges only, which few apps have.',
  action: 'Blocked and allowed requests cannot be told apart.',
  bytesSent: 'Uploads are unknown: no upload figures and no exfiltration checks on this stream.',
  bytesReceived: 'Downloads are unknown.',
  bytesTotal: 'Traffic is unknown, as the lines carry neither a total nor both directions.',
};

export function listStreams(view: WorkspaceView): MethodOutput<'streams.list'> {
  interface StreamRow {
    id: number;
    name: string;
    imports: number;
    firstEvent: number | null;
    lastEvent: number | null;
    fields: string;
    ledgers: string;
  }
  const rows = view.db
    .prepare<[], StreamRow>(
      `SELECT s.id, s.name, count(*) AS imports, min(i.first_event) AS firstEvent, max(i.last_event) AS lastEvent,
         json_group_array(json(i.fields)) AS fields, json_group_array(json_extract(i.ledger, '$.files')) AS ledgers
       FROM stream s JOIN import i ON i.stream = s.id WHERE i.state = 'done' GROUP BY s.id ORDER BY s.name`,
    )
    .all();
  const tx = new Map(
    view.db
      .prepare<[], { stream: number; tx: number }>(
        `SELECT s.stream, sum(s.tx) tx FROM segment s JOIN import i ON i.id = s.import WHERE i.state = 'done' GROUP BY s.stream`,
      )
      .all()
      .map((row) => [row.stream, row.tx]),
  );
  return rows.map((row) => {
    const fields = new Set((JSON.parse(row.fields) as string[][]).flat());
    if (fields.has('bytesSent') && fields.has('bytesReceived')) {
      fields.add('bytesTotal');
    }
    const files = (JSON.parse(row.ledgers) as ({ format: string }[] | null)[]).flatMap((list) => list ?? []);
    return {
      id: row.id,
      name: row.name,
      imports: row.imports,
      firstEvent: row.firstEvent,
      lastEvent: row.lastEvent,
      transactions: tx.get(row.id) ?? 0,
      formats: [...new Set(files.map((file) => file.format))].filter((format) => format !== 'unknown').sort(),
      fields: [...fields],
      missing: Object.entries(CONSEQUENCES).flatMap(([field, consequence]) =>
        fields.has(field) ? [] : [{ field, consequence }],
      ),
    };
  });
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
