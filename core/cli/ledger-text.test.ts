import { expect, it } from 'vitest';
import type { Ledger } from '../contract/imports.ts';
import { ledgerText } from './ledger-text.ts';

const COUNTS = { read: 2, parsed: 1, rejected: 1, skipped: 0, blank: 0, duplicates: 0, stored: 1 };
const LEDGER: Ledger = {
  ...COUNTS,
  files: [],
  bytes: 10,
  from: '2026-03-02T08:00:00.000Z',
  to: '2026-03-02T09:00:00.000Z',
  seconds: 1,
  linesPerSecond: 2,
  peakMemoryBytes: 1,
  reasons: {},
};

it('says from when to when events are, or that there are none; of what has none by nature it says neither', () => {
  expect(ledgerText(LEDGER)).toContain('Events from 2026-03-02T08:00:00.000Z to 2026-03-02T09:00:00.000Z\n');
  const timeless = { ...LEDGER, from: null, to: null };
  expect(ledgerText({ ...timeless, stored: 0 })).toContain('No events.\n');
  expect(ledgerText(timeless)).not.toMatch(/events/i);
});

it('says of lines that count, and of files, what it says of none that was rejected', () => {
  const reasons = { shape: 1, 'time-repeated': 3, 'probably-truncated': 1 };
  const file = {
    ...COUNTS,
    path: 'audit.json',
    format: 'okta-system-log',
    encoding: 'utf-8',
    formats: {},
    bytes: 10,
    sha256: '',
    reasons,
    alreadyImported: false,
    error: null,
  };
  const text = ledgerText({ ...LEDGER, files: [file], reasons });
  expect(text).toContain('Rejected and skipped: not in the shape of this format: 1\n');
  expect(text).toMatch(/^Counted all the same: counted in the first of the two hours .*: 3$/m);
  expect(text).toMatch(/^Probably truncated: audit\.json: it holds exactly as many records as exporters stop at /m);
  const cutOnly = ledgerText({ ...LEDGER, reasons: { 'probably-truncated': 1 } });
  expect(cutOnly).not.toContain('Rejected and skipped');
});
