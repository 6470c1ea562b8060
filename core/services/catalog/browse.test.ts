import { afterEach, describe, expect, it } from 'vitest';
import { FACTORS, PackedCatalog, packCatalog } from '../../catalog/index.ts';
import type { CloudApp, FactorValue } from '../../model/app.ts';
import { openReader } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { runCommand } from '../commands.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { exportApps, listApps, listCategories } from './browse.ts';
import { exportChanges, exportDecisions, readAppList } from './exchange.ts';
import { getApp } from './queries.ts';
import { getScoring, previewScoring } from './scoring.ts';

const TODAY = '2026-06-30';
const app = (
  id: string,
  values: Readonly<Record<string, FactorValue['value']>>,
  more: Partial<CloudApp> = {},
): CloudApp => ({
  id,
  name: `The ${id}`,
  category: 'crm',
  vendor: null,
  description: null,
  homepage: null,
  headquarters: null,
  domains: [`${id}.example`],
  kind: 'saas',
  custom: false,
  factors: Object.fromEntries(
    Object.entries(values).map(([factor, value]): [string, FactorValue] => [
      factor,
      { value, source: 'test', basis: 'known', asOf: '2026' },
    ]),
  ),
  ...more,
});

const CATALOG = new PackedCatalog(
  packCatalog([
    app('alpha', { isSoc2: true, isMultiFactorAuthentication: true, headquarters: 'DE', consumerPopularity: 7 }),
    app('beta', { isSoc2: false, isMultiFactorAuthentication: false }, { category: 'sales', vendor: 'Acme, Inc.' }),
    app('gamma', {}, { name: '=cmd|calc', domains: ['gamma.example', 'files.gamma.example'] }),
    app('rented-servers', {}, { kind: 'infrastructure', domains: ['servers.example'] }),
    app('zeta', { isSoc2: true }, { kind: 'tracker' }),
  ]),
);

const factorFields = FACTORS.filter((def) => !def.appField).map(({ id, title, valueKind, naAllowed }) => ({
  id,
  title,
  valueKind,
  naAllowed,
}));

const open: TestWorkspace[] = [];
afterEach(() => {
  for (const workspace of open.splice(0)) workspace.close();
});

function world() {
  const workspace = createTestWorkspace();
  open.push(workspace);
  const log: string[] = [];
  const view = new WorkspaceView(
    openReader(workspace.folder),
    workspace.folder,
    { apps: CATALOG, factorFields },
    () => TODAY,
  );
  const run = (method: string, input: unknown): unknown => {
    const answer = runCommand(
      {
        db: workspace.db,
        actor: 'test',
        seal: () => null,
        now: () => Date.UTC(2026, 5, 30),
        log: (action, subject) => log.push(`${action} ${subject}`),
      },
      method,
      input,
    );
    view.refresh();
    return answer;
  };
  const ids = (question: { filter?: string; search?: string; sort?: { column: string; direction: 'asc' | 'desc' } }) =>
    listApps(view, { ...question, page: { offset: 0, limit: 100 } }).columns.id ?? [];
  return { workspace, view, run, ids, log };
}

