import { expect, it } from 'vitest';
import type { FileLedger } from '../../contract/imports.ts';
import { requireEvents } from './require-events.ts';

const FILE: FileLedger = {
  path: '/logs/a.log',
  format: 'unknown',
  read: 10,
  parsed: 0,
  rejected: 10,
  skipped: 0,
  blank: 0,
  duplicates: 0,
  stored: 0,
  bytes: 100,
  sha256: '',
  alreadyImported: false,
  encoding: 'utf-8',
  reasons: { shape: 10 },
  formats: {},
  error: null,
};

function failure(...files: readonly FileLedger[]): unknown {
  try {
    requireEvents(files, 0);
    return null;
  } catch (error) {
    return error;
  }
}

it.each([
  [{ shape: 10 }, 'describe it under Formats'],
  [{ continued: 8, inbound: 2 }, 'Import a proxy, firewall or DNS log'],
  [{ internal: 10 }, 'internal ranges'],
  [{ header: 6, 'time-missing': 4 }, 'Export the log with its times'],
  [{ 'message-type': 9, shape: 1 }, 'messages of other kinds than traffic'],
  [{ 'time-implausible': 10 }, 'between 1995 and two days after the date of the file'],
  [{ 'line-too-long': 10 }, 'one record a line'],
  [{ continued: 10 }, 'No known format'],
])('says of %j what to do', (reasons, advice) => {
  expect(failure({ ...FILE, reasons })).toMatchObject({
    code: 'file.noFormat',
    message: expect.stringContaining(advice),
    data: { path: '/logs/a.log', lines: 10 },
  });
});

it('says in words, not in codes, why there is none', () => {
  expect(failure({ ...FILE, reasons: { header: 1, address: 2, 'other-type': 3, 'message-type': 4 } })).toMatchObject({
    message: expect.stringContaining(
      '(message of another kind: 7; no source or destination address: 2; header line: 1)',
    ),
  });
});

it('tells where a connector may help, in words that hold in the console as well', () => {
  const json = { ...FILE, path: '/logs/a.json' };
  expect(failure(json)).toMatchObject({ data: { isForConnector: true }, message: expect.not.stringContaining('--') });
  expect(failure(FILE)).toMatchObject({ data: { isForConnector: false } });
});

it('speaks of a single line as one', () => {
  expect(failure({ ...FILE, read: 1, parsed: 0, rejected: 1, reasons: { shape: 1 } })).toMatchObject({
    message: expect.stringMatching(/^The only line of .* is not an outbound traffic record/),
  });
});

it('passes on why no file could be read, and lets known files and events be', () => {
  const error = { code: 'archive.encrypted', message: 'It is locked.' };
  expect(failure({ ...FILE, read: 0, reasons: {}, error })).toMatchObject({ code: 'archive.encrypted' });
  expect(failure({ ...FILE, read: 0, reasons: {} })).toMatchObject({ code: 'file.empty' });
  expect(failure({ ...FILE, alreadyImported: true })).toBeNull();
  expect(() => requireEvents([FILE], 1)).not.toThrow();
});
