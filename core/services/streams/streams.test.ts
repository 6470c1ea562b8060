import { expect, it } from 'vitest';
import { importTexts, type TestWorkspace } from '../../store/store.test-kit.ts';
import { removeView, saveView, updateStream } from '../../store/write/streams.ts';
import { TableResults } from '../discovery/rows.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { listStreams } from './list-streams.ts';
import { listViews } from './stream-scope.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const line = (user: string, source: string) =>
  `1700000000.000 1 ${source} TCP_MISS/200 10 GET http://drive.example.com/ ${user} HIER_DIRECT/192.0.2.1 -`;
const users = (scope: { streams?: number[]; view?: number; filter?: string } = {}) =>
  view.read(() =>
    new TableResults()
      .get(view, { table: 'users', ...scope }, () => false)
      .rows.map((row) => ('id' in row ? row.id : row.key))
      .sort(),
  );
const EMPTY = { comment: '', streams: null, groups: [], tags: [], ranges: [] };

it('The global view leaves endpoint streams out until they are chosen, or are all there is', () => {
  importTexts(workspace, [line('ana', '10.0.0.1')], { stream: 'agents' });
  updateStream(workspace.db, 1, { kind: 'endpoint' });
  expect(users()).toEqual(['ana']);
  importTexts(workspace, [line('bo', '10.0.0.2')], { stream: 'proxy' });
  expect(users()).toEqual(['bo']);
  expect(users({ streams: [1, 2] })).toEqual(['ana', 'bo']);
  expect(view.read(() => listStreams(view)).map(({ name, inGlobal }) => [name, inGlobal])).toEqual([
    ['agents', false],
    ['proxy', true],
  ]);
  updateStream(workspace.db, 1, { inGlobal: true });
  expect(users()).toEqual(['ana', 'bo']);
  updateStream(workspace.db, 1, { inGlobal: null });
  expect(users()).toEqual(['bo']);
});

it('A stream without lines does not empty the global view', () => {
  importTexts(workspace, [line('ana', '10.0.0.1')], { stream: 'agents' });
  updateStream(workspace.db, 1, { kind: 'endpoint' });
  importTexts(workspace, [line('bo', '10.0.0.2')], { stream: 'proxy', unfinished: true });
  expect(users()).toEqual(['ana']);
});

it('A custom view holds beside the scope’s own streams and filter', () => {
  importTexts(workspace, [`${line('ana', '10.0.0.1')}\n${line('bo', '10.1.0.1')}`], { stream: 'a' });
  importTexts(workspace, [line('cy', '10.0.0.2')], { stream: 'b' });
  const one = saveView(workspace.db, { ...EMPTY, name: 'Branch', ranges: ['10.0.0.0/24', '2001:db8::/32'] });
  expect(users({ view: one })).toEqual(['ana', 'cy']);
  expect(users({ view: one, streams: [1] })).toEqual(['ana']);
  expect(users({ view: one, filter: 'user:c*' })).toEqual(['cy']);
  expect(view.read(() => listViews(view))[0]?.filter).toContain('10.0.0.0/24');
  saveView(workspace.db, { ...EMPTY, id: one, name: 'Branch', streams: [2] });
  expect(users({ view: one })).toEqual(['cy']);
  expect(users({ view: one, streams: [1] })).toEqual([]);
  expect(() => saveView(workspace.db, { ...EMPTY, name: 'Branch' })).toThrow('already');
  expect(() => saveView(workspace.db, { ...EMPTY, name: 'x', streams: [9] })).toThrow('no stream 9');
  removeView(workspace.db, one);
  expect(() => users({ view: one })).toThrow('no view 1 any more');
});

it('Streams keep their own names', () => {
  importTexts(workspace, [line('ana', '10.0.0.1')], { stream: 'a' });
  importTexts(workspace, [line('bo', '10.0.0.2')], { stream: 'b' });
  expect(() => updateStream(workspace.db, 1, { name: 'b' })).toThrow('a stream "b" already');
  updateStream(workspace.db, 1, { name: 'c', comment: 'moved' });
  expect(view.read(() => listStreams(view)).map(({ name, comment }) => [name, comment])).toEqual([
    ['b', ''],
    ['c', 'moved'],
  ]);
});
