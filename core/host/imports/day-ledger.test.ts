import { expect, it } from 'vitest';
import type { FileLedger } from '../../contract/imports.ts';
import { sumSegments } from './day-ledger.ts';
import { sumLedger } from './file-ledger.ts';

function file(path: string, read: number, format: string, more: Partial<FileLedger> = {}): FileLedger {
  const counts = { read, parsed: read - 1, rejected: 1, skipped: 0, blank: 0, duplicates: 0, stored: read - 1 };
  const facts = { bytes: read * 10, sha256: 'ab', alreadyImported: false, encoding: 'utf-8', error: null };
  return { path, format, ...counts, ...facts, reasons: { shape: 1 }, formats: { [format]: read - 1 }, ...more };
}

const segment = (source: string, at: string) =>
  `/w/case.undercast/spool/sealed/${source}-20260302T0815${at}.250Z-1f0c9a3e.log`;

it('sums segments up by their source, and leaves files and what was left out as they are', () => {
  const damaged = file(segment('fw', '09'), 1, 'unknown', { error: { code: 'file.changed', message: 'damaged' } });
  const files = [
    file(segment('fw', '01'), 10, 'fortigate'),
    file('/drop/access.log', 5, 'squid-native'),
    file(segment('fw', '02'), 30, 'syslog'),
    file(segment('branch-2', '02'), 2, 'squid-native'),
    damaged,
  ];
  const whole = sumLedger(files, { from: 1, to: 2 }, 1);
  const once = sumSegments(whole);
  expect(once.files.map(({ path, segments, read, format }) => [path, segments, read, format])).toEqual([
    ['fw', 2, 40, 'syslog'],
    ['/drop/access.log', undefined, 5, 'squid-native'],
    ['branch-2', 1, 2, 'squid-native'],
    [damaged.path, undefined, 1, 'unknown'],
  ]);
  expect(once.files[0]).toMatchObject({
    stored: 38,
    bytes: 400,
    reasons: { shape: 2 },
    formats: { fortigate: 9, syslog: 29 },
  });
  // Joined with the next batch, the sums go on; the totals are those of all files.
  const next = sumLedger([...once.files, file(segment('fw', '03'), 7, 'syslog')], { from: 1, to: 3 }, 1);
  expect(sumSegments(next).files[0]).toMatchObject({ path: 'fw', segments: 3, read: 47 });
  expect(sumSegments(next)).toMatchObject({ read: whole.read + 7, stored: whole.stored + 6 });
});
