/** Log formats that the workspace describes itself, and which of its imports were read with which state of them. */
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

export function readOwnFormats(db: ReadConnection): CustomFormat[] {
  const rows = db.prepare<[], string>('SELECT definition FROM own_format ORDER BY id').pluck().all();
  return rows.map((text) => JSON.parse(text) as CustomFormat);
}

/** @returns what stood before, null for a new one */
export function putOwnFormat(db: WriteConnection, definition: CustomFormat): CustomFormat | null {
  const before = readOwnFormats(db).find((one) => one.id === definition.id) ?? null;
  db.prepare(
    'INSERT INTO own_format (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  ).run(definition.id, JSON.stringify(definition));
  return before;
}

/** Imports that were read with it keep the definition they were read with. @throws AppError format.unknown */
export function deleteOwnFormat(db: WriteConnection, id: string): CustomFormat {
  const before = readOwnFormats(db).find((one) => one.id === id);
  if (!before) {
    throw new AppError('format.unknown', `This workspace describes no format "${id}".`, { format: id });
  }
  db.prepare('DELETE FROM own_format WHERE id = ?').run(id);
  return before;
}

/** Those of the workspace's definitions that an import in `format` is read with. */
export function formatsInForce(format: string, own: readonly CustomFormat[]): readonly CustomFormat[] {
  return format === 'auto' ? own : own.filter((one) => one.id === format);
}

/**
 * Finished imports with lines that a definition reads, or might read now, which were read with another state of it: reading them again
 * may change their figures.
 */
export function outdatedImports(db: ReadConnection, definition: CustomFormat): number[] {
  const text = JSON.stringify(definition);
  const rows = db
    .prepare<[], { id: number; format: string; own: string; ledger: string }>(
      `SELECT id, format, own_formats AS own, ledger FROM import
       WHERE state = 'done' AND keep_evidence = 1 ORDER BY place`,
    )
    .all();
  return rows
    .filter(({ format, own, ledger }) => {
      if (format !== 'auto' && format !== definition.id) return false;
      const used = (JSON.parse(own) as CustomFormat[]).find((one) => one.id === definition.id);
      if (used !== undefined && JSON.stringify(used) === text) return false;
      return readsLines(JSON.parse(ledger) as LedgerShape, definition.id);
    })
    .map((row) => row.id);
}

interface LedgerShape {
  readonly rejected: number;
  readonly files: readonly { readonly formats: Readonly<Record<string, number>> }[];
}

/** Only lines that it read before, and lines that nothing could read, can change. */
function readsLines(ledger: LedgerShape, id: string): boolean {
  return ledger.rejected > 0 || ledger.files.some((file) => (file.formats[id] ?? 0) > 0);
}
