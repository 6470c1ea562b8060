/** Events that two connectors saw: what their records say only together is found, and what one says by itself is found as ever. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import type { Activity } from '../../model/activity.ts';
import {
  ACTIVITY_FILTER_FIELDS,
  evaluate,
  type FilterRecord,
  type FilterTree,
  isAnd,
  isNot,
  isOr,
  parseFilter,
  type Verdict,
} from '../../query/index.ts';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import { importActivities } from './activities.test-kit.ts';
import { compileActivityFilter } from './activity-filter.ts';
import { ActivityStore } from './activity-store.ts';
import { compileEventFilter } from './event-filter.ts';
import { matchActivities } from './matching.ts';

const EVENTS = 90;
const requestOf = (at: number): string => `7bc37f1b-66b8-4f05-9e04-${String(at).padStart(12, '0')}`;
const timeOf = (at: number, second: number): string =>
  new Date(Date.UTC(2025, 2, 5, 10, at % 60, second)).toISOString().slice(0, 19);
const addressOf = (at: number): string | undefined => [undefined, '192.0.2.1', '198.51.100.7'][at % 3];

const unified = (at: number): object => ({
  CreationTime: timeOf(at, 0),
  Operation: ['UserLoggedIn', 'UserLoginFailed'][at % 2],
  Workload: 'AzureActiveDirectory',
  Id: `a0000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  UserId: at % 5 === 0 ? undefined : `user${at % 4}@example.com`,
  IntraSystemId: requestOf(at),
});
const entra = (at: number): object => ({
  id: requestOf(at),
  createdDateTime: `${timeOf(at, 2)}Z`,
  userPrincipalName: `user${at % 4}@example.com`,
  appId: 'x',
  conditionalAccessStatus: 'success',
  ipAddress: addressOf(at),
  status: { errorCode: at % 7 === 0 ? 50126 : 0 },
});
/** The first third is in both logs. */
const LOGS = [
  Array.from({ length: EVENTS / 3 + 30 }, (_, at) => JSON.stringify(unified(at))),
  Array.from({ length: EVENTS / 3 }, (_, at) => JSON.stringify(entra(at))),
] as const;

let workspace: TestWorkspace;
let store: ActivityStore;
/** Records of each event. */
const events = new Map<string, FilterRecord[]>();

function contentOf(activity: Activity): FilterRecord {
  return {
    time: Date.parse(activity.time ?? ''),
    user: activity.sourceUser ?? null,
    connector: activity.connector,
    operation: activity.operation,
    type: activity.activityType,
    outcome: activity.outcome,
    ip: activity.sourceIp ?? null,
  };
}

beforeAll(() => {
  workspace = createTestWorkspace();
  const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2026, 0, 1));
  for (const lines of LOGS) {
    for (const [at, line] of lines.entries()) {
      const records = events.get(requestOf(at)) ?? [];
      events.set(requestOf(at), records);
      for (const event of reader.readLine(line).events) records.push(contentOf(toActivity(event, 1)));
    }
    importActivities(workspace, lines, { slices: 3 });
  }
  store = new ActivityStore(workspace.db);
  store.refresh(1);
});
afterAll(() => workspace.close());

function count(text: string, bounds: { readonly from?: number; readonly to?: number } = {}): object {
  const tree = parseFilter(text, ACTIVITY_FILTER_FIELDS);
  const filter = compileActivityFilter(store, tree, new Map());
  const verdicts = compileEventFilter(store, tree, new Map());
  const { records, events, blocks } = matchActivities(store, { ...bounds, filter, events: verdicts }, () => false);
  expect(blocks.map(({ block }) => block.timeMax)).toEqual(
    blocks.map(({ block }) => block.timeMax).sort((a, b) => b - a),
  );
  expect(blocks.reduce((sum, { rows, matched }) => sum + matched - rows.filter((row) => row !== 0).length, 0)).toBe(0);
  return { records, events };
}

/** As the words say it, without masks. */
function together(tree: FilterTree, records: readonly FilterRecord[]): Verdict {
  if (isNot(tree)) {
    return together(tree.not, records) !== true;
  }
  const parts = isAnd(tree) ? tree.and : isOr(tree) ? tree.or : null;
  if (parts === null && 'field' in tree) {
    if (tree.op === 'ne') return together({ not: { ...tree, op: 'eq' } }, records);
    if (tree.op === 'exists' && tree.values[0] === false)
      return together({ not: { ...tree, values: [true] } }, records);
    const said = records.map((record) => evaluate(tree, record, ACTIVITY_FILTER_FIELDS));
    return said.includes(true) ? true : said.includes(false) ? false : null;
  }
  const said = (parts ?? []).map((part) => together(part, records));
  const decisive = isOr(tree);
  return said.includes(decisive) ? decisive : said.includes(null) ? null : !decisive;
}

function excludes(tree: FilterTree): boolean {
  if (isAnd(tree)) return tree.and.some(excludes);
  if (isOr(tree)) return tree.or.some(excludes);
  return isNot(tree) || ('field' in tree && (tree.op === 'ne' || (tree.op === 'exists' && tree.values[0] === false)));
}

const LEAVES = [
  'user:user1@example.com',
  'user:known',
  'operation:UserLoggedIn',
  'ip:192.0.2.1',
  'ip:known',
  'ip:198.51.100.0/24',
  'connector:m365-ual',
  'connector:entra-signin',
  'outcome:failure',
  'type:login.failed',
  'operation:nothing',
  'ip!=192.0.2.1',
  'ip:unknown',
];

it('fit where their records do, together or one by itself', () => {
  const any = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...LEAVES).map((text) => `(${text})`),
      fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map(([a, word, b]) => `(${a} ${word} ${b})`),
      tie('text').map((text) => `(not ${text})`),
    ),
  })).text;
  fc.assert(
    fc.property(any, (text) => {
      const tree = parseFilter(text, ACTIVITY_FILTER_FIELDS);
      const expected = { records: 0, events: 0 };
      for (const records of events.values()) {
        const alone = records.filter((record) => evaluate(tree, record, ACTIVITY_FILTER_FIELDS) === true).length;
        const isTogether = together(tree, records) === true;
        const isAlone = alone > 0 && !(records.length > 1 && excludes(tree));
        const fitting = isAlone ? alone : isTogether ? records.length : 0;
        expected.records += fitting;
        expected.events += Math.min(1, fitting);
      }
      expect(count(text)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

it('are found by an operation that one log has and an address that the other has', () => {
  expect(count('operation:UserLoggedIn and ip:192.0.2.1 and user:user0@example.com')).not.toEqual({
    records: 0,
    events: 0,
  });
  expect(count('operation:UserLoggedIn')).toEqual({ records: 30, events: 30 });
});

it('are left out by what one of their records says, though another does not say it', () => {
  const all = count('');
  expect(count('not ip:192.0.2.1')).toEqual(count('ip!=192.0.2.1'));
  expect(count('ip:192.0.2.1 and not connector:m365-ual')).toEqual({ records: 0, events: 0 });
  expect(count('ip:unknown or ip:known')).toEqual(all);
});

it('fit only with the records of the time asked about', () => {
  const text = 'connector:m365-ual and ip:192.0.2.1';
  expect(count(text, { from: Date.UTC(2025, 2, 6) })).toEqual({ records: 0, events: 0 });
  // Its log-on log wrote the event down two seconds later.
  const at = Date.UTC(2025, 2, 5, 10, 1, 1);
  expect(count(text, { from: at, to: at + 2000 })).toEqual({ records: 1, events: 1 });
});