describe('the catalog as a list', () => {
  it('filters by what is known, where unknown is neither yes nor no', () => {
    const { ids } = world();
    expect(ids({ filter: 'factor.isSoc2:yes' })).toEqual(['alpha', 'zeta']);
    expect(ids({ filter: 'factor.isSoc2:no' })).toEqual(['beta']);
    expect(ids({ filter: 'factor.isSoc2:unknown' })).toEqual(['gamma', 'rented-servers']);
    expect(ids({ filter: 'not factor.isSoc2:yes' })).toEqual(['beta', 'gamma', 'rented-servers']);
    expect(ids({ filter: 'factor.isSoc2:known and not factor.isSoc2:yes' })).toEqual(['beta']);
    expect(ids({ filter: 'headquarters:DE' })).toEqual(['alpha']);
    expect(ids({ filter: 'headquarters:germany and name:alpha' })).toEqual(['alpha']);
    expect(ids({ filter: 'kind:saas and (category:sales or app:*cmd*)' }).toSorted()).toEqual(['beta', 'gamma']);
    expect(() => ids({ filter: 'users>3' })).toThrowError(/users/);
  });

  it('ranks by the lowest possible score, and what nobody chose last', () => {
    const { ids } = world();
    expect(ids({})).toEqual(['alpha', 'beta', 'gamma', 'rented-servers', 'zeta']);
    expect(ids({ sort: { column: 'popularity', direction: 'asc' } })).toEqual([
      'alpha',
      'beta',
      'gamma',
      'rented-servers',
      'zeta',
    ]);
    expect(ids({ sort: { column: 'name', direction: 'desc' } })).toEqual([
      'zeta',
      'rented-servers',
      'beta',
      'alpha',
      'gamma',
    ]);
    expect(ids({ search: 'files.gam' })).toEqual(['gamma']);
  });

  it('keeps what is held and asked by ids that another catalog no longer has', () => {
    const { view, run, ids } = world();
    const moved = packCatalog(
      [
        app('alpha', {}),
        app('beta-suite', {}, { domains: ['beta.example'] }),
        app('files', {}, { domains: ['gamma.example'] }),
      ],
      { version: '2', date: '2026-06-30', renamed: { beta: 'beta-suite', zeta: 'alpha' } },
    );
    for (const [id, tag] of [
      ['beta', 'sanctioned'],
      ['zeta', 'monitored'],
      ['alpha', 'unsanctioned'],
    ] as const)
      run('catalog.tagApps', { apps: [{ id, tag }] });
    run('catalog.correctApp', { id: 'gamma-example', category: 'sales' });
    view.setCatalog({ apps: new PackedCatalog(moved), factorFields });
    view.refresh();
    const tagOf = (id: string) => getApp(view.apps, id, TODAY).tag;
    expect([tagOf('beta'), tagOf('beta-suite'), tagOf('alpha')]).toEqual(['sanctioned', 'sanctioned', 'unsanctioned']);
    expect(view.apps.category(view.apps.indexOf('files'))).toBe('sales');
    expect(ids({ filter: 'appId:beta' })).toEqual(['beta-suite']);
    expect(ids({ filter: 'app:(gamma-example, zeta)' }).toSorted()).toEqual(['alpha', 'files']);
    expect(ids({ filter: 'app!=beta' }).toSorted()).toEqual(['alpha', 'files']);
  });

  it('counts categories and exports no formula', () => {
    const { view } = world();
    const counts = listCategories(view, { filter: 'kind:saas' }).filter(({ apps }) => apps > 0);
    expect(counts.map(({ id, apps }) => [id, apps])).toEqual([
      ['crm', 2],
      ['sales', 1],
    ]);
    const { text, rows } = exportApps(view, { search: 'gamma', columns: ['id', 'name'], format: 'csv' });
    expect(rows).toBe(1);
    expect(text).toContain("gamma,'=cmd|calc");
  });

  it('exports every value that it lists, in the order that is asked for', () => {
    const { view } = world();
    const sort = { column: 'scoreLow', direction: 'desc' } as const;
    const { columns, total } = listApps(view, { sort, page: { offset: 0, limit: 200 } });
    const { text } = exportApps(view, { sort, format: 'json' });
    const exported = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
    expect(exported).toHaveLength(total);
    for (const [name, values] of Object.entries(columns)) expect(exported.map((row) => row[name])).toEqual(values);
    const csv = exportApps(view, { sort, columns: ['score', 'scoreLow', 'scoreHigh', 'name'], format: 'csv' }).text;
    expect(csv.split('\r\n')[0]).toBe('Risk score,Lowest possible score,Highest possible score,App');
  });
});

