/** A small organisation's logs in a real workspace, and the same events as plain records for naive evaluation. */

import fc from 'fast-check';
import { PackedCatalog, packCatalog } from '../../catalog/index.ts';
import type { Measures } from '../../contract/common.ts';
import { ACTION_ALLOWED, ACTION_BLOCKED, PARSED } from '../../ingest/formats/api.ts';
import { lineReader } from '../../ingest/slice/slice.test-kit.ts';
import { registrableDomain } from '../../kit/domain.ts';
import type { CategoryId, CloudApp } from '../../model/app.ts';
import {
  checkTree,
  evaluate,
  expandSearch,
  type FieldTable,
  type FilterRecord,
  type FilterTree,
} from '../../query/index.ts';
import { openReader } from '../../store/open.ts';
import { createTestWorkspace, importTexts, type TestWorkspace } from '../../store/store.test-kit.ts';
import { overrideScore, tagApps } from '../../store/write/app-state.ts';
import type { AppEntry } from '../app-directory.ts';
import { type CatalogSource, WorkspaceView } from '../workspace-view.ts';

const app = (id: string, category: CategoryId, headquarters: string | null, domains: readonly string[]): CloudApp => ({
  id,
  name: `The ${id}`,
  category,
  vendor: headquarters === null ? null : `${id} Inc.`,
  description: null,
  homepage: null,
  headquarters,
  domains,
  kind: 'saas',
  custom: false,
  factors: {},
});

export const APPS: readonly CloudApp[] = [
  app('drive', 'cloud-storage', 'US', ['drive.example.com', 'files.example.com']),
  app('mail', 'webmail', 'DE', ['mail.example.org']),
  app('chat', 'collaboration', null, ['chat.example.net']),
  app('box', 'cloud-storage', 'US', ['box.example.com']),
  app('quiet', 'crm', 'FR', ['quiet.example.com']),
];

/** The apps as a reader opens them; a catalog's file is in the order of ids. */
export const TEST_CATALOG: CatalogSource = {
  apps: new PackedCatalog(packCatalog(APPS.toSorted((a, b) => (a.id < b.id ? -1 : 1)))),
  factorFields: [],
};

export interface LogEvent {
  readonly raw: string;
  readonly stream: string;
  readonly second: number;
  readonly user: string;
  readonly source: string;
  readonly device: string;
  readonly host: string;
  readonly action: string | null;
  readonly sent: number | null;
  readonly received: number | null;
  readonly total: number | null;
}

export interface World {
  readonly workspace: TestWorkspace;
  readonly view: WorkspaceView;
  readonly events: readonly LogEvent[];
  readonly bucketMinutes: number;
  close(): void;
}

/** Around the end of summer time in Europe (26 October 2025, 01:00 UTC). */
export const WORLD_FROM = Date.UTC(2025, 9, 24, 6, 20);
const DAYS = 4;
const HOSTS = [
  'drive.example.com',
  'a.files.example.com',
  'mail.example.org',
  'chat.example.net',
  'box.example.com',
  'www.example.edu',
  'cdn.example.edu',
  '192.0.2.44',
];

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const W3C_FULL = '#Fields: date time c-ip cs-username cs-host cs-bytes sc-bytes x-exception-id c-computername';
const W3C_BARE = '#Fields: date time c-ip cs-username cs-host';

function linesOf(stream: string, count: number, next: (below: number) => number): string[] {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    // Many in few seconds, so that cells hold several events; in order, as logs are.
    const ms = WORLD_FROM + Math.floor((i / count) * DAYS * 86_400_000) + next(900) * 1000;
    const ip = `10.0.0.${1 + next(6)}`;
    const user = ['-', 'ana', 'bo', 'cy', 'dee'][next(5)] ?? '-';
    const host = HOSTS[next(i < count / 2 ? 5 : HOSTS.length)] ?? '';
    const [day = '', time = ''] = new Date(ms).toISOString().slice(0, 19).split('T');
    const bytes = next(5000);
    const device = ['-', 'lap-1', 'lap-2', 'desk-3'][i % 4] ?? '-';
    if (stream === 'proxy') {
      const result = next(6) === 0 ? 'TCP_DENIED/403' : 'TCP_MISS/200';
      lines.push(
        `${ms / 1000}.${100 + i} 9 ${ip} ${result} ${bytes} GET http://${host}/${i} ${user} HIER_DIRECT/192.0.2.1 text/html`,
      );
    } else {
      lines.push(
        `${day} ${time} ${ip} ${user} ${host}${stream === 'edge' ? ` ${next(900)} ${bytes} - ${device}` : ''}`,
      );
    }
  }
  return lines;
}

