/** Sums that are stored: they say what sums made anew say, go on from there, and are not believed once their blocks have changed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { storeSum } from '../../store/activities/stored-sums.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { publish } from '../../store/write/imports.ts';
import { getAccount, listAccounts } from '../accounts/queries.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { getFile, listFiles } from '../files/queries.ts';
import { getOauth, oauthRows } from '../oauth/queries.ts';
import { getPosture, postureRows } from '../posture/queries.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { advanceFolds, sumToStore } from './fold.ts';
import { ImportSums } from './import-sums.ts';

let workspace: TestWorkspace;
let readers: ReadConnection[] = [];
beforeEach(() => {
  workspace = createTestWorkspace();
});
afterEach(() => {
  for (const reader of readers) reader.close();
  readers = [];
  workspace.close();
});

/** As after an opening. */
function opened(): WorkspaceView {
  const reader = openReader(workspace.folder);
  readers.push(reader);
  return new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
}

let serial = 0;
function record(UserId: string, Operation: string, more: object = {}): string {
  return JSON.stringify({
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, serial)).toISOString().slice(0, 19),
    Id: `70000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    Operation,
    Workload: 'OneDrive',
    UserType: 0,
    UserId,
    ...more,
  });
}
function file(UserId: string, Operation: string, name: string, more: object = {}): string {
  const ObjectId = `https://corp.sharepoint.example/sites/a/Shared Documents/${name}`;
  return record(UserId, Operation, { ItemType: 'File', ObjectId, SourceFileName: name, ...more });
}
const directory = (UserId: string, Operation: string, more: object): string =>
  record(UserId, Operation, { Workload: 'AzureActiveDirectory', ...more });

const consent = (UserId: string): string =>
  directory(UserId, 'Consent to application.', { Target: [{ ID: 'Plan Helper', Type: 1 }] });
const use = (UserId: string, ApplicationId: string): string => directory(UserId, 'UserLoggedIn', { ApplicationId });

/** Every kind of thing that sums remember. */
const lines = (): string[] => [
  file('Alice@corp.example', 'FileUploaded', 'plan.docx', { ClientIP: '192.0.2.1' }),
  file('alice@corp.example', 'FileDownloaded', 'plan.docx', { ClientIP: '192.0.2.2' }),
  file('bob@corp.example', 'FileAccessed', 'plan.docx'),
  file('alice@corp.example', 'AnonymousLinkCreated', 'plan.docx'),
  file('bob@corp.example', 'SharingSet', 'budget.xlsx', {
    TargetUserOrGroupName: 'dan@partner.example',
    TargetUserOrGroupType: 'Guest',
  }),
  file('bob@corp.example', 'FileDeleted', 'old.txt'),
  directory('admin@corp.example', 'Add member to role.', { Target: [{ ID: 'bob@corp.example', Type: 5 }] }),
  directory('admin@corp.example', 'Disable account.', { Target: [{ ID: 'eve@corp.example', Type: 5 }] }),
  directory('admin@corp.example', 'Disable account.', { Target: [{ ID: 'alice', Type: 5 }] }),
  directory('eve@corp.example', 'UserLoginFailed', { ClientIP: '192.0.2.3' }),
  consent('eve@corp.example'),
  consent('bob@corp.example'),
  use('eve@corp.example', 'Plan Helper'),
  use('bob@corp.example', 'plan HELPER'),
];

const byKey = (a: { row: { key: string } }, b: { row: { key: string } }): number => (a.row.key < b.row.key ? -1 : 1);

/** Everything that views say, with the details of each row; in which order blocks were summed up does not matter. */
function told(view: WorkspaceView) {
  return view.read(() => {
    const accounts = listAccounts(view, METHODS['accounts.list'].input.parse({})).rows;
    const files = listFiles(view, METHODS['files.list'].input.parse({})).rows;
    return {
      accounts: accounts
        .map(({ key }) => getAccount(view, key))
        .map((one) => ({ ...one, accounts: one.accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }))
        .sort(byKey),
      files: files.map(({ key }) => getFile(view, key)).sort(byKey),
      oauth: oauthRows(view)
        .map(({ key }) => getOauth(view, key))
        .sort(byKey),
      posture: postureRows(view).map(({ id }) => getPosture(view, id)),
    };
  });
}

/** What the background does. @returns the names of what was stored */
function prepare(view: WorkspaceView, leastRows = 1): string[] {
  const stored: string[] = [];
  view.read(() => {
    while (advanceFolds(view, () => true));
  });
  for (let sum = view.read(() => sumToStore(view, leastRows)); sum !== null; ) {
    if (storeSum(workspace.db, sum)) stored.push(sum.name);
    sum = view.read(() => sumToStore(view, leastRows));
  }
  return stored.sort();
}

const blocksRead = (view: WorkspaceView): number => {
  const { column } = view.activities;
  let read = 0;
  view.activities.column = (block, name) => {
    if (name === 'type') read++;
    return column.call(view.activities, block, name) as ReturnType<typeof column<typeof name>>;
  };
  told(view);
  return read;
};

