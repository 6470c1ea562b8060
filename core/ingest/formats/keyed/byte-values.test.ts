import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ipKind } from '../../../kit/ip.ts';
import { EventDraft } from '../api.ts';
import { readAnyTime } from '../shared/time.ts';
import {
  anyTimeOf,
  byteTime,
  isAddress,
  isPlaceholderAt,
  NO_ZONE,
  UNPLAIN_ZONE,
  zoneMinutesOf,
} from './byte-values.ts';
import { isPlaceholder } from './draft-filler.ts';
import { readZoneMinutes } from './zone-minutes.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

const TIMES = [
  '1735689600',
  '1735689600123',
  '1735689600123456',
  '1735689600123456789',
  '2025-01-02 03:04:05',
  '2025-01-02T03:04:05.6',
  '2025-01-02T03:04:05.678Z',
  '2025-01-02T03:04:05+0200',
  '2025/01/02 03:04:05.678 -05:30',
  '2025-01-02 03:04:05 UTC',
  'Jan 02 2025 03:04:05',
  'Jan 02 2025 03:04:05 GMT',
  'Jan 02 2025 03:04:05 GMT+08:00',
  '02/Jan/2025:03:04:05 +0200',
  '1/2/2025, 3:04:05.250 PM',
  '12/31/2024 0:00:00',
  '01/02/2025 03:04:05 AM',
  'Jan 2, 2025 12:00:03 AM',
  '02-Jan-2025 03:04:05',
] as const;

test.each(TIMES)('%s is read from bytes', (text) => {
  expect(anyTimeOf(bytesOf(text), 0, text.length)).toBe(true);
});

test('times are what the reader of text makes of them, however they are damaged', () => {
  const damaged = fc
    .tuple(fc.constantFrom(...TIMES), fc.nat(24), fc.nat(2), fc.stringMatching(/^[\d Z+:.A-Z-]{0,3}$/))
    .map(([text, at, over, put]) => text.slice(0, at) + put + text.slice(at + over));
  fc.assert(
    fc.property(damaged, (text) => {
      if (!anyTimeOf(bytesOf(text), 0, text.length)) return;
      const draft = new EventDraft();
      expect(readAnyTime(text, 0, text.length, draft)).toBeGreaterThan(0);
      expect({ text, ...byteTime }).toEqual({ text, ms: draft.timeMs, isLocal: draft.timeIsLocal });
    }),
    { numRuns: 500 },
  );
});

test('words for nothing and zones are told as in text', () => {
  const words = fc.oneof(
    fc.constantFrom(
      '',
      '-',
      '--',
      'N/A',
      'null',
      '(NULL)',
      'None',
      'Undefined',
      'nina',
      'UTC',
      'CEST',
      '+0100',
      '-0530',
    ),
    fc.stringMatching(/^[-()\w/+:]{0,10}$/),
  );
  fc.assert(
    fc.property(words, (text) => {
      const bytes = bytesOf(text);
      expect([text, isPlaceholderAt(bytes, 0, text.length)]).toEqual([text, isPlaceholder(text, 0, text.length)]);
      const zone = zoneMinutesOf(bytes, 0, text.length);
      if (zone === UNPLAIN_ZONE) return;
      expect([text, zone === NO_ZONE ? Number.NaN : zone]).toEqual([text, readZoneMinutes(text, 0, text.length)]);
    }),
  );
});

describe('isAddress', () => {
  const group = fc.constantFrom('0', '1', 'db8', '2001', '12345', ':', '::', 'f', '10.0.0.5', '.', '256');

  it('takes nothing for an address that the reader of text takes for a name', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        const bytes = Buffer.from(text, 'latin1');
        if (isAddress(bytes, 0, bytes.length)) expect(ipKind(text, 0, text.length)).not.toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['192.0.2.1', '2001:db8::5', '::1', '1::', '::', '2001:db8:0:1:2:3:4:5'])('takes %s for one', (text) => {
    expect(isAddress(Buffer.from(text, 'latin1'), 0, text.length)).toBe(true);
  });
});
