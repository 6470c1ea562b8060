/** Records of one event that several services of Microsoft keep: all name it alike, and nothing else does. */
import { expect, test } from 'vitest';
import { ActivityReader } from '../activity-reader.ts';
import { CONNECTORS } from '../index.ts';

const ID = '97EE2049-893e-4c9d-a312-08d82b46faf7';
const RECORD = {
  CreationTime: '2026-03-06T09:00:00',
  Id: ID,
  Operation: 'FilePreviewed',
  RecordType: 6,
  Workload: 'OneDrive',
  UserId: 'alice@example.com',
  ClientIP: '192.0.2.1',
};
const ROW = {
  Timestamp: '2026-03-06T09:00:00Z',
  ActionType: 'FilePreviewed',
  Application: 'Microsoft OneDrive for Business',
  ApplicationId: 15600,
  AccountObjectId: 'u-1',
  ActivityType: 'View',
};
const ACTIVITY = {
  _id: `1_15600_${ID}`,
  timestamp: 1772787600000,
  appName: 'Microsoft OneDrive for Business',
  eventTypeName: 'EVENT_CATEGORY_UNSPECIFIED',
  mainInfo: { rawOperationName: 'FilePreviewed' },
};

function sameEventOf(record: object): string {
  const reader = new ActivityReader(CONNECTORS, { fileName: 'export.json' }, Date.UTC(2030, 0, 1));
  return reader.readLine(JSON.stringify(record)).events[0]?.draft.sameEvent ?? 'not read';
}

test('the audit record, the API’s activity and the hunting table’s row of one event name it alike', () => {
  const name = `m365-record:${ID.toLowerCase()}`;
  expect(sameEventOf(RECORD)).toBe(name);
  expect(sameEventOf({ ...ACTIVITY, rawDataJson: RECORD })).toBe(name);
  expect(sameEventOf({ ...ROW, RawEventData: RECORD })).toBe(name);
  expect(sameEventOf({ ...ROW, RawEventData: JSON.stringify(RECORD) })).toBe(name);
});

test('sign-ins go by their request, which Entra’s own log names, too', () => {
  const request = 'a25feb7c-0000-4000-8000-000000000002';
  const login = { ...RECORD, Operation: 'UserLoggedIn', Workload: 'AzureActiveDirectory', IntraSystemId: request };
  expect(sameEventOf(login)).toBe(`entra-request:${request}`);
  expect(sameEventOf({ ...ROW, ActionType: 'UserLoggedIn', RawEventData: login })).toBe(`entra-request:${request}`);
});

test('ids of other apps’ records, of nothing and of no form join nothing', () => {
  expect(sameEventOf({ ...ACTIVITY, rawDataJson: { Id: ID } })).toBe('');
  expect(sameEventOf({ ...RECORD, Id: '00000000-0000-0000-0000-000000000000' })).toBe('');
  expect(sameEventOf({ ...RECORD, Id: 'x'.repeat(36) })).toBe('');
});
