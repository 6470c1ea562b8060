/** Files: who can reach them after what was done, and that sums are those of a plain count. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { SHARING_LEVELS } from '../../model/activity.ts';
import { extensionOf, fileTypeOf, mimeTypeOf } from '../../model/file-type.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { addSnapshot } from '../../store/write/snapshots.ts';
import { findActivities } from '../activities/question.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { linkActOf } from './link-acts.ts';
import { getFile, listFiles, prepareFiles } from './queries.ts';
import { afterAct, NO_SHARING, type SharingAct } from './sharing-state.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const SITE = 'https://corp-my.sharepoint.example/personal/alice_corp_example/Documents/';
let serial = 0;
const act = (Operation: string, name: string, UserId: string, more: object = {}): string =>
  JSON.stringify({
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, serial)).toISOString().slice(0, 19),
    Id: `50000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    Operation,
    Workload: 'OneDrive',
    ItemType: 'File',
    UserId,
    ObjectId: `${SITE}${name}`,
    SourceFileName: name,
    SiteUrl: SITE,
    ...more,
  });
const list = (input: object = {}) => view.read(() => listFiles(view, METHODS['files.list'].input.parse(input)));
const names = (filter: string) =>
  list({ filter })
    .rows.map(({ name }) => name)
    .sort();

describe('files', () => {
  beforeEach(() => {
    const lines = [
      act('FileUploaded', 'plan-2025.docx', 'alice@corp.example'),
      act('FileDownloaded', 'plan-2025.docx', 'bob@corp.example'),
      act('AnonymousLinkCreated', 'plan-2025.docx', 'alice@corp.example'),
      act('FileAccessed', 'budget.xlsx', 'alice@corp.example'),
      act('SharingSet', 'budget.xlsx', 'alice@corp.example', {
        TargetUserOrGroupName: 'dan@partner.example',
        TargetUserOrGroupType: 'Guest',
      }),
      act('FileUploaded', 'old.png', 'alice@corp.example'),
      act('FileRecycled', 'old.png', 'alice@corp.example'),
    ];
    importActivities(workspace, lines, { slices: 2 });
  });

  it('are as a listing saw them, until an act after it; what only a listing knows is shown where others can reach it', () => {
    const { db } = workspace;
    const rows = [
      {
        app: 'onedrive-for-business',
        id: '01',
        address: `${SITE}plan-2025.docx`,
        name: 'plan-2025.docx',
        links: [],
        sharedWith: [],
      },
      {
        app: 'box',
        id: '77',
        name: 'forgotten.docx',
        owner: 'eve@corp.example',
        links: ['anonymous'],
        sharedWith: ['x@partner.example'],
      },
      { app: 'box', id: '78', name: 'own.docx', owner: 'eve@corp.example', links: [], sharedWith: [] },
    ];
    const [before, after] = [Date.UTC(2025, 2, 4, 8), Date.UTC(2025, 2, 5)];
    addSnapshot(db, { kind: 'files', tenant: 't', taken: before, source: 'a' }, rows, null);
    const level = () => list().rows.find(({ name }) => name === 'plan-2025.docx');
    expect(level()).toMatchObject({ level: 'public', listed: before });
    addSnapshot(db, { kind: 'files', tenant: 't', taken: after, source: 'a' }, rows, null);
    expect(level()).toMatchObject({ level: 'private', listed: after, collaborators: 0 });
    expect(names('level:private')).toEqual(['plan-2025.docx']);
    const [found] = list({ filter: 'owner:eve@corp.example' }).rows;
    expect(found).toMatchObject({
      name: 'forgotten.docx',
      level: 'public',
      collaborator: ['x@partner.example'],
      activities: 0,
      lastSeen: null,
    });
    expect(view.read(() => getFile(view, found?.key ?? ''))).toMatchObject({
      row: { listed: after },
      sharing: [],
      users: [],
    });
  });

  it('are the same where the background made them ready in pieces, and made anew where something came between', () => {
    const never = () => false;
    const pieces = () => {
      let count = 0;
      while (view.read(() => prepareFiles(view, never))) count++;
      return count;
    };
    expect(pieces()).toBe(2);
    expect(pieces()).toBe(0);
    expect(names('')).toEqual(['budget.xlsx', 'old.png', 'plan-2025.docx']);
    importActivities(workspace, [act('FileUploaded', 'new.docx', 'alice@corp.example')]);
    expect(view.read(() => prepareFiles(view, never))).toBe(true);
    importActivities(workspace, [act('FileUploaded', 'newer.docx', 'alice@corp.example')]);
    expect(pieces()).toBe(2);
    expect(names('')).toEqual(['budget.xlsx', 'new.docx', 'newer.docx', 'old.png', 'plan-2025.docx']);
    importActivities(workspace, [act('FileUploaded', 'newest.docx', 'alice@corp.example')]);
    expect(view.read(() => prepareFiles(view, never))).toBe(true);
    // Whoever asks does not wait for the background.
    expect(names('newest')).toEqual(['newest.docx']);
    expect(pieces()).toBe(0);
  });

  it('say owner, type, level, collaborators and use', () => {
    expect(list({ sort: { column: 'name', direction: 'asc' } }).rows).toMatchObject([
      {
        name: 'budget.xlsx',
        type: 'spreadsheet',
        owner: 'alice@corp.example',
        collaborator: ['dan@partner.example'],
        externalDomain: ['partner.example'],
        level: 'external',
      },
      { name: 'old.png', type: 'image', trashed: true, level: null, collaborator: [], collaborators: null },
      {
        name: 'plan-2025.docx',
        type: 'document',
        level: 'public',
        downloads: 1,
        users: 2,
        activities: 3,
        ownerExternal: false,
        collaborators: 0,
      },
    ]);
    expect(names('not collaborators:known')).toEqual(['old.png']);
    expect(names('collaborators:0')).toEqual(['plan-2025.docx']);
  });

  it('are found by whole words, parts and full names', () => {
    expect(names('word:plan')).toEqual(['plan-2025.docx']);
    expect(names('word:pla')).toEqual([]);
    expect(names('name:*pla*')).toEqual(['plan-2025.docx']);
    expect(names('word:2025 or word:budget')).toEqual(['budget.xlsx', 'plan-2025.docx']);
    expect(names('name:"plan-2025.docx"')).toEqual(['plan-2025.docx']);
    expect(names('domain:partner.example and level:external')).toEqual(['budget.xlsx']);
  });

  it('prove their level by the act that set it, and lead to their activities', () => {
    const { key, activities } = list({ search: 'plan' }).rows[0] ?? { key: '' };
    const { sharing, users, filter } = view.read(() => getFile(view, key));
    expect(sharing).toMatchObject([{ type: 'file.share.public', by: 'alice@corp.example', level: 'public' }]);
    expect(users).toEqual([
      { name: 'alice@corp.example', activities: 2 },
      { name: 'bob@corp.example', activities: 1 },
    ]);
    expect(view.read(() => findActivities(view, { filter }, () => false).events)).toBe(activities);
  });
});

describe('the level of sharing', () => {
  const share = (type: string, target: string | null, isOutside: boolean | null): SharingAct => ({
    type,
    stated: null,
    target,
    isOutside,
    link: null,
  });
  const link = (operation: string): SharingAct => ({
    ...share(/removed|deleted/i.test(operation) ? 'file.unshare' : 'file.share', null, null),
    ...(operation === 'AnonymousLinkCreated' ? { type: 'file.share.public' } : {}),
    link: linkActOf(operation),
  });
  const levelAfter = (...acts: readonly SharingAct[]) => acts.reduce(afterAct, NO_SHARING).level;

  it('goes up with acts and back with what is taken', () => {
    const dan = share('file.share', 'dan', true);
    expect(levelAfter(share('file.share', 'bob', false))).toBe('internal');
    expect(levelAfter(share('file.share', 'bob', false), dan)).toBe('external');
    expect(levelAfter(share('file.share', 'bob', false), dan, share('file.unshare', 'dan', true))).toBe('internal');
    expect(levelAfter(dan, share('file.unshare', 'dan', true))).toBe('private');
    expect(levelAfter(share('file.share.public', null, null), dan, share('file.unshare', 'dan', true))).toBe('public');
    expect(levelAfter(share('file.share.public', null, null), share('file.unshare', null, null))).toBeNull();
    expect(levelAfter(dan, { ...share('file.unshare', null, null), stated: 'private' })).toBe('private');
  });

  it('tells links by whom they are for, and what one leaves when it goes', () => {
    const [anyone, company, people] = ['AnonymousLinkCreated', 'CompanyLinkCreated', 'SecureLinkCreated'].map(link);
    if (anyone === undefined || company === undefined || people === undefined) throw new Error('no acts');
    const dan = share('file.share', 'dan', true);
    expect(levelAfter(company)).toBe('internal');
    expect(levelAfter(people)).toBeNull();
    expect(levelAfter(anyone, company, link('CompanyLinkRemoved'))).toBe('public');
    expect(levelAfter(anyone, company, link('AnonymousLinkRemoved'))).toBe('internal');
    expect(levelAfter(anyone, dan, link('AnonymousLinkRemoved'))).toBe('external');
    expect(levelAfter(anyone, link('AnonymousLinkRemoved'))).toBeNull();
    expect(levelAfter(company, dan, share('file.unshare', 'dan', true))).toBe('internal');
    expect(levelAfter(company, { ...people, stated: 'private' }, link('SecureLinkDeleted'))).toBeNull();
  });

  it('is the stated one whatever came before', () => {
    const any = fc.record({
      type: fc.constantFrom('file.share', 'file.share.external', 'file.share.public', 'file.unshare'),
      stated: fc.option(fc.constantFrom(...SHARING_LEVELS)),
      target: fc.option(fc.constantFrom('a', 'b')),
      isOutside: fc.option(fc.boolean()),
      link: fc.constantFrom(null, linkActOf('CompanyLinkCreated'), linkActOf('AnonymousLinkRemoved')),
    });
    fc.assert(
      fc.property(fc.array(any), fc.constantFrom(...SHARING_LEVELS), (acts, stated) => {
        expect(levelAfter(...acts, { type: 'file.share', stated, target: null, isOutside: null, link: null })).toBe(
          stated,
        );
      }),
    );
  });
});

it('counts as a plain count does, whatever the acts and their order', () => {
  const acts = fc.array(
    fc.tuple(
      fc.constantFrom('FileAccessed', 'FileDownloaded', 'FileModified'),
      fc.constantFrom('a.txt', 'b.txt'),
      fc.constantFrom('x@c.example', 'y@c.example'),
    ),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(acts, fc.integer({ min: 1, max: 3 }), (all, slices) => {
      const fresh = createTestWorkspace();
      const db = openReader(fresh.folder);
      const own = new WorkspaceView(db, fresh.folder, TEST_CATALOG, () => '2026-01-01');
      importActivities(
        fresh,
        all.map(([operation, name, user]) => act(operation, name, user)),
        { slices },
      );
      const { rows } = own.read(() => listFiles(own, METHODS['files.list'].input.parse({})));
      db.close();
      fresh.close();
      const plain = ['a.txt', 'b.txt'].flatMap((name) => {
        const mine = all.filter((one) => one[1] === name);
        const downloads = mine.filter(([operation]) => operation === 'FileDownloaded').length;
        return mine.length === 0 ? [] : [[name, mine.length, downloads, new Set(mine.map((one) => one[2])).size]];
      });
      expect(rows.map(({ name, activities, downloads, users }) => [name, activities, downloads, users]).sort()).toEqual(
        plain,
      );
    }),
    { numRuns: 8 },
  );
});

it.each([
  ['Report.DOCX', 'DOCX', 'document'],
  ['a.b.csv', 'csv', 'text'],
  ['.hidden', null, 'other'],
  ['archive.tar.gz', 'gz', 'other'],
  ['no extension', null, 'other'],
  ['x.constructor', 'constructor', 'other'],
])('%s has extension %s and is a %s', (name, extension, type) => {
  expect(extensionOf(name)).toBe(extension);
  expect(fileTypeOf(mimeTypeOf(extension))).toBe(type);
});
