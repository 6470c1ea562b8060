/** Activities in blocks: filters as masks mean what filters mean, events count once, pages come in order. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import { COLUMN_LIST, COLUMN_NUMBERS, HASH_FILTERS, isValueColumn } from '../../ingest/activities/columns.ts';
import type { Activity } from '../../model/activity.ts';
import { ACTIVITY_TYPES } from '../../model/activity-types.ts';
import {
  ACTIVITY_FILTER_FIELDS,
  evaluate,
  type FilterRecord,
  type FilterTree,
  parseFilter,
  SUGGESTED_QUERIES,
} from '../../query/index.ts';
import { encodeColumn } from '../segments/codec.ts';
import { createTestWorkspace, type TestWorkspace } from '../store.test-kit.ts';
import { publish } from '../write/imports.ts';
import { importActivities } from './activities.test-kit.ts';
import { compileActivityFilter } from './activity-filter.ts';
import { ActivityStore } from './activity-store.ts';
import { BlockColumns } from './block-columns.ts';
import { matchActivities } from './matching.ts';

const OPERATIONS = ['UserLoggedIn', 'UserLoginFailed', 'FileDownloaded', 'Add member to role.', 'New-InboxRule', 'Odd'];
const APPS = ['AzureActiveDirectory', 'OneDrive', 'Exchange'];

/** Records with and without most fields. */
function record(at: number): object {
  const of = <T>(list: readonly T[], step: number): T | undefined => list[Math.floor(at / step) % (list.length + 1)];
  return {
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, (at * 37) % 3600)).toISOString().slice(0, 19),
    Id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    Operation: OPERATIONS[at % OPERATIONS.length],
    Workload: of(APPS, 2) ?? 'Other',
    UserId: of(['alice@example.com', 'Bob@example.com'], 3),
    ClientIP: of(['192.0.2.10', '10.1.2.3:99', '2001:db8::1'], 5),
    UserType: of([0, 2, 4], 7),
    SessionId: of(['5E551011-0000-4000-8000-000000000001'], 4),
    LogonType: of([2], 6),
  };
}

const LINES = Array.from({ length: 240 }, (_, at) => JSON.stringify(record(at)));

let workspace: TestWorkspace;
let store: ActivityStore;
const activities: Activity[] = [];
/** Records as they stand in the file, by activity. */
const records = new Map<Activity, string>();

function importLines(lines: readonly string[], slices: number): number {
  return importActivities(workspace, lines, { slices });
}

let version = 0;
function refreshed(): ActivityStore {
  store.refresh(++version);
  return store;
}

function count(filter: FilterTree | null): { records: number; events: number } {
  const mask = filter === null ? null : compileActivityFilter(store, filter, new Map());
  const { records, events } = matchActivities(store, { filter: mask }, () => false);
  return { records, events };
}

/** What a filter sees of an activity. */
function contentOf(activity: Activity): FilterRecord {
  const [object] = activity.objects ?? [];
  return {
    time: Date.parse(activity.time ?? ''),
    user: activity.sourceUser ?? null,
    app: [activity.app],
    connector: activity.connector,
    operation: activity.operation,
    type: activity.activityType,
    category: ACTIVITY_TYPES[activity.activityType].category,
    admin: activity.admin,
    outcome: activity.outcome,
    actor: activity.actorKind ?? null,
    ip: activity.sourceIp ?? null,
    session: activity.sessionId?.toLowerCase() ?? null,
    impersonated: activity.impersonated ?? null,
    object: object?.name ?? object?.id ?? null,
    target: activity.target ?? null,
    raw: records.get(activity) ?? null,
  };
}

beforeAll(() => {
  workspace = createTestWorkspace();
  store = new ActivityStore(workspace.db);
  const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2026, 0, 1));
  for (const line of LINES) {
    for (const event of reader.readLine(line).events) {
      const activity = toActivity(event, 1);
      activities.push(activity);
      records.set(activity, line);
    }
  }
  importLines(LINES, 3);
  refreshed();
});
afterAll(() => workspace.close());

