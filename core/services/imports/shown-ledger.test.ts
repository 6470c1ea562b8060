import { expect, it } from 'vitest';
import type { FileLedger, Ledger } from '../../contract/imports.ts';
import { shownLedger } from './queries.ts';

function file(path: string, isLeftOut: boolean): FileLedger {
  const error = isLeftOut ? { code: 'archive.truncated', message: `${path} is cut off.` } : null;
  const nothing = { read: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0, duplicates: 0, stored: 0, bytes: 0 };
  const facts = {
    format: 'fortigate',
    sha256: 'ab',
    alreadyImported: false,
    encoding: 'ascii',
    reasons: {},
    formats: {},
  };
  return { path, ...nothing, ...facts, error } as FileLedger;
}

it('numbers the files of an anonymised import as its rejects and raw lines do, which know nothing of files left out', () => {
  const files = [
    file('/logs/a.gz', true),
    file('/logs/b.log', false),
    file('/logs/c.gz', true),
    file('/logs/d.log', false),
  ];
  const shown = shownLedger({ files } as unknown as Ledger, true);
  expect(shown.files.map(({ path, error }) => [path, error?.message ?? ''])).toEqual([
    ['File 3', 'This file could not be read.'],
    ['File 1', ''],
    ['File 4', 'This file could not be read.'],
    ['File 2', ''],
  ]);
});
