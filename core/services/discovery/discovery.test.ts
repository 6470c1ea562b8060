import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { checkTree, evaluate, type FilterTree, printFilter } from '../../query/index.ts';
import { countCategories } from './count-categories.ts';
import { getDashboard } from './dashboard.ts';
import {
  appOf,
  cellTrees,
  createWorld,
  distinct,
  groupBy,
  type LogEvent,
  measuresOf,
  type Question,
  questions,
  selected,
  WORLD_FROM,
} from './discovery.test-kit.ts';
import { exportRows } from './export-rows.ts';
import { pageOf, type TableName, TableResults } from './rows.ts';
import { fieldsOf } from './scope.ts';
import { getUsage } from './usage.ts';

const WORLDS = [
  ['UTC', createWorld('UTC', 0, 1)],
  ['Europe/Berlin', createWorld('Europe/Berlin', 0, 2)],
  ['Asia/Kolkata', createWorld('Asia/Kolkata', 30, 3)],
] as const;
afterAll(() => {
  for (const [, world] of WORLDS) world.close();
});

const never = () => false;
const [[, UTC]] = WORLDS;
const ALL = fieldsOf(UTC.view, 'all');
const TREES = fc.option(cellTrees(ALL), { nil: null });
const seconds = (events: readonly LogEvent[]) => events.map((event) => event.second * 1000);
const filterOf = (tree: FilterTree | null, table: Parameters<typeof fieldsOf>[1] = 'all') =>
  tree === null ? {} : { filter: printFilter(tree, fieldsOf(UTC.view, table)) };
const scopeOf = (question: Question) => question;