function eventsOf(stream: string, format: string, lines: readonly string[]): LogEvent[] {
  const reader = lineReader(format);
  reader.beginFile(Date.UTC(2035, 0, 1));
  return lines.flatMap((raw) => {
    if (reader.read(raw, 0, raw.length) !== PARSED) {
      return [];
    }
    const { draft } = reader;
    const known = (value: number) => (value < 0 ? null : value);
    const [sent, received] = [known(draft.bytesSent), known(draft.bytesReceived)];
    return {
      raw,
      stream,
      second: Math.floor(draft.timeMs / 1000),
      user: draft.sourceUser,
      source: draft.sourceIp,
      device: draft.sourceHost,
      host: draft.destinationHost || draft.destinationIp,
      action: draft.action === ACTION_BLOCKED ? 'blocked' : draft.action === ACTION_ALLOWED ? 'allowed' : null,
      sent,
      received,
      total: known(draft.bytesTotal) ?? (sent !== null && received !== null ? sent + received : null),
    };
  });
}

export function createWorld(zone: string, bucketMinutes: number, seed: number): World {
  const workspace = createTestWorkspace(zone, bucketMinutes);
  const next = random(seed);
  const proxy = linesOf('proxy', 260, next);
  const edge = [W3C_FULL, ...linesOf('edge', 160, next)];
  const bare = [W3C_BARE, ...linesOf('bare', 60, next)];
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  // The second import of the proxy's log repeats half of the first one.
  importTexts(workspace, [text(proxy.slice(0, 180))], { stream: 'proxy', bucketMinutes });
  importTexts(workspace, [text(proxy.slice(90))], { stream: 'proxy', bucketMinutes });
  importTexts(workspace, [text(edge)], { stream: 'edge', format: 'w3c', bucketMinutes });
  importTexts(workspace, [text(bare)], { stream: 'bare', format: 'w3c', bucketMinutes, keepEvidence: false });
  tagApps(workspace.db, [
    { id: 'drive', tag: 'sanctioned' },
    { id: 'mail', tag: 'unsanctioned' },
  ]);
  overrideScore(workspace.db, 'drive', 9);
  overrideScore(workspace.db, 'chat', 2);
  const reader = openReader(workspace.folder);
  const view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const events = [
    ...eventsOf('proxy', 'squid-native', proxy),
    ...eventsOf('edge', 'w3c', edge),
    ...eventsOf('bare', 'w3c', bare),
  ];
  return {
    workspace,
    view,
    events,
    bucketMinutes,
    close: () => {
      reader.close();
      workspace.close();
    },
  };
}

export const STREAM_IDS: Readonly<Record<string, number>> = { proxy: 1, edge: 2, bare: 3 };

export function appOf(view: WorkspaceView, event: LogEvent): AppEntry | undefined {
  return view.entries.find(({ app: { domains } }) =>
    domains.some((domain) => event.host === domain || event.host.endsWith(`.${domain}`)),
  );
}

/** What a filter may ask of one event. */
export function recordOf(view: WorkspaceView, event: LogEvent): FilterRecord {
  const entry = appOf(view, event);
  const isAddress = /^[\d.]+$/.test(event.host);
  const ofApp = entry && {
    app: [entry.app.name, entry.app.id],
    appId: entry.app.id,
    category: entry.app.category,
    vendor: entry.app.vendor,
    headquarters: entry.app.headquarters,
    score: entry.score.display,
    band: entry.score.band,
    tag: entry.tag ?? 'none',
    kind: entry.app.kind,
    custom: entry.app.custom,
  };
  return {
    ...ofApp,
    matched: entry !== undefined,
    host: event.host,
    domain: registrableDomain(event.host),
    destinationKind: isAddress ? 'address' : 'name',
    user: event.user || null,
    source: event.source || null,
    device: event.device || null,
    stream: event.stream,
    action: event.action,
  };
}

export interface Question {
  readonly from?: number;
  readonly to?: number;
  readonly streams?: number[];
}

