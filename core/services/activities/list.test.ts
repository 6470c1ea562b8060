/** Pages that do not wait for the count: whatever is told before everything is counted is certain, and the end is what a whole count says. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { exportActivities } from './export.ts';
import { listActivities } from './list.ts';
import { countFacets, countOverTime } from './summaries.ts';

const requestOf = (at: number): string => `7bc37f1b-66b8-4f05-9e04-${String(at).padStart(12, '0')}`;
/** Neighbours are seconds or hours apart, so that blocks overlap in time, and some times are equal. */
const timeOf = (at: number): string =>
  new Date(Date.UTC(2025, 2, 5, at % 7, (at * 13) % 60, (at % 4) * 10)).toISOString().slice(0, 19);

const unified = (at: number): object => ({
  CreationTime: timeOf(at),
  Operation: ['UserLoggedIn', 'UserLoginFailed', 'FileDownloaded'][at % 3],
  Workload: 'AzureActiveDirectory',
  Id: `a0000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  UserId: at % 5 === 0 ? undefined : `user${at % 4}@example.com`,
  IntraSystemId: requestOf(at),
});
const entra = (at: number): object => ({
  id: requestOf(at),
  createdDateTime: `${timeOf(at)}Z`,
  userPrincipalName: `user${at % 4}@example.com`,
  appId: 'x',
  conditionalAccessStatus: 'success',
  ipAddress: [undefined, '192.0.2.1', '198.51.100.7'][at % 3],
  status: { errorCode: at % 7 === 0 ? 50126 : 0 },
});

let workspace: TestWorkspace;
let db: ReadConnection;

beforeAll(() => {
  workspace = createTestWorkspace();
  const lines = (count: number, of: (at: number) => object) => Array.from({ length: count }, (_, at) => of(at));
  const text = (records: object[]): string[] => records.map((one) => JSON.stringify(one));
  importActivities(workspace, text(lines(120, unified)), { slices: 5 });
  importActivities(workspace, text(lines(60, entra)), { slices: 3 });
  db = openReader(workspace.folder);
});
afterAll(() => {
  db.close();
  workspace.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Page = MethodOutput<'activities.list'>;
type Question = Parameters<typeof listActivities>[1];

const viewOf = (): WorkspaceView => new WorkspaceView(db, workspace.folder, TEST_CATALOG, () => '2026-01-01');

function ask(view: WorkspaceView, question: Question, cancelled = () => false): Page {
  return view.read(() => listActivities(view, question, cancelled));
}

/** Time passes with each look at the clock, so that each question is over as soon as it may be. */
function hurry(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 10;
    return now;
  });
}

const LEAVES = [
  'user:user1@example.com',
  'not user:*2*',
  'user:nobody@example.com',
  'type:login.failed',
  'category:signin',
  'ip:192.0.2.0/24',
  'not ip:192.0.2.1',
  'connector:entra-signin',
  'outcome:failure',
  'raw:FileDownloaded',
  'raw:*user*example*',
  'time>2025-03-05T03:30:00Z',
] as const;
const filters = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(...LEAVES).map((text) => `(${text})`),
    fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map(([a, word, b]) => `(${a} ${word} ${b})`),
    tie('text').map((text) => `(not ${text})`),
  ),
})).text;
const questions = fc.record({
  filter: fc.oneof(fc.constant(undefined), filters),
  order: fc.constantFrom('newest' as const, 'oldest' as const),
  offset: fc.constantFrom(0, 0, 7, 50),
  limit: fc.constantFrom(5, 20, 500),
  from: fc.constantFrom(undefined, Date.UTC(2025, 2, 5, 2, 30)),
  to: fc.constantFrom(undefined, Date.UTC(2025, 2, 5, 5, 10)),
});

it('comes with rows that stay and counts that only grow, until they are those of a whole count', () => {
  fc.assert(
    fc.property(questions, (question) => {
      vi.restoreAllMocks();
      const exact = ask(viewOf(), question);
      expect(exact.blocksLeft).toBe(0);
      hurry();
      const view = viewOf();
      let before = { records: 0, events: 0, blocksLeft: Number.POSITIVE_INFINITY };
      let page: Page;
      do {
        page = ask(view, { ...question, within: 1 });
        expect(page.rows).toEqual(exact.rows.slice(0, page.rows.length));
        expect(page.records).toBeGreaterThanOrEqual(before.records);
        expect(page.records).toBeLessThanOrEqual(exact.records);
        expect(page.events).toBeLessThanOrEqual(exact.events);
        expect(page.blocksLeft === 0 || page.blocksLeft < before.blocksLeft).toBe(true);
        before = page;
      } while (page.blocksLeft > 0);
      const { queryMs: _, ...told } = page;
      const { queryMs: __, ...wanted } = exact;
      expect(told).toEqual(wanted);
    }),
    { numRuns: 150 },
  );
});

it('has on a page anywhere the rows that are there in the whole log', () => {
  fc.assert(
    fc.property(questions, fc.nat(200), (question, offset) => {
      const view = viewOf();
      const whole = ask(view, { ...question, offset: 0, limit: 10_000 });
      const page = ask(view, { ...question, offset });
      expect(page.rows).toEqual(whole.rows.slice(offset, offset + question.limit));
    }),
    { numRuns: 200 },
  );
});

it('tells a full page before the blocks behind it are looked into', () => {
  const other = createTestWorkspace();
  const inOrder = (at: number) => ({
    ...unified(at),
    CreationTime: `2025-03-05T10:${String(at % 60).padStart(2, '0')}:00`,
  });
  importActivities(
    other,
    Array.from({ length: 60 }, (_, at) => JSON.stringify(inOrder(at))),
    { slices: 6 },
  );
  const reader = openReader(other.folder);
  hurry();
  for (const order of ['newest', 'oldest'] as const) {
    const view = new WorkspaceView(reader, other.folder, TEST_CATALOG, () => '2026-01-01');
    const page = ask(view, { order, offset: 0, limit: 5, within: 1, filter: 'operation:known' });
    expect(page.rows.map(({ time }) => new Date(time).getUTCMinutes())).toEqual(
      order === 'newest' ? [59, 58, 57, 56, 55] : [0, 1, 2, 3, 4],
    );
    expect(page).toMatchObject({ records: 10, blocksLeft: 5 });
  }
  reader.close();
  other.close();
});

it('counts for figures what a page has left uncounted', () => {
  hurry();
  const view = viewOf();
  const filter = 'category:signin';
  const page = ask(view, { order: 'oldest', offset: 0, limit: 3, within: 1, filter });
  expect(page.blocksLeft).toBeGreaterThan(0);
  const { success, failure, unknown } = view.read(() => countOverTime(view, { filter, buckets: 10 }, () => false));
  const sum = [...success, ...failure, ...unknown].reduce((all, count) => all + count, 0);
  expect(sum).toBe(ask(viewOf(), { order: 'newest', offset: 0, limit: 1, filter }).events);
});

it('stops at the next block when it is cancelled, and goes on from there when it is asked again', () => {
  const view = viewOf();
  const question = { order: 'newest' as const, offset: 0, limit: 500, filter: 'raw:*user*example*' };
  let looks = 0;
  const column = vi.spyOn(view.activities, 'column');
  const stopped = (): unknown => {
    try {
      return ask(view, question, () => ++looks > 2);
    } catch (cause) {
      return cause;
    }
  };
  expect(stopped()).toEqual(new AppError('job.cancelled', 'Cancelled.'));
  const looked = new Set(column.mock.calls.filter(([, name]) => name === 'raw').map(([block]) => block.id));
  expect(looked.size).toBe(2);
  column.mockClear();
  const page = ask(view, question);
  const after = column.mock.calls.filter(([, name]) => name === 'raw').map(([block]) => block.id);
  expect(after.filter((id) => looked.has(id))).toEqual([]);
  expect(page).toMatchObject({ records: ask(viewOf(), question).records, blocksLeft: 0 });
});

it.each(['facets', 'histogram'] as const)('stops counting %s when they are cancelled', (what) => {
  const view = viewOf();
  // What fits is known: only the figures are left.
  ask(view, { order: 'newest', offset: 0, limit: 1, filter: 'category:signin' });
  const count = () =>
    what === 'facets'
      ? countFacets(view, { fields: ['type'], limit: 5, filter: 'category:signin' }, () => true)
      : countOverTime(view, { buckets: 10, filter: 'category:signin' }, () => true);
  expect(() => view.read(count)).toThrow('Cancelled.');
});

it('is exported as it is listed, row by row and value by value', () => {
  const question = { filter: 'not user:*2*' };
  const { rows } = ask(viewOf(), { ...question, order: 'newest', offset: 0, limit: 500 });
  const file = exportActivities(viewOf(), { ...question, format: 'json', zone: 'UTC' }, () => false);
  const exported = JSON.parse(file.text) as readonly Readonly<Record<string, unknown>>[];
  expect(file).toMatchObject({ rows: rows.length, records: rows.length });
  expect(exported).toHaveLength(rows.length);
  for (const [at, row] of rows.entries()) {
    const out = exported[at] ?? {};
    expect(Date.parse(String(out.time))).toBe(row.time);
    const shown: Readonly<Record<string, unknown>> = { ...row };
    for (const key of Object.keys(out).filter((name) => name !== 'time' && name in shown)) {
      expect(out[key], `${key} of row ${at}`).toEqual(shown[key] ?? null);
    }
  }
});
