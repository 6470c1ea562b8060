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