describe('what a workspace decides', () => {
  it('decides on several apps at once, and takes it back', () => {
    const { view, run, log } = world();
    run('catalog.decideApps', { apps: [{ id: 'alpha', note: 'first', overrideScore: 2 }] });
    const apps = ['alpha', 'beta'].map((id) => ({ id, note: 'all', category: 'security', overrideScore: 9 }));
    const state = () =>
      ['alpha', 'beta'].map((id) => {
        const { note, category, overrideScore } = getApp(view.apps, id, TODAY);
        return [note, category, overrideScore];
      });
    const { previous } = run('catalog.decideApps', { apps }) as { previous: unknown };
    expect(state()).toEqual([
      ['all', 'security', 9],
      ['all', 'security', 9],
    ]);
    run('catalog.decideApps', { apps: previous });
    expect(state()).toEqual([
      ['first', 'crm', 2],
      ['', 'sales', null],
    ]);
    expect(log.filter((entry) => entry === 'app.note beta')).toHaveLength(2);
    expect(() => run('catalog.decideApps', { apps: [{ id: 'alpha', category: 'nonsense' }] })).toThrow(/no category/);
  });

  it('puts category, domains and values right, and takes them back', () => {
    const { view, run, ids, log } = world();
    const change = {
      id: 'beta',
      category: 'crm',
      domains: { added: ['Beta-Files.Example'], removed: ['beta.example'] },
      factors: { isSoc2: true },
    };
    run('catalog.correctApp', change);
    expect(ids({ filter: 'factor.isSoc2:yes and corrected:yes' })).toEqual(['beta']);
    expect(view.apps.category(view.apps.indexOf('beta'))).toBe('crm');
    const match = (host: string) => view.apps.matcher.match(host).appIndex;
    expect([match('a.beta-files.example'), match('beta.example')]).toEqual([view.apps.indexOf('beta'), -1]);
    const detail = getApp(view.apps, 'beta', TODAY);
    expect(detail.factors.find(({ id }) => id === 'isSoc2')).toMatchObject({
      source: 'you',
      corrected: true,
      propertyScore: 10,
    });
    run('catalog.correctApp', {
      id: 'beta',
      category: null,
      domains: { added: [], removed: [] },
      factors: { isSoc2: null },
    });
    expect(getApp(view.apps, 'beta', TODAY)).toMatchObject({
      category: 'sales',
      correction: null,
      domains: ['beta.example'],
    });
    expect(match('beta.example')).toBe(view.apps.indexOf('beta'));
    expect(log).toEqual(['app.correct beta', 'app.correct beta']);
    expect(() => run('catalog.correctApp', { id: 'beta', factors: { isSoc2: 'perhaps' } })).toThrowError(/SOC 2/);
    expect(() => run('catalog.correctApp', { id: 'beta', factors: { constructor: true } })).toThrowError(/no factor/);
  });

  it('takes address ranges of a vendor’s file, and gives them up again', () => {
    const { view, run } = world();
    const text = '192.0.2.0/24\n2001:db8::/32\n';
    expect(readAppList(view, { text, scores: 'note' })).toMatchObject({
      kind: 'ranges',
      rows: 2,
      changes: { apps: [] },
      ranges: { publisher: null, apps: [] },
    });
    const read = readAppList(view, { text, scores: 'note', app: 'beta' });
    expect(read.ranges?.apps).toEqual([{ id: 'beta', name: 'The beta', blocks: 2 }]);
    run('catalog.importChanges', { changes: read.changes });
    const owner = (host: string) => view.apps.matcher.match(host).appIndex;
    expect([owner('192.0.2.7'), owner('2001:db8::9')]).toEqual(Array(2).fill(view.apps.indexOf('beta')));
    expect([owner('192.0.3.1'), owner('unknown.test')]).toEqual([-1, -1]);
    expect(getApp(view.apps, 'beta', TODAY)).toMatchObject({
      ipRanges: ['192.0.2.0/24', '2001:db8::/32'],
      correction: { addedRanges: 2 },
    });
    const other = world();
    for (const cidr of ['198.51.100.0/24', '203.0.113.0/24']) {
      const file = JSON.stringify({ regions: [{ cidrs: [{ cidr, tags: ['OCI'] }] }] });
      run('catalog.importChanges', { changes: readAppList(view, { text: file, scores: 'note' }).changes });
    }
    const rented = view.apps.indexOf('rented-servers');
    expect([owner('198.51.100.1'), owner('203.0.113.1')]).toEqual([rented, rented]);
    const table = exportDecisions(view, { format: 'csv' }).text;
    other.run('catalog.importChanges', { changes: readAppList(other.view, { text: table, scores: 'note' }).changes });
    expect(exportChanges(other.view)).toEqual(exportChanges(view));
    run('catalog.correctApp', { id: 'beta', ranges: [] });
    expect(getApp(view.apps, 'beta', TODAY).correction).toBeNull();
    expect(owner('192.0.2.7')).toBe(-1);
    expect(() => run('catalog.correctApp', { id: 'beta', ranges: ['192.0.2.0/40'] })).toThrowError(/no|not an address/);
    expect(() => readAppList(view, { text, scores: 'note', app: 'nobody' })).toThrowError(/no app/);
    expect(() => readAppList(view, { text: ' \n', scores: 'note' })).toThrowError('This file is empty.');
    expect(() => readAppList(view, { text: '{"a":1}', scores: 'note' })).toThrowError(
      /address ranges as Microsoft 365/,
    );
  });

  it('keeps names on one line and in one direction', () => {
    const { view, run, ids } = world();
    run('catalog.createCustomApp', { name: 'gnp\u202efdp.exe\nx', category: 'crm', domains: ['own.example'] });
    expect(view.apps.custom[0]?.name).toBe('gnp fdp.exe x');
    run('catalog.setCustomTags', { apps: ['alpha'], add: ['a\u2066b'] });
    expect(ids({ filter: 'customTag:"a b"' })).toEqual(['alpha']);
    expect(() => run('catalog.setCustomTags', { apps: ['alpha'], add: ['\u202e'] })).toThrowError();
  });

  it('tags apps with words of its own', () => {
    const { view, run, ids } = world();
    expect(run('catalog.setCustomTags', { apps: ['alpha', 'beta'], add: ['Pilot'] })).toEqual({ changed: 2 });
    run('catalog.setCustomTags', { apps: ['alpha'], add: ['pilot', 'HR only'] });
    expect(ids({ filter: 'customTag:pilot' })).toEqual(['alpha', 'beta']);
    expect(view.apps.find('alpha')?.customTags).toEqual(['HR only', 'Pilot']);
    run('catalog.setCustomTags', { apps: ['beta'], remove: ['pilot'] });
    expect(run('catalog.deleteCustomTag', { name: 'PILOT' })).toEqual({ apps: ['alpha'] });
    expect(ids({ filter: 'customTag:*' })).toEqual(['alpha']);
    expect(view.apps.find('alpha')?.customTags).toEqual(['HR only']);
  });

  it('scores every list by its own weights and band limits', () => {
    const { view, run, ids } = world();
    const { settings } = getScoring(view);
    const heavy = {
      weights: { ...settings.weights, factors: { isSoc2: { importance: 'veryHigh' as const, excludeNa: true } } },
      bands: { high: 5, medium: 6 },
    };
    const before = view.apps.find('alpha')?.score.low ?? 0;
    expect(previewScoring(view, { settings: heavy }, TODAY)).toMatchObject({ apps: 0, changed: 0 });
    expect(run('catalog.setScoring', { settings: heavy })).toEqual({ previous: null });
    expect(view.apps.find('alpha')?.score.low).toBeGreaterThan(before);
    expect(getApp(view.apps, 'alpha', TODAY).scoreLow).toBe(view.apps.find('alpha')?.score.low);
    expect(ids({ filter: 'band:high' }).length).toBeGreaterThan(0);
    expect(run('catalog.setScoring', { settings: null })).toEqual({ previous: heavy });
    expect(view.apps.find('alpha')?.score.low).toBe(before);
    expect(() => run('catalog.setScoring', { settings: { ...heavy, bands: { high: 7, medium: 7 } } })).toThrowError();
  });

  it('goes into a file and back, and takes other products’ lists', () => {
    const one = world();
    one.run('catalog.tagApps', { apps: [{ id: 'alpha', tag: 'sanctioned' }] });
    one.run('catalog.correctApp', { id: 'beta', category: 'crm', factors: { isSoc2: true } });
    one.run('catalog.setCustomTags', { apps: ['beta'], add: ['Pilot'] });
    const own = { name: 'Own', category: 'crm', domains: [], ipRanges: ['203.0.113.0/24'] };
    expect(one.run('catalog.createCustomApp', own)).toEqual({ id: 'custom-own' });
    const file = JSON.parse(JSON.stringify(exportChanges(one.view)));
    const other = world();
    expect(other.run('catalog.importChanges', { changes: file })).toEqual({ apps: 3, customApps: 1 });
    expect(exportChanges(other.view)).toEqual(file);
    expect(other.view.apps.matcher.match('', '203.0.113.7').appIndex).toBe(other.view.apps.indexOf('custom-own'));
    other.run('catalog.importChanges', { changes: file });
    expect(exportChanges(other.view)).toEqual(file);

    const table = exportDecisions(one.view, { format: 'csv' });
    expect(table).toMatchObject({ rows: 3, text: expect.stringContaining('custom-own,Own,') });
    const third = world();
    third.run('catalog.importChanges', {
      changes: readAppList(third.view, { text: table.text, scores: 'note' }).changes,
    });
    expect(exportChanges(third.view)).toEqual(file);
    const part = 'App id;Own score\nalpha;7\n';
    third.run('catalog.importChanges', { changes: readAppList(third.view, { text: part, scores: 'note' }).changes });
    expect(getApp(third.view.apps, 'alpha', TODAY)).toMatchObject({ tag: 'sanctioned', overrideScore: 7 });
    const wrong = 'App id,Own score\nalpha,12\n';
    expect(() => readAppList(third.view, { text: wrong, scores: 'note' })).toThrowError(/line 2, overrideScore/);

    const text =
      'Name,Score,Tags,Domains\nanything,4,"Unsanctioned;Pilot",a.alpha.example\nThe beta,12,,\nNobody,3,,x.test\n';
    const list = readAppList(one.view, { text, scores: 'override' });
    expect(list.unmatched).toEqual([{ line: 4, name: 'Nobody' }]);
    expect(list.changes.apps).toEqual([{ id: 'alpha', tag: 'unsanctioned', customTags: ['Pilot'], overrideScore: 4 }]);
    const maker = 'Name,Tags\nAcme the beta,Sanctioned\nOther the beta,Sanctioned\n';
    const made = readAppList(one.view, { text: maker, scores: 'note' });
    expect([made.changes.apps.map(({ id }) => id), made.unmatched]).toEqual([
      ['beta'],
      [{ line: 3, name: 'Other the beta' }],
    ]);
    const noted = readAppList(one.view, { text, scores: 'note' }).changes.apps[0];
    expect(noted?.note).toBe('Score in the imported list: 4 of 10.');
    expect(() => readAppList(one.view, { text: 'a,b\n1,2\n', scores: 'note' })).toThrowError(/no column/);
  });
});