/** The events that a question is about; a bound inside an hour takes the whole hour. */
export function selected(
  world: World,
  { from, to, streams }: Question,
  tree: FilterTree | null,
  fields: FieldTable,
): LogEvent[] {
  const hour = (ms: number) => Math.floor((Math.floor(ms / 1000) + world.bucketMinutes * 60) / 3600);
  return world.events.filter((event) => {
    const at = hour(event.second * 1000);
    if (from !== undefined && to !== undefined && from === to) return false;
    if (from !== undefined && at < hour(from)) return false;
    if (to !== undefined && at > hour(to - 1)) return false;
    if (streams && !streams.includes(STREAM_IDS[event.stream] ?? 0)) return false;
    return tree === null || evaluate(expandSearch(tree, fields), recordOf(world.view, event), fields) === true;
  });
}

export function distinct(values: readonly string[]): number {
  return new Set(values.filter((value) => value !== '')).size;
}

export function measuresOf(events: readonly LogEvent[]): Measures & { users: number; sources: number } {
  const sum = (field: 'sent' | 'received' | 'total') => {
    const known = events.flatMap((event) => event[field] ?? []);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
  };
  return {
    transactions: events.length,
    blocked: events.filter((event) => event.action === 'blocked').length,
    bytesSent: sum('sent'),
    bytesReceived: sum('received'),
    bytesTotal: sum('total'),
    users: distinct(events.map((event) => event.user)),
    sources: distinct(events.map((event) => event.source)),
  };
}

export function groupBy(events: readonly LogEvent[], key: (event: LogEvent) => string): Map<string, LogEvent[]> {
  const groups = new Map<string, LogEvent[]>();
  for (const event of events) {
    const name = key(event);
    if (name !== '') {
      groups.set(name, [...(groups.get(name) ?? []), event]);
    }
  }
  return groups;
}

const LEAVES: readonly FilterTree[] = [
  { field: 'user', op: 'eq', values: ['ana'] },
  { field: 'user', op: 'ne', values: ['bo'] },
  { field: 'user', op: 'exists', values: [false] },
  { field: 'host', op: 'contains', values: ['example.com'] },
  { field: 'domain', op: 'eq', values: ['example.edu'] },
  { field: 'destinationKind', op: 'eq', values: ['address'] },
  { field: 'matched', op: 'eq', values: [true] },
  { field: 'source', op: 'inRange', values: ['10.0.0.0/30'] },
  { field: 'device', op: 'exists', values: [true] },
  { field: 'stream', op: 'in', values: ['edge', 'bare'] },
  { field: 'action', op: 'eq', values: ['blocked'] },
  { field: 'action', op: 'ne', values: ['blocked'] },
  { field: 'category', op: 'eq', values: ['cloud-storage'] },
  { field: 'tag', op: 'eq', values: ['none'] },
  { field: 'tag', op: 'notIn', values: ['sanctioned'] },
  { field: 'band', op: 'in', values: ['high', 'low'] },
  { field: 'score', op: 'lt', values: [5] },
  { field: 'headquarters', op: 'ne', values: ['US'] },
  { field: 'app', op: 'startsWith', values: ['the m'] },
  { field: 'custom', op: 'eq', values: [false] },
];

/** Filter trees over what a cell knows. */
export function cellTrees(fields: FieldTable): fc.Arbitrary<FilterTree> {
  return fc
    .letrec<{ tree: FilterTree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...LEAVES),
        fc.record({ and: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ not: tie('tree') }),
      ),
    }))
    .tree.map((tree) => checkTree(tree, fields));
}

const EDGE = 2 * 3_600_000;
export const questions: fc.Arbitrary<Question> = fc
  .record({
    bounds: fc.option(
      fc
        .tuple(fc.integer({ min: -EDGE, max: DAYS * 86_400_000 + EDGE }), fc.integer({ min: 0, max: 2 * 86_400_000 }))
        .map(([at, length]) => [WORLD_FROM + at, WORLD_FROM + at + length] as const),
    ),
    one: fc.constantFrom('both', 'both', 'from', 'to'),
    streams: fc.option(fc.subarray([1, 2, 3], { minLength: 1 })),
  })
  .map(({ bounds, one, streams }) => ({
    ...(bounds && one !== 'to' ? { from: bounds[0] } : {}),
    ...(bounds && one !== 'from' ? { to: bounds[1] } : {}),
    ...(streams ? { streams } : {}),
  }));