const LEAVES = [
  'user:alice@example.com',
  'user:*bob*',
  'user:known',
  // What no record says, so that no block is read for it.
  'user:nobody@example.com',
  'operation:nothing',
  'not user:*b*',
  'ip:10.0.0.0/8',
  'ip:192.0.2.10',
  'type:login.failed',
  'category:signin',
  'outcome:failure',
  'admin:yes',
  'impersonated:yes',
  'impersonated:unknown',
  'actor:admin',
  'session:5e551011-0000-4000-8000-000000000001',
  'session:unknown',
  'app:exchange-online',
  'operation:*Inbox*',
  'alice',
  'raw:CLIENTIP',
  'raw:"\\"SessionId\\":\\"5E551"',
  'raw:nowhere',
  'raw:known',
  'raw:*Operation*Inbox*',
  'time>2025-03-04T09:30:00Z',
] as const;

describe('filters over activities', () => {
  it('mean what filters mean', () => {
    const leaf = fc.constantFrom(...LEAVES).map((text) => `(${text})`);
    const any = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map(([a, word, b]) => `(${a} ${word} ${b})`),
        tie('text').map((text) => `(not ${text})`),
      ),
    })).text;
    fc.assert(
      fc.property(any, (text) => {
        const tree = parseFilter(text, ACTIVITY_FILTER_FIELDS);
        const expected = activities.filter((one) => evaluate(tree, contentOf(one), ACTIVITY_FILTER_FIELDS) === true);
        expect(count(tree).records).toBe(expected.length);
      }),
      { numRuns: 200 },
    );
  });

  it.each(SUGGESTED_QUERIES)('can be asked as "$title"', ({ filter }) => {
    expect(() => count(parseFilter(filter, ACTIVITY_FILTER_FIELDS))).not.toThrow();
  });

  it('find the same in blocks that are stored row by row, as older versions stored them', () => {
    const older = createTestWorkspace();
    importActivities(older, LINES, { slices: 3 });
    const columns = new BlockColumns(older.db);
    const put = older.db.prepare('UPDATE activity_column SET data = ? WHERE block = ? AND col = ?');
    const blocks = older.db.prepare<[], { id: number; rows: number }>('SELECT id, rows FROM activity_block').all();
    for (const block of blocks) {
      for (const name of COLUMN_LIST) {
        put.run(encodeColumn(columns.column(block, name).values), block.id, COLUMN_NUMBERS[name]);
      }
    }
    for (const number of Object.values(HASH_FILTERS)) {
      older.db.prepare('DELETE FROM activity_column WHERE col = ?').run(number);
    }
    const read = new ActivityStore(older.db);
    read.refresh(1);
    for (const text of LEAVES) {
      const tree = parseFilter(`(${text}) or (user:*bob* and not type:login)`, ACTIVITY_FILTER_FIELDS);
      const mask = compileActivityFilter(read, tree, new Map());
      expect(matchActivities(read, { filter: mask }, () => false).records, text).toBe(count(tree).records);
    }
    for (const block of read.blocks) {
      expect(read.packed(block, 'user')).toBeNull();
      expect(read.cell(block, 'user', 7)).toBe(read.column(block, 'user')[7]);
    }
    older.close();
  });

  it('know what single rows have, whether their columns are unpacked or not', () => {
    const fresh = new ActivityStore(workspace.db);
    fresh.refresh(1);
    for (const block of fresh.blocks) {
      for (const name of COLUMN_LIST.filter(isValueColumn)) {
        // More of them than are looked up one by one.
        for (let row = 0; row < block.rows; row += 9) {
          expect(fresh.cell(block, name, row), name).toBe(store.column(block, name)[row]);
        }
      }
    }
  });

  it('are answered without reading what was made ready, as far as there is room for it', () => {
    const other = createTestWorkspace();
    importActivities(other, LINES, { slices: 4 });
    const ready = new ActivityStore(other.db);
    ready.refresh(1);
    let steps = 3;
    expect(ready.prepare(() => steps-- > 0)).toBe(true);
    expect(ready.prepare(() => true)).toBe(false);
    const small = new ActivityStore(other.db, 600);
    small.refresh(1);
    expect(small.prepare(() => true)).toBe(false);
    const gone = other.db.prepare('DELETE FROM activity_column WHERE col = ?');
    gone.run(COLUMN_NUMBERS.user);
    const found = (store: ActivityStore) => {
      const mask = compileActivityFilter(store, parseFilter('user:*bob*', ACTIVITY_FILTER_FIELDS), new Map());
      return matchActivities(store, { filter: mask }, () => false).records;
    };
    expect(found(ready)).toBe(count(parseFilter('user:*bob*', ACTIVITY_FILTER_FIELDS)).records);
    expect(found(small)).toBeLessThan(found(ready));
    other.close();
  });

  it('look for whole ids only', () => {
    expect(() => parseFilter('session:*abc*', ACTIVITY_FILTER_FIELDS)).toThrow(/session/);
  });

  it('look for an id in the blocks that may have it', () => {
    const other = createTestWorkspace();
    importActivities(other, LINES, { slices: 6 });
    const read = new ActivityStore(other.db);
    read.refresh(1);
    const { column } = read;
    const looked = new Set<number>();
    read.column = (block, name) => {
      if (name === 'id') looked.add(block.id);
      return column.call(read, block, name) as ReturnType<typeof column<typeof name>>;
    };
    const found = (text: string) => {
      const mask = compileActivityFilter(read, parseFilter(text, ACTIVITY_FILTER_FIELDS), new Map());
      return matchActivities(read, { filter: mask }, () => false).records;
    };
    const [id, absent] = ['10000000-0000-4000-8000-000000000017', '10000000-0000-4000-8000-00000000abcd'];
    expect(found(`id:${id} or user:nobody@example.com`)).toBe(1);
    expect(looked.size).toBe(1);
    expect(found(`id:(${id}, ${absent}) and type:login`)).toBe(
      count(parseFilter(`id:${id} and type:login`, ACTIVITY_FILTER_FIELDS)).records,
    );
    // Under a not, every row must be looked at.
    expect(found(`not id:${absent}`)).toBe(LINES.length);
    expect(found(`id!=${id}`)).toBe(LINES.length - 1);
    expect(looked.size).toBe(6);
    other.close();
  });
});

