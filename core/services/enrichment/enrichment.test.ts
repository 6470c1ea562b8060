import { expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { readDirectory } from '../../enrich/index.ts';
import { readReadingProfile } from '../../store/read/reading-profile.ts';
import { importTexts, type TestWorkspace } from '../../store/store.test-kit.ts';
import { addExclusions, putRanges, replaceDirectory, saveRange } from '../../store/write/enrichment.ts';
import { writeMeta } from '../../store/write/meta.ts';
import { saveView } from '../../store/write/streams.ts';
import { getDashboard } from '../discovery/dashboard.ts';
import { listEvidence } from '../discovery/evidence.ts';
import { exportRows } from '../discovery/export-rows.ts';
import { TableResults } from '../discovery/rows.ts';
import { getUsage } from '../discovery/usage.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { getDirectory, suggestionsFor } from './queries.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const never = () => false;
const line = (second: number, user: string, source: string) =>
  `${1_700_000_000 + second}.000 1 ${source} TCP_MISS/200 10 GET http://drive.example.com/ ${user} HIER_DIRECT/192.0.2.1 -`;
const LINES = [
  line(0, 'CORP\\ana', '10.0.0.1'),
  line(1, 'ana@corp.example', '198.51.100.7'),
  line(2, 'bo', '10.0.0.2'),
  line(3, 'dee', '10.0.0.2'),
].join('\n');
const DIRECTORY =
  'upn,account,department,groups\nana@corp.example,ana,Sales,Staff;Lead\nbo@corp.example,bo,IT,Staff\nbo2@corp.example,bo,Law,\n';
const people = () => replaceDirectory(workspace.db, readDirectory(DIRECTORY).people, 'people.csv', 5, null);
const table = (name: 'users' | 'sources', scope: { filter?: string; view?: number } = {}) =>
  view.read(() => new TableResults().get(view, { table: name, ...scope }, never).rows);
const keys = (scope: { filter?: string; view?: number } = {}) =>
  table('users', scope)
    .map((row) => ('id' in row ? row.id : row.key))
    .sort();
const parse = METHODS['discovery.getUsage'].input.parse;

it('A person’s spellings are one user at once, also in figures asked before, and apart again when switched off', () => {
  importTexts(workspace, [LINES]);
  expect(keys()).toEqual(['CORP\\ana', 'ana@corp.example', 'bo', 'dee']);
  people();
  expect(keys()).toEqual(['ana@corp.example', 'bo', 'dee']);
  const usage = (key: string) =>
    view.read(() => getUsage(view, parse({ kind: 'user', key }), never).totals.transactions);
  expect([usage('ana@corp.example'), usage('CORP\\ana')]).toEqual([2, 2]);
  const evidence = METHODS['discovery.listEvidence'].input.parse({ subject: { user: 'ana@corp.example' } });
  expect(view.read(() => listEvidence(view, evidence, never).rows).map((row) => row.line)).toEqual([1, 2]);
  expect(keys({ filter: 'user:"CORP\\\\ana"' })).toEqual(['ana@corp.example']);
  // Its figures stand under another spelling of the same person than its line has.
  importTexts(workspace, [line(4, 'ana@corp.example', '198.51.100.9')]);
  const ofSource = METHODS['discovery.listEvidence'].input.parse({ subject: { source: '198.51.100.9' } });
  expect(view.read(() => listEvidence(view, ofSource, never).rows)).toHaveLength(1);
  expect(view.read(() => getDirectory(view))).toMatchObject({
    people: 3,
    users: 4,
    joined: 2,
    severalSpellings: 1,
    ambiguous: { total: 1, names: ['bo'] },
  });
  writeMeta(workspace.db, { mergeUsers: false });
  expect(keys()).toEqual(['CORP\\ana', 'ana@corp.example', 'bo', 'dee']);
  writeMeta(workspace.db, { mergeUsers: true });
  importTexts(workspace, [line(9, 'ANA', '10.0.0.1')]);
  expect(keys()).toEqual(['ana@corp.example', 'bo', 'dee']);
  replaceDirectory(workspace.db, [], null, 6, null);
  expect(keys()).toHaveLength(5);
});

it('Departments and groups are columns, filter fields, and what a view narrows by', () => {
  importTexts(workspace, [LINES]);
  people();
  expect(table('users').find((row) => 'key' in row && row.key === 'ana@corp.example')).toMatchObject({
    department: 'Sales',
    groups: 'Staff; Lead',
  });
  expect(keys({ filter: 'department:Sales' })).toEqual(['ana@corp.example']);
  expect(keys({ filter: 'group:staff' })).toEqual(['ana@corp.example']);
  expect(keys({ filter: 'department:unknown' })).toEqual(['bo', 'dee']);
  const staff = { name: 'Staff', comment: '', streams: null, groups: ['Staff'], tags: [], ranges: [] };
  expect(keys({ view: saveView(workspace.db, staff) })).toEqual(['ana@corp.example']);
  const ask = METHODS['discovery.getDashboard'].input.parse({});
  const { departments } = view.read(() => getDashboard(view, ask, never));
  expect(departments.map((row) => [row.department, row.users, row.transactions])).toEqual([
    [null, 2, 2],
    ['Sales', 1, 2],
  ]);
});

it('IP ranges say what a source is and whether it is on the network', () => {
  importTexts(workspace, [LINES]);
  saveRange(
    workspace.db,
    { name: 'HQ', cidrs: ['10.0.0.0/31'], category: 'corporate', tags: ['hq'], location: 'Bern', isp: null },
    null,
  );
  expect(table('sources').map((row) => ('range' in row ? [row.key, row.range, row.network] : []))).toEqual([
    ['10.0.0.2', 'Private addresses', 'off'],
    ['10.0.0.1', 'HQ; Private addresses', 'on'],
    ['198.51.100.7', null, 'off'],
  ]);
  expect(keys({ filter: 'source.tag:hq' })).toEqual(['CORP\\ana']);
  expect(keys({ filter: 'network:off and source.category:unknown' })).toEqual(['ana@corp.example']);
  expect(keys({ filter: 'source.category:other' })).toEqual(['bo', 'dee']);
  const overlapping = { name: 'x', cidrs: ['10.0.0.1'], category: 'vpn' as const, tags: [], location: null, isp: null };
  expect(() => saveRange(workspace.db, overlapping, null)).toThrow('overlaps 10.0.0.0/31 of the range "HQ"');
  expect(putRanges(workspace.db, [overlapping], true, null)).toEqual({ added: 1, changed: 0, removed: 1 });
});

it('The place of a range has its country by name in files and suggestions, and filters take either', () => {
  importTexts(workspace, [LINES]);
  const place = { category: 'corporate' as const, tags: [], isp: null };
  saveRange(workspace.db, { ...place, name: 'HQ', cidrs: ['10.0.0.0/31'], location: 'Bern, CH' }, null);
  saveRange(workspace.db, { ...place, name: 'Plant', cidrs: ['10.0.0.2'], location: 'Hall 4' }, null);
  for (const filter of ['source.location:"Bern, Switzerland"', 'source.location:"Bern, CH"']) {
    expect(keys({ filter })).toEqual(['CORP\\ana']);
  }
  const file = (format: 'csv' | 'json'): string => {
    const input = METHODS['discovery.exportRows'].input.parse({ table: 'sources', format, zone: 'UTC' });
    return view.read(() => exportRows(view, new TableResults(), input, never).text);
  };
  expect(file('csv')).toContain('Bern, Switzerland');
  expect(file('json')).toContain('Bern, CH');
  // One record's list is a list to programs, also where it has one item.
  expect(JSON.parse(file('json'))).toMatchObject([
    { key: '10.0.0.2', range: ['Plant', 'Private addresses'], tags: ['Internal network'] },
    { key: '10.0.0.1', range: ['HQ', 'Private addresses'] },
    { key: '198.51.100.7', range: null },
  ]);
  const suggested = view.read(() => suggestionsFor(view, 'source.location')).map(({ value }) => value);
  expect(suggested).toEqual(expect.arrayContaining(['Bern, Switzerland', 'Hall 4']));
});

it('Who is excluded is counted as skipped and kept out of figures and evidence', () => {
  people();
  addExclusions(workspace.db, 'group', ['staff'], '', 1, null);
  addExclusions(workspace.db, 'address', ['198.51.100.0/24'], 'guests', 1, null);
  expect(() => addExclusions(workspace.db, 'address', ['ana'], '', 1, null)).toThrow('"ana" is no address');
  const { results } = importTexts(workspace, [LINES], { profile: readReadingProfile(workspace.db, null) });
  expect(results[0]?.counts).toMatchObject({ read: 4, parsed: 1, skipped: 3, reasons: { excluded: 3 } });
  expect(results[0]?.samples).toEqual([]);
  expect(keys()).toEqual(['dee']);
  const ask = METHODS['discovery.listEvidence'].input.parse({});
  expect(view.read(() => listEvidence(view, ask, never).rows).map((row) => row.line)).toEqual([4]);
});
