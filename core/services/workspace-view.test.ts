import { describe, expect, it } from 'vitest';
import { METHODS } from '../contract/methods.ts';
import type { ReadConnection } from '../store/open.ts';
import { importTexts, type TestWorkspace } from '../store/store.test-kit.ts';
import { deleteCustomApp, putCustomApp, tagApps } from '../store/write/app-state.ts';
import { publish } from '../store/write/imports.ts';
import { getDashboard } from './discovery/dashboard.ts';
import { APPS, TEST_CATALOG } from './discovery/discovery.test-kit.ts';
import { TableResults } from './discovery/rows.ts';
import { fieldsOf } from './discovery/scope.ts';
import { withFreshView } from './fresh-view.test-kit.ts';
import { readSourcesOf, storedLogSources } from './imports/stored-sources.ts';
import { listStreams } from './streams/list-streams.ts';
import { checkIntegrity } from './workspace/integrity.ts';
import { WorkspaceView } from './workspace-view.ts';

let workspace: TestWorkspace;
let reader: ReadConnection;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, reader, view } = fresh);
});

const never = () => false;
const line = (second: number, user: string, host: string) =>
  `${1_700_000_000 + second}.000 1 10.0.0.1 TCP_MISS/200 10 GET http://${host}/ ${user} HIER_DIRECT/192.0.2.1 -`;
const rows = (table: 'apps' | 'unmatched' | 'users') =>
  view.read(() =>
    new TableResults()
      .get(view, { table }, never)
      .rows.map((row) => ('id' in row ? row.id : row.key))
      .sort(),
  );

describe('a view', () => {
  it('filters by the factors of its own catalog, whatever catalog was asked before', () => {
    const factor = { id: 'mfa', title: 'Multi-factor authentication', valueKind: 'flag', naAllowed: false } as const;
    const other = new WorkspaceView(reader, workspace.folder, { ...TEST_CATALOG, factorFields: [factor] }, () => '');
    const has = (asked: WorkspaceView) => fieldsOf(asked, 'apps').list.some(({ name }) => name === 'factor.mfa');
    expect([has(view), has(other), has(view)]).toEqual([false, true, false]);
    expect(fieldsOf(other, 'apps')).toBe(fieldsOf(other, 'apps'));
  });

  it('re-reads the past when an app is added, changed or removed', () => {
    importTexts(workspace, [[line(0, 'ana', 'wiki.example.edu'), line(1, 'bo', 'drive.example.com')].join('\n')]);
    expect([rows('apps'), rows('unmatched')]).toEqual([['drive'], ['wiki.example.edu']]);
    const [drive] = APPS;
    if (!drive) throw new Error('no app');
    const own = { ...drive, id: 'custom-wiki', domains: ['example.edu'], custom: true as const };
    putCustomApp(workspace.db, own);
    expect([rows('apps'), rows('unmatched')]).toEqual([['custom-wiki', 'drive'], []]);
    putCustomApp(workspace.db, { ...own, domains: ['drive.example.com'] });
    expect([rows('apps'), rows('unmatched')]).toEqual([['custom-wiki'], ['wiki.example.edu']]);
    deleteCustomApp(workspace.db, 'custom-wiki');
    tagApps(workspace.db, [{ id: 'drive', tag: 'monitored' }]);
    expect(rows('apps')).toEqual(['drive']);
    expect(view.entries.find((entry) => entry.app.id === 'drive')?.tag).toBe('monitored');
  });

  it('answers on one state while the writer goes on', () => {
    const first = importTexts(workspace, [line(0, 'ana', 'drive.example.com')]);
    const seen = view.read(() => {
      publish(workspace.db, workspace.folder, [], [first.handle.id]);
      importTexts(workspace, [line(0, 'zoe', 'box.example.com')]);
      return new TableResults().get(view, { table: 'users' }, never).rows.map((row) => ('key' in row ? row.key : ''));
    });
    expect(seen).toEqual(['ana']);
    expect([rows('users'), rows('apps')]).toEqual([['zoe'], ['box']]);
  });

  it('shows the figures of a first import while it runs, marked so, and none of a second one', () => {
    const ask = () => view.read(() => getDashboard(view, METHODS['discovery.getDashboard'].input.parse({}), never));
    expect(ask()).toMatchObject({ extent: null, range: null, provisional: false });
    const first = importTexts(workspace, [line(0, 'ana', 'drive.example.com')], { unfinished: true });
    expect(ask()).toMatchObject({ extent: null, provisional: true, kpis: { transactions: 1 } });
    publish(
      workspace.db,
      workspace.folder,
      [
        {
          id: first.handle.id,
          ended: 1,
          firstEvent: 1_700_000_000_000,
          lastEvent: 1_700_000_000_000,
          fields: [],
          ledger: first.ledger,
        },
      ],
      [],
    );
    importTexts(workspace, [line(9, 'bo', 'drive.example.com')], { unfinished: true });
    expect(ask()).toMatchObject({ provisional: false, kpis: { transactions: 1, users: 1, bytesSent: null } });
  });

  it('knows what each stream lacks', () => {
    importTexts(workspace, [line(0, 'ana', 'drive.example.com')]);
    view.refresh();
    const [stream] = listStreams(view);
    expect(stream).toMatchObject({ name: 'proxy', imports: 1, transactions: 1, formats: ['squid-native'] });
    expect(stream?.missing.map((one) => one.field)).toEqual(expect.arrayContaining(['bytesSent', 'sourceHost']));
    expect(stream?.fields).toEqual(expect.arrayContaining(['bytesReceived', 'sourceUser', 'destinationHost', 'url']));
  });
});

describe('stored lines', () => {
  it('come back as whole files, also where a twin lacks a line end', async () => {
    const lines = [0, 1, 2, 3].map((i) => line(i, `user${i}`, 'drive.example.com'));
    // The first file ends without a line end, the second one goes on behind it.
    importTexts(workspace, [lines.slice(0, 2).join('\n')]);
    const grown = importTexts(workspace, [`${lines.join('\n')}\n`]);
    expect(grown.ledger).toMatchObject({ parsed: 4, duplicates: 2 });
    view.refresh();
    const { sources, frames } = readSourcesOf(view, grown.handle.id);
    const parts: Buffer[] = [];
    for (const source of storedLogSources(sources, frames, null)) {
      for await (const part of await source.open()) parts.push(part as Buffer);
    }
    expect(Buffer.concat(parts).toString()).toBe(`${lines.join('\n')}\n`);
  });

  it('that were not kept cannot be read again', () => {
    const bare = importTexts(workspace, [line(0, 'ana', 'a.example.com')], { keepEvidence: false });
    view.refresh();
    expect(() => readSourcesOf(view, bare.handle.id)).toThrow('keeps no evidence');
  });
});

describe('the integrity check', () => {
  const check = () => checkIntegrity(view, () => undefined, never);

  it('passes a sound workspace and names what is damaged', () => {
    importTexts(workspace, [line(0, 'ana', 'a.example.com')]);
    expect(check()).toEqual({ ok: true, problems: [], segments: 1, frames: 1, activityBlocks: 0 });
    workspace.db.prepare('UPDATE segment_column SET data = ? WHERE col = 2').run(Buffer.from([1, 2, 3]));
    workspace.db.prepare('UPDATE frame SET clen = clen - 1').run();
    expect(check().problems).toEqual([
      expect.stringContaining('segment 1: A stored column (dest) is damaged'),
      expect.stringContaining('evidence of import 1, lines 1 to 1 of file0.log: Evidence is damaged'),
    ]);
  });
});