const ALL_SUMS = ['accounts', 'appdata', 'files', 'oauth', 'posture'];

describe('stored sums', () => {
  it('say what sums made anew say, and no block is read for them', () => {
    importActivities(workspace, lines(), { slices: 3 });
    const anew = told(opened());
    expect(anew.oauth.map(({ row }) => row.uses)).toEqual([2]);
    expect(anew.posture.filter(({ row }) => row.state === 'found').length).toBeGreaterThan(1);
    expect(prepare(opened())).toEqual(ALL_SUMS);
    expect(told(opened())).toEqual(anew);
    expect(blocksRead(opened())).toBe(0);
  });

  it('go on with what is imported after them', () => {
    importActivities(workspace, lines(), { slices: 2 });
    prepare(opened());
    importActivities(workspace, [...lines(), file('carol@corp.example', 'FileDownloaded', 'new.pdf')]);
    const grown = told(opened());
    workspace.db.exec('DELETE FROM activity_sum; DELETE FROM activity_sum_column');
    expect(grown).toEqual(told(opened()));
    expect(grown.files.map(({ row }) => row.name)).toContain('new.pdf');
  });

  it('go with an import that is removed, whatever comes in its place', () => {
    const id = importActivities(workspace, lines());
    const late = opened();
    prepare(late);
    publish(workspace.db, workspace.folder, [], [id]);
    expect(workspace.db.prepare('SELECT count(*) FROM activity_sum').pluck().get()).toBe(0);
    importActivities(workspace, [file('carol@corp.example', 'FileDownloaded', 'new.pdf')]);
    expect(told(opened()).files.map(({ row }) => row.name)).toEqual(['new.pdf']);
  });

  it('are not stored when the activities have changed since they were made', () => {
    const id = importActivities(workspace, lines());
    const view = opened();
    told(view);
    const sum = view.read(() => sumToStore(view, 1));
    publish(workspace.db, workspace.folder, [], [id]);
    expect(sum === null ? null : storeSum(workspace.db, sum)).toBe(false);
    expect(workspace.db.prepare('SELECT count(*) FROM activity_sum_column').pluck().get()).toBe(0);
  });

  it('are made while activities are imported, and say the same', () => {
    const made = new ImportSums();
    importActivities(workspace, lines(), { slices: 3, take: (stored) => made.take(stored) });
    expect(made.packed()).toEqual([]);
    const anew = told(opened());
    for (const sum of made.packed(0)) expect(storeSum(workspace.db, sum)).toBe(true);
    const view = opened();
    expect(told(view)).toEqual(anew);
    expect(anew.accounts.length).toBeGreaterThan(3);
    // Nothing of them was left to be summed up.
    expect(prepare(view)).toEqual(['appdata', 'oauth', 'posture']);
  });

  it('are stored again once enough has come, and not of a few activities', () => {
    importActivities(workspace, lines());
    expect(prepare(opened(), 1000)).toEqual([]);
    const view = opened();
    expect(prepare(view)).toEqual(ALL_SUMS);
    expect(prepare(view)).toEqual([]);
    expect(prepare(opened())).toEqual([]);
    importActivities(workspace, lines());
    expect(prepare(view)).toEqual(ALL_SUMS);
  });

  it('are not stored where a block of before has grants without numbers, and found all the same', () => {
    importActivities(workspace, lines());
    const anew = told(opened());
    workspace.db.exec('DELETE FROM activity_column WHERE col IN (24, 68)');
    expect(prepare(opened())).toEqual(['accounts', 'appdata', 'files', 'posture']);
    expect(told(opened())).toEqual(anew);
  });

  it.each([
    ['of another version', "UPDATE activity_sum SET version = 'other'"],
    ['of blocks marked anew', 'UPDATE activity_block SET revision = revision + 1'],
    ['that is damaged', "UPDATE activity_sum_column SET data = x'01ff'"],
    ['of too many rows', 'UPDATE activity_sum_column SET rows = 1 << 50'],
    ['without its columns', 'DELETE FROM activity_sum_column'],
  ])('%s is made anew', (_, change) => {
    importActivities(workspace, lines(), { slices: 2 });
    prepare(opened());
    workspace.db.exec(change);
    const view = opened();
    const found = told(view);
    workspace.db.exec('DELETE FROM activity_sum; DELETE FROM activity_sum_column');
    expect(found).toEqual(told(opened()));
    expect(found.accounts.length).toBeGreaterThan(3);
  });

  it('hold no text', () => {
    importActivities(workspace, lines());
    prepare(opened());
    const columns = workspace.db
      .prepare<[], { name: string; data: Buffer }>('SELECT name, data FROM activity_sum_column')
      .all();
    expect(columns.length).toBeGreaterThan(20);
    for (const { name, data } of columns) expect(data.toString('latin1'), name).not.toMatch(/corp\.example|plan/i);
  });
});
