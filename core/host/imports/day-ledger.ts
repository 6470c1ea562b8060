/** The ledger of a continuous stream's day: segments are summed up by their source, or a day would be a thousand files. */
import type { FileLedger, Ledger } from '../../contract/imports.ts';
import { addRecord } from '../../ingest/slice/counts.ts';
import { closedLedger, openedLedger } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { Session } from '../workspace/session.ts';
import { joinLedgers, least, most } from './file-ledger.ts';
import type { ImportRun } from './run-import.ts';

/** As a spool names its segments: `fw-20260302T081500.250Z-1f0c9a3e.log` is of the source "fw". */
const SEGMENT = /(?:^|[\\/])([a-z0-9-]+)-\d{8}T\d{6}\.\d{3}Z-[0-9a-f]{8}\.log$/;

/** The same ledger with one entry for each source's segments. Files, and segments that were left out, stay as they are. */
export function sumSegments(ledger: Ledger): Ledger {
  const files: FileLedger[] = [];
  const sums = new Map<string, FileLedger & { segments: number }>();
  for (const file of ledger.files) {
    const source = file.segments === undefined ? SEGMENT.exec(file.path)?.[1] : file.path;
    if (source === undefined || file.error !== null) {
      files.push(file);
      continue;
    }
    const segments = file.segments ?? 1;
    const sum = sums.get(source);
    if (sum) add(sum, file, segments);
    else {
      const own = { reasons: { ...file.reasons }, formats: { ...file.formats } };
      const first = { ...file, ...own, path: source, segments, sha256: '', alreadyImported: false };
      sums.set(source, first);
      files.push(first);
    }
  }
  return { ...ledger, files };
}

function add(sum: FileLedger & { segments: number }, file: FileLedger, segments: number): void {
  sum.segments += segments;
  for (const count of ['read', 'parsed', 'rejected', 'skipped', 'blank', 'duplicates', 'stored', 'bytes'] as const) {
    sum[count] += file[count];
  }
  addRecord(sum.reasons, file.reasons);
  addRecord(sum.formats, file.formats);
  const most = Object.entries(sum.formats).sort((a, b) => b[1] - a[1])[0];
  sum.format = most?.[0] ?? sum.format;
}

/** The ledgers of one day as one, with one entry for each source. @param seal of an anonymised stream, whose ledgers name no path in clear */
export function dayLedger(ledgers: readonly Ledger[], seal: WorkspaceSeal | null): Ledger {
  const [first, ...more] = seal ? ledgers.map((ledger) => openedLedger(ledger, seal)) : ledgers;
  if (!first) throw new Error('a day without a ledger');
  const sum = sumSegments(more.length === 0 ? first : joinLedgers([first, ...more]));
  return seal ? closedLedger(sum, seal) : sum;
}

/** The end of a batch as it is to be published: joined to the import of its day where there is one. */
export async function asPartOfDay(session: Session, end: ImportRun, seal: WorkspaceSeal | null): Promise<ImportRun> {
  const day = await session.writer('import.dayOf', { id: end.id });
  if (!day) return { ...end, ledger: dayLedger([end.ledger], seal) };
  return {
    ...end,
    into: day.id,
    firstEvent: least(day.firstEvent, end.firstEvent),
    lastEvent: most(day.lastEvent, end.lastEvent),
    fields: [...new Set([...day.fields, ...end.fields])],
    ledger: dayLedger([day.ledger, end.ledger], seal),
  };
}
