/** Reads an import of audit logs again, from the records it kept, with the connectors there are now. */
import { Readable } from 'node:stream';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';
import type { ImportRow } from '../../contract/imports.ts';
import { countLines } from '../../ingest/read/count-lines.ts';
import type { StoredRecords } from '../../services/imports/stored-records.ts';
import type { Reader } from '../reader/reader.ts';
import type { Session } from '../workspace/session.ts';
import { dayLedger } from './day-ledger.ts';
import { withLostRefusals } from './lost-refusals.ts';
import type { RereadChange } from './orders.ts';
import type { ActivitiesSpec, AuditSource } from './run-activities.ts';
import type { ImportRun } from './run-import.ts';

const LF = 10;

/** What is to be run. @throws AppError input.invalid, import.evidenceOff */
export async function recordsOrder(
  session: Session,
  row: ImportRow,
  change: RereadChange,
  ownConnectors: readonly CustomConnector[],
): Promise<Omit<ActivitiesSpec, 'scope'>> {
  if (change.format !== undefined) {
    throw new AppError(
      'input.invalid',
      'Audit logs are read by their connector. Read this import again without a format.',
    );
  }
  if (row.anonymised) {
    throw new AppError(
      'input.invalid',
      'Activities of an anonymised stream are not read again from their sealed records. Import the files again instead.',
    );
  }
  const reader = await session.slowReader();
  const stored = await reader.call('reader.storedRecords', { importId: row.id });
  const { place, day } = await session.writer('import.reading', { id: row.id });
  return {
    sources: stored.map((file) => sourceOf(file, reader)),
    problems: [],
    stream: change.stream ?? row.stream,
    connector: row.connector ?? 'auto',
    ownConnectors,
    zone: change.zone ?? row.zone,
    keepRecords: true,
    seal: null,
    mayBeEmpty: true,
    place,
    day,
  };
}

/** The end as it is to be published: what the first reading said of lines that were not kept goes on to stand. */
export function asWholeFiles(row: ImportRow, end: ImportRun, day: number | undefined): ImportRun {
  const ledger = row.ledger ? withLostRefusals(row.ledger, end.ledger) : end.ledger;
  return { ...end, ledger: day === undefined ? ledger : dayLedger([ledger], null) };
}

function sourceOf(file: StoredRecords, reader: Reader): AuditSource {
  const { name, bytes, sha256, encoding } = file;
  return {
    name,
    compression: 'none',
    bytes,
    modifiedMs: file.modified,
    plainPath: null,
    unfolded: true,
    content: { sha256, bytes, encoding },
    open: async () => Readable.from(linesOf(file, reader), { objectMode: false, highWaterMark: 1 << 20 }),
  };
}

/** Each record on the line that it came from: what was not kept is a blank line. */
async function* linesOf({ blocks }: StoredRecords, reader: Reader): AsyncGenerator<Buffer> {
  let line = 0;
  for (const { id, step, firstLine } of blocks) {
    const { buffer, byteOffset, byteLength } = await reader.call('reader.recordLines', { id, step });
    const lines = Buffer.from(buffer, byteOffset, byteLength);
    if (firstLine > line) yield Buffer.alloc(firstLine - line, LF);
    yield lines;
    line = Math.max(line, firstLine) + countLines(lines);
  }
}