describe('one event', () => {
  it('is one record however often it is imported', () => {
    importLines(LINES.slice(0, 100), 2);
    refreshed();
    expect(count(null)).toEqual({ records: LINES.length, events: LINES.length });
  });

  it('counts once though two connectors saw it, and shows both records', () => {
    const request = '7bc37f1b-66b8-4f05-9e04-0d0ff1ad4300';
    const seen = { CreationTime: '2025-03-05T10:00:00', Operation: 'UserLoggedIn', Workload: 'AzureActiveDirectory' };
    const unified = {
      ...seen,
      Id: 'a0000000-0000-4000-8000-000000000000',
      UserId: 'carol@example.com',
      IntraSystemId: request,
    };
    const entra = {
      id: request,
      createdDateTime: '2025-03-05T09:59:58Z',
      userPrincipalName: 'carol@example.com',
      appId: 'x',
      conditionalAccessStatus: 'success',
      ipAddress: '192.0.2.1',
      status: { errorCode: 0 },
    };
    const first = importLines([JSON.stringify(entra)], 1);
    importLines([JSON.stringify(unified)], 1);
    refreshed();
    const ask = (text: string) => count(parseFilter(text, ACTIVITY_FILTER_FIELDS));
    expect(ask('user:carol@example.com')).toEqual({ records: 2, events: 1 });
    expect(ask('user:carol@example.com and connector:m365-ual')).toEqual({ records: 1, events: 1 });
    publish(workspace.db, workspace.folder, [], [first]);
    refreshed();
    expect(ask('user:carol@example.com')).toEqual({ records: 1, events: 1 });
  });
});

describe('text of records', () => {
  it('is unknown where the records are not kept, which no text is in, and is asked last, of what the rest leaves open', () => {
    const other = createTestWorkspace();
    const bare = new ActivityStore(other.db);
    importActivities(other, LINES, { slices: 2 });
    other.db.prepare('DELETE FROM activity_raw WHERE block = (SELECT max(block) FROM activity_raw)').run();
    bare.refresh(1);
    const ask = (text: string): number => {
      const mask = compileActivityFilter(bare, parseFilter(text, ACTIVITY_FILTER_FIELDS), new Map());
      return matchActivities(bare, { filter: mask }, () => false).records;
    };
    expect([ask('raw:creationtime'), ask('not raw:creationtime'), ask('raw:unknown')]).toEqual([120, 120, 120]);
    // Nobody of that name: no record is read, so that one which is damaged meanwhile hurts nobody.
    other.db.prepare("UPDATE activity_raw SET data = x'00'").run();
    expect(ask('raw:workload and user:nobody@example.com')).toBe(0);
    expect(ask('raw:workload')).toBe(0);
    other.close();
  });
});
