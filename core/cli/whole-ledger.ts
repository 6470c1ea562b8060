import type { DoneLedger, FileLedger, Ledger } from '../contract/imports.ts';
import type { EngineSession } from './engine-session.ts';

const PAGE = 5000;

/** All files of what lists them in pages. */
export async function everyFile<F>(
  ask: (page: { readonly offset: number; readonly limit: number }) => Promise<{ total: number; files: readonly F[] }>,
): Promise<F[]> {
  const all: F[] = [];
  for (;;) {
    const { total, files } = await ask({ offset: all.length, limit: PAGE });
    all.push(...files);
    if (files.length === 0 || all.length >= total) return all;
  }
}

/** What an import's result tells of its first files only, with all of them. */
export async function wholeLedger(
  session: EngineSession,
  { fileCount, ...ledger }: DoneLedger,
  imports: readonly number[],
): Promise<Ledger> {
  if (fileCount <= ledger.files.length) return ledger;
  const files: FileLedger[] = [];
  for (const id of imports) {
    const listed = await everyFile((page) => session.call('imports.listFiles', { id, page }));
    files.push(...listed.flatMap((file) => file.ledger ?? []));
  }
  return { ...ledger, files };
}

/** The same of name evidence; what was known already is kept nowhere. */
export async function wholeNamesLedger(
  session: EngineSession,
  { fileCount, ...ledger }: DoneLedger,
  id: number | null,
): Promise<Ledger> {
  if (fileCount <= ledger.files.length || id === null) return ledger;
  return { ...ledger, files: await everyFile((page) => session.call('names.listFiles', { id, page })) };
}