describe.each(WORLDS)('figures in %s', (_zone, world) => {
  const { view } = world;

  it('of the dashboard are what the events add up to', () => {
    fc.assert(
      fc.property(questions, TREES, (question, tree) => {
        const input = METHODS['discovery.getDashboard'].input.parse({ ...question, ...filterOf(tree), top: 100 });
        const answer = getDashboard(view, input, never);
        const events = selected(world, question, tree, ALL);
        const isMatched = (event: LogEvent) => appOf(view, event) !== undefined;
        const unmatched = measuresOf(events.filter((event) => !isMatched(event)));
        expect(answer.kpis).toEqual({
          ...measuresOf(events),
          apps: distinct(events.map((event) => appOf(view, event)?.app.id ?? '')),
          devices: distinct(events.map((event) => event.device)),
          hosts: distinct(events.map((event) => event.host)),
          unmatchedTransactions: unmatched.transactions,
          unmatchedBytesTotal: unmatched.bytesTotal,
        });
        const share = (test: (event: LogEvent) => boolean) =>
          events.length === 0 ? null : events.filter(test).length / events.length;
        expect(answer.known).toEqual({
          bytesSent: share((event) => event.sent !== null),
          bytesReceived: share((event) => event.received !== null),
          bytesTotal: share((event) => event.total !== null),
          user: share((event) => event.user !== ''),
          source: share((event) => event.source !== ''),
          device: share((event) => event.device !== ''),
          action: share((event) => event.action !== null),
          matched: share(isMatched),
        });
        const bands = groupBy(events, (event) => appOf(view, event)?.score.band ?? 'unmatched');
        for (const band of ['high', 'medium', 'low', 'unscored', 'unmatched'] as const) {
          const want = measuresOf(bands.get(band) ?? []);
          expect(answer.bands[band], band).toEqual(want);
          const lane = answer.timeline.bands[band];
          expect(lane.length).toBe(answer.timeline.starts.length);
          expect(lane.reduce((sum, bucket) => sum + bucket.transactions, 0)).toBe(want.transactions);
          expect(lane.reduce((sum, bucket) => sum + (bucket.bytesReceived ?? 0), 0)).toBe(want.bytesReceived ?? 0);
        }
        const categories = groupBy(events, (event) => appOf(view, event)?.app.category ?? '');
        expect(answer.categories.length).toBe(categories.size);
        for (const { id, name, apps, byTag, ...got } of answer.categories) {
          const members = categories.get(id) ?? [];
          expect(got).toEqual(measuresOf(members));
          expect(apps).toBe(distinct(members.map((event) => appOf(view, event)?.app.id ?? '')));
          expect(name).not.toBe(id);
          for (const tag of ['sanctioned', 'unsanctioned', 'monitored', 'none'] as const) {
            expect(byTag[tag]).toEqual(
              measuresOf(members.filter((event) => (appOf(view, event)?.tag ?? 'none') === tag)),
            );
          }
        }
        const countries = groupBy(events.filter(isMatched), (event) => appOf(view, event)?.app.headquarters ?? '?');
        expect(answer.headquarters.length).toBe(countries.size);
        for (const { country, apps, ...got } of answer.headquarters) {
          const members = countries.get(country ?? '?') ?? [];
          expect(got).toEqual(measuresOf(members));
          expect(apps).toBe(distinct(members.map((event) => appOf(view, event)?.app.id ?? '')));
        }
        for (const [list, key] of [
          [answer.topUsers, (event: LogEvent) => event.user],
          [answer.topSources, (event: LogEvent) => event.source],
          [answer.topDevices, (event: LogEvent) => event.device],
        ] as const) {
          const groups = groupBy(events, key);
          expect(list.map((row) => row.key).sort()).toEqual([...groups.keys()].sort());
          for (const { key: name, apps, hosts, devices, firstSeen, lastSeen, ...got } of list) {
            const members = groups.get(name) ?? [];
            expect(got).toEqual(measuresOf(members));
            expect([apps, hosts, devices]).toEqual([
              distinct(members.map((event) => appOf(view, event)?.app.id ?? '')),
              distinct(members.map((event) => event.host)),
              distinct(members.map((event) => event.device)),
            ]);
            expect([firstSeen, lastSeen]).toEqual([Math.min(...seconds(members)), Math.max(...seconds(members))]);
          }
        }
        for (const { id, byAddress } of answer.topApps) {
          const own = events.filter((event) => appOf(view, event)?.app.id === id);
          expect(byAddress).toBe(own.filter((event) => /^[\d.]+$/.test(event.host)).length);
        }
        const ranked = answer.topUsers.map((row) => row.bytesTotal ?? row.bytesReceived ?? row.transactions);
        if (answer.topUsers.every((row) => row.bytesTotal !== null)) {
          expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
        }
        const firstOf = (id: string) => Math.min(...seconds(world.events.filter((e) => appOf(view, e)?.app.id === id)));
        const start = answer.range?.from ?? 0;
        const isOld = answer.extent !== null && answer.extent.from < start;
        expect(answer.newApps.map((row) => row.id).sort()).toEqual(
          answer.topApps
            .filter((row) => isOld && firstOf(row.id) >= start)
            .map((row) => row.id)
            .sort(),
        );
        expect(answer.riskyUploads.every((row) => (row.bytesSent ?? 0) > 0)).toBe(true);
        expect(answer.provisional).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('of the period before are those of a question about it', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.integer({ min: 1, max: 40 }), TREES, (at, length, tree) => {
        const from = Math.floor(WORLD_FROM / 1_800_000) * 1_800_000 + at * 3_600_000;
        const ask = (question: Question) =>
          getDashboard(view, METHODS['discovery.getDashboard'].input.parse({ ...question, ...filterOf(tree) }), never);
        const { previous, range, extent } = ask({ from, to: from + length * 3_600_000 });
        if (!range || !extent) throw new Error('no data');
        const before = ask({ from: range.from - (range.to - range.from), to: range.from });
        const holdsData =
          selected(world, { from: range.from - (range.to - range.from), to: range.from }, null, ALL).length > 0;
        expect(previous).toEqual(holdsData && extent.from < range.from ? before.kpis : null);
      }),
      { numRuns: 40 },
    );
  });

  const TABLES = ['apps', 'users', 'sources', 'devices', 'unmatched'] as const;
  const KEYS: Record<TableName, (event: LogEvent) => string> = {
    apps: (event) => appOf(view, event)?.app.id ?? '',
    users: (event) => event.user,
    sources: (event) => event.source,
    devices: (event) => event.device,
    unmatched: (event) => (appOf(view, event) ? '' : event.host),
  };
  const rowTree = fc.constantFrom<FilterTree | null>(
    null,
    { field: 'transactions', op: 'gt', values: [3] },
    { field: 'bytesSent', op: 'gte', values: [200] },
    { not: { field: 'bytesSent', op: 'exists', values: [true] } },
    {
      or: [
        { field: 'blocked', op: 'eq', values: [0] },
        { field: 'bytesReceived', op: 'lt', values: [9000] },
      ],
    },
    { field: 'lastSeen', op: 'gte', values: [WORLD_FROM + 2 * 86_400_000] },
  );

  it('of tables are those of their rows, filtered before and after summing', () => {
    const results = new TableResults();
    fc.assert(
      fc.property(
        fc.constantFrom(...TABLES),
        questions,
        TREES,
        rowTree,
        fc.boolean(),
        (table, question, cell, row, up) => {
          const fields = fieldsOf(view, table);
          const parts = [cell, row].filter((tree) => tree !== null);
          const tree = parts.length === 0 ? null : checkTree({ and: parts }, fields);
          const sort = { column: 'bytesReceived', direction: up ? ('asc' as const) : ('desc' as const) };
          const input = { ...question, ...filterOf(tree, table), table, sort };
          const got = results.get(view, input, never);
          const groups = groupBy(
            selected(world, question, cell === null ? null : checkTree(cell, fields), fields),
            KEYS[table],
          );
          const want = [...groups].map(([key, events]) => ({
            key,
            ...measuresOf(events),
            hosts: distinct(events.map((event) => event.host)),
            devices: distinct(events.map((event) => event.device)),
            firstSeen: Math.min(...seconds(events)),
            lastSeen: Math.max(...seconds(events)),
          }));
          const kept = want.filter(
            (one) => row === null || evaluate(checkTree(row, fields), { ...one }, fields) === true,
          );
          const shown = got.rows.map((one) => ({
            key: 'id' in one ? one.id : one.key,
            transactions: one.transactions,
            blocked: one.blocked,
            bytesSent: one.bytesSent,
            bytesReceived: one.bytesReceived,
            bytesTotal: one.bytesTotal,
            users: one.users,
            sources: one.sources,
            hosts: one.hosts,
            devices: one.devices,
            firstSeen: one.firstSeen,
            lastSeen: one.lastSeen,
          }));
          const byKey = <T extends { key: string }>(list: readonly T[]) =>
            [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
          expect(byKey(shown)).toEqual(byKey(kept));
          // Another order has the same rows, and categories count them.
          const found = results.find(view, { ...input }, never);
          expect(new Set(found.rows)).toEqual(new Set(got.rows));
          const { total, categories } = countCategories(found.rows);
          const isOfApps = table === 'apps';
          expect([total, categories.reduce((sum, { apps }) => sum + apps, 0)]).toEqual([
            shown.length,
            isOfApps ? shown.length : 0,
          ]);
          const values = shown.flatMap((one) => one.bytesReceived ?? []);
          expect(values).toEqual([...values].sort((a, b) => (up ? a - b : b - a)));
          expect(shown.findIndex((one) => one.bytesReceived === null)).toBe(
            values.length === shown.length ? -1 : values.length,
          );
          for (const [id, trend] of got.trends) {
            expect(trend.reduce((a, b) => a + b, 0)).toBe(shown.find((one) => one.key === id)?.transactions);
          }
          const pages = [0, 2, 4, 6, 8].map((offset) => pageOf(got, { offset, limit: 2 }, 0));
          expect(pages.flatMap((page) => page.columns.transactions ?? [])).toEqual(
            shown.map((one) => one.transactions).slice(0, 10),
          );
          const { text, rows } = exportRows(view, results, { ...input, format: 'json', zone: 'UTC' }, never);
          const exported = JSON.parse(text) as Record<string, unknown>[];
          expect(rows).toBe(shown.length);
          expect(exported.map((one) => [one.id ?? one.key, one.bytesSent, one.firstSeen])).toEqual(
            shown.map((one) => [one.key, one.bytesSent, new Date(one.firstSeen).toISOString().replace('.000Z', 'Z')]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of one entity are those of its row, and its parts add up to them', () => {
    const results = new TableResults();
    fc.assert(
      fc.property(
        questions,
        TREES,
        fc.constantFrom('app', 'user', 'source', 'device', 'host'),
        (question, tree, kind) => {
          const table = (
            { app: 'apps', user: 'users', source: 'sources', device: 'devices', host: 'unmatched' } as const
          )[kind];
          const { rows } = results.get(view, { ...scopeOf(question), ...filterOf(tree, table), table }, never);
          for (const row of rows.slice(0, 3)) {
            const key = 'id' in row ? row.id : row.key;
            const usage = getUsage(
              view,
              METHODS['discovery.getUsage'].input.parse({ ...question, ...filterOf(tree), kind, key }),
              never,
            );
            const { apps, devices, hosts, ...totals } = usage.totals;
            expect({ ...totals, hosts, devices, firstSeen: usage.firstSeen, lastSeen: usage.lastSeen }).toEqual({
              transactions: row.transactions,
              blocked: row.blocked,
              bytesSent: row.bytesSent,
              bytesReceived: row.bytesReceived,
              bytesTotal: row.bytesTotal,
              users: row.users,
              sources: row.sources,
              hosts: row.hosts,
              devices: row.devices,
              firstSeen: row.firstSeen,
              lastSeen: row.lastSeen,
            });
            const sum = (list: readonly { transactions: number }[]) => list.reduce((a, b) => a + b.transactions, 0);
            expect(sum(usage.timeline.values)).toBe(row.transactions);
            expect(sum(usage.hosts)).toBe(row.transactions);
            expect(sum(usage.users)).toBe(Math.round(row.transactions * (usage.known.user ?? 0)));
            expect(sum(usage.devices)).toBe(Math.round(row.transactions * (usage.known.device ?? 0)));
            expect([usage.apps.length, usage.hosts.length, usage.devices.length]).toEqual([apps, hosts, devices]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('questions at their edges', () => {
  const rows = (input: object) => new TableResults().get(UTC.view, { table: 'apps', ...input }, never).rows.length;

  it('that lie outside the data are empty, whatever their bounds', () => {
    expect(rows({ from: 0, to: Number.MAX_SAFE_INTEGER })).toBe(4);
    expect(rows({ from: -8.64e15, to: 0 })).toBe(0);
    expect(rows({ from: Date.UTC(2030, 0, 1) })).toBe(0);
    expect(rows({ to: Date.UTC(2001, 0, 1) })).toBe(0);
    expect(() => rows({ from: 5, to: 4 })).toThrow('before its start');
    expect(rows({ streams: [99] })).toBe(0);
  });

  it('stand for whole hours, and say so', () => {
    const from = Date.UTC(2025, 9, 25, 10, 30);
    const input = METHODS['discovery.getDashboard'].input.parse({ from, to: from + 60_000 });
    expect(getDashboard(UTC.view, input, never).range).toEqual({ from: from - 1_800_000, to: from + 1_800_000 });
  });

  it('refuse unknown columns and say which there are; exports of nothing have headings', () => {
    expect(() => rows({ sort: { column: 'toString', direction: 'asc' } })).toThrow('Columns: id, name');
    const input = { table: 'users' as const, to: 0, format: 'csv' as const, zone: 'UTC' };
    expect(exportRows(UTC.view, new TableResults(), input, never)).toMatchObject({ rows: 0 });
    expect(exportRows(UTC.view, new TableResults(), { ...input, columns: ['key', 'users'] }, never).text).toContain(
      'User,Users',
    );
  });

  it('stop when they are cancelled', () => {
    const input = METHODS['discovery.getDashboard'].input.parse({});
    expect(() => getDashboard(UTC.view, input, () => true)).toThrow('cancelled');
  });
});
