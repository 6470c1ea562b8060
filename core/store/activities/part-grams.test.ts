/** Searches in records pass by what cannot hold the text, and find the same as without. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONNECTORS } from '../../connectors/index.ts';
import { RECORD_GRAMS } from '../../ingest/activities/columns.ts';
import { readActivitySlice } from '../../ingest/activities/read-slice.ts';
import { ACTIVITY_FILTER_FIELDS, parseFilter } from '../../query/index.ts';
import { packFrame } from '../evidence/frame-codec.ts';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import { importActivities } from './activities.test-kit.ts';
import { compileActivityFilter } from './activity-filter.ts';
import { ActivityStore } from './activity-store.ts';
import { matchActivities } from './matching.ts';
import { countWithoutGrams, deriveGrams, unpackRecordGrams } from './part-grams.ts';

/** Some parts of 256 KiB in each block. */
const LINES = Array.from({ length: 2400 }, (_, at) =>
  JSON.stringify({
    CreationTime: '2025-03-04T09:00:00',
    Id: `${(Math.imul(at + 1, 0x9e3779b1) >>> 0).toString(16)}-0000-4000-8000-${String(at).padStart(12, '0')}`,
    Operation: 'FileAccessed',
    Workload: 'OneDrive',
    UserId: `user${at % 40}@example.com`,
    ObjectId: `https://example.com/Größe/${'folder/'.repeat(40)}document-${at}.docx`,
  }),
);
const TEXTS = [
  'document-1234.docx',
  'DOCUMENT-77',
  'user7@',
  'größe',
  'dropbox.com',
  '000000001999',
  'okta',
  '4711',
  'zz',
];

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  importActivities(workspace, LINES, { slices: 2 });
});
afterEach(() => workspace.close());

/** Of a store that remembers nothing. */
function count(filter: string): number {
  const store = new ActivityStore(workspace.db);
  store.refresh(1);
  const mask = compileActivityFilter(store, parseFilter(filter, ACTIVITY_FILTER_FIELDS), new Map());
  return matchActivities(store, { filter: mask }, () => false).records;
}

const stored = (): Buffer[] =>
  workspace.db
    .prepare<[number], Buffer>('SELECT data FROM activity_column WHERE col = ? ORDER BY block')
    .pluck()
    .all(RECORD_GRAMS);

function expectAll(): void {
  for (const text of TEXTS) {
    const fits = LINES.filter((line) => line.toLowerCase().includes(text.toLowerCase())).length;
    expect([count(`raw:"${text}"`), count(`not raw:"${text}"`)], text).toEqual([fits, LINES.length - fits]);
  }
  expect(count('raw:*folder0*document-12?4.docx*')).toBe(0);
  expect(count('raw:*größe*document-12?4.docx*')).toBe(10);
}

it('finds the same with it, without it, and once the background has made it', () => {
  expectAll();
  const imported = stored();
  expect(imported.map((data) => unpackRecordGrams(data).length > 1)).toEqual([true, true]);
  workspace.db.prepare('DELETE FROM activity_column WHERE col = ?').run(RECORD_GRAMS);
  expectAll();
  expect(countWithoutGrams(workspace.db)).toBe(2);
  expect(deriveGrams(workspace.db)).toBe(true);
  // Stopped between two blocks, and gone on with later.
  expectAll();
  expect([deriveGrams(workspace.db), deriveGrams(workspace.db)]).toEqual([true, false]);
  expect(stored()).toEqual(imported);
  expect(countWithoutGrams(workspace.db)).toBe(0);
});

it('unpacks no part that cannot hold the text', () => {
  // What is damaged is not noticed where nobody looks.
  workspace.db.prepare("UPDATE activity_raw SET data = x'00' WHERE first > 0").run();
  expect(count('raw:document-0.docx')).toBe(1);
  expect(count('raw:dropbox.com')).toBe(0);
  expect(count('not raw:dropbox.com')).toBe(LINES.length);
});

it('does not speak for records that are not kept', () => {
  workspace.db.exec('DELETE FROM activity_raw WHERE first > 0');
  const kept = LINES.length - count('raw:unknown');
  expect(kept).toBeGreaterThan(0);
  expect(count('raw:known and not raw:dropbox.com')).toBe(kept);
  expect(count('not raw:dropbox.com')).toBe(LINES.length);
});

it('tells of damage', () => {
  workspace.db
    .prepare('UPDATE activity_column SET data = ? WHERE col = ?')
    .run(stored()[0]?.subarray(0, 400), RECORD_GRAMS);
  expect(() => count('raw:dropbox.com')).toThrow('damaged');
});

it('is made of no anonymised stream', () => {
  const disguise = {
    token: (kind: string, text: string) => `${kind}-${text.length}`,
    mark: (_: string, text: string) => text,
    sealText: () => 'sealed',
  } as unknown as Parameters<typeof readActivitySlice>[3];
  const input = {
    file: 1,
    slice: 0,
    fileName: '',
    fileDateMs: Date.UTC(2026, 0, 1),
    bytes: Buffer.from(LINES.join('\n')),
  };
  const haveGrams = (hidden: typeof disguise): boolean[] => {
    const { batch } = readActivitySlice(input, CONNECTORS, packFrame, hidden, () => false);
    return [...new Set(batch?.raw.map(({ grams }) => grams !== null))];
  };
  expect([haveGrams(null), haveGrams(disguise)]).toEqual([[true], [false]]);
});
