/** Files that are open by what they lie in, and links that their use proves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { SHARING_LEVELS } from '../../model/activity.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { countWithoutFolders, deriveFolders } from '../../store/activities/record-folders.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { addSnapshot } from '../../store/write/snapshots.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { type Folder, Folders, inherits } from './folders.ts';
import { getFile, listFiles } from './queries.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const HOST = 'https://corp.sharepoint.example';
const SITE = `${HOST}/sites/plans`;
let serial = 0;
const clock = (): string => new Date(Date.UTC(2025, 2, 4, 9, 0, serial++)).toISOString().slice(0, 19);
const act = (Operation: string, path: string, UserId = 'alice@corp.example', more: object = {}): string =>
  JSON.stringify({
    CreationTime: clock(),
    Id: `60000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    Operation,
    Workload: 'SharePoint',
    ItemType: /\.\w+$/.test(path) ? 'File' : 'Folder',
    UserId,
    SiteUrl: `${SITE}/`,
    ObjectId: `${SITE}/Documents/${path}`,
    SourceFileName: path.split('/').at(-1),
    ...more,
  });
const guest = { TargetUserOrGroupName: 'dan@partner.example', TargetUserOrGroupType: 'Guest' };
const site = (Operation: string, target: string): string =>
  act(Operation, '', 'alice@corp.example', {
    ItemType: 'Web',
    ObjectId: SITE,
    SourceFileName: undefined,
    TargetUserOrGroupName: target,
    TargetUserOrGroupType: 'Guest',
  });
const rows = (filter = '') => view.read(() => listFiles(view, METHODS['files.list'].input.parse({ filter }))).rows;
const file = (name: string) => rows().find((row) => row.name === name);

describe('a file is open', () => {
  it('as the folder is that it lies in, however deep', () => {
    importActivities(workspace, [
      act('FileUploaded', 'A/B/C/deep.txt'),
      act('FileUploaded', 'A/near.txt'),
      act('FileUploaded', 'apart.txt'),
      act('SharingSet', 'A', 'alice@corp.example', guest),
      act('AnonymousLinkCreated', 'A/B'),
    ]);
    expect(file('deep.txt')).toMatchObject({ level: 'public', basis: 'folder', inheritedFrom: 'B' });
    expect(file('near.txt')).toMatchObject({ level: 'external', basis: 'folder', inheritedFrom: 'A' });
    expect(file('B')).toMatchObject({ level: 'public', basis: 'activity', inheritedFrom: null });
    expect(file('apart.txt')).toMatchObject({ level: null, basis: null, folder: `${SITE}/Documents` });
    expect(
      rows('basis:folder')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['deep.txt', 'near.txt']);
    expect(
      rows(`folder:"${SITE}/Documents"`)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['A', 'apart.txt']);
    const opened = view.read(() => getFile(view, file('deep.txt')?.key ?? ''));
    expect(opened.inherited).toMatchObject({ key: file('B')?.key, name: 'B', level: 'public' });
  });

  it('as before, in a workspace of a version that did not keep what files lie in, once its records are read', () => {
    importActivities(
      workspace,
      [
        act('FileUploaded', 'A/B/deep.txt'),
        act('FileUploaded', 'apart.txt'),
        act('SharingSet', 'A', 'alice@corp.example', guest),
        act('MailItemsAccessed', 'none', 'alice@corp.example', { Workload: 'Exchange' }),
      ],
      { slices: 2 },
    );
    const { db } = workspace;
    const found = rows();
    expect(found.find(({ name }) => name === 'deep.txt')).toMatchObject({ level: 'external', basis: 'folder' });
    expect(countWithoutFolders(db)).toBe(0);
    db.exec('DELETE FROM activity_column WHERE col = 25; DELETE FROM activity_word WHERE kind = 25');
    const older = new WorkspaceView(view.db, workspace.folder, TEST_CATALOG, () => '2026-01-01');
    const listOlder = () => older.read(() => listFiles(older, METHODS['files.list'].input.parse({}))).rows;
    expect(listOlder().find(({ name }) => name === 'deep.txt')).toMatchObject({ level: null, folder: null });
    expect(countWithoutFolders(db)).toBe(2);
    while (deriveFolders(db));
    expect(countWithoutFolders(db)).toBe(0);
    expect(listOlder()).toEqual(found);
  });

  it('no longer once the folder is taken back or deleted', () => {
    importActivities(workspace, [
      act('FileUploaded', 'A/near.txt'),
      act('AnonymousLinkCreated', 'A'),
      act('AnonymousLinkRemoved', 'A'),
      act('FileUploaded', 'Z/gone.txt'),
      act('AnonymousLinkCreated', 'Z'),
      act('FolderRecycled', 'Z'),
    ]);
    expect([file('near.txt')?.level, file('gone.txt')?.level]).toEqual([null, null]);
  });

  it('as its site is, which is no file itself', () => {
    importActivities(workspace, [
      act('FileUploaded', 'A/near.txt'),
      site('SharingInvitationCreated', 'dan@partner.example'),
    ]);
    expect(file('near.txt')).toMatchObject({ level: 'external', inheritedFrom: SITE });
    expect(rows().map(({ name }) => name)).toEqual(['near.txt']);
    importActivities(workspace, [site('SharingRevoked', 'dan@partner.example')]);
    expect(file('near.txt')?.level).toBeNull();
  });

  it('as a guest makes it who was added to a group of its site', () => {
    importActivities(workspace, [
      act('FileUploaded', 'near.txt'),
      site('AddedToGroup', 'dan_partner.example#EXT#@corp.example'),
    ]);
    expect(file('near.txt')).toMatchObject({ level: 'external', basis: 'folder' });
  });

  it('as a listing says after the folder was shared, and as the folder is where that was shared since', () => {
    importActivities(workspace, [act('FileUploaded', 'A/near.txt'), act('AnonymousLinkCreated', 'A')]);
    const listed = { app: 'sharepoint-online', id: '01', address: `${SITE}/Documents/A/near.txt`, name: 'near.txt' };
    const put = (taken: number) =>
      addSnapshot(
        workspace.db,
        { kind: 'files', tenant: 't', taken, source: 'a' },
        [{ ...listed, links: [], sharedWith: [] }],
        null,
      );
    put(Date.UTC(2025, 2, 4, 8));
    expect(file('near.txt')).toMatchObject({ level: 'public', basis: 'folder' });
    put(Date.UTC(2025, 2, 5));
    expect(file('near.txt')).toMatchObject({ level: 'private', basis: 'listing' });
  });

  it('in Box and Google as the folder or drive is that its records name', () => {
    const box = (event_type: string, source: object, more: object = {}) =>
      JSON.stringify({
        type: 'event',
        event_id: `b${serial}`,
        event_type,
        created_at: `${clock()}Z`,
        created_by: { type: 'user', id: '11', login: 'alice@corp.example' },
        source,
        ...more,
      });
    importActivities(workspace, [
      box('UPLOAD', {
        type: 'file',
        id: '900',
        name: 'offer.pdf',
        parent: { type: 'folder', id: '70', name: 'Offers' },
      }),
      box('UPLOAD', { type: 'folder', id: '70', name: 'Offers', parent: { type: 'folder', id: '60', name: 'Sales' } }),
      box(
        'ITEM_SHARED_UPDATE',
        { item_type: 'folder', item_id: '60', item_name: 'Sales' },
        {
          additional_details: { shared_link: { access: 'open' } },
        },
      ),
    ]);
    expect(file('offer.pdf')).toMatchObject({ level: 'public', basis: 'folder', inheritedFrom: 'Sales', folder: '70' });
  });
});

describe('the use of a link', () => {
  it('proves that there is one that lets anybody in, until it is taken away', () => {
    importActivities(workspace, [
      act('AnonymousLinkUsed', 'a.txt', 'urn:spo:anon#1a2b'),
      act('FileDownloaded', 'b.txt', 'anonymous'),
      act('FileUploaded', 'c.txt', 'anonymous'),
      act('CompanyLinkUsed', 'd.txt', 'bob@corp.example'),
    ]);
    expect(file('a.txt')).toMatchObject({ level: 'public', basis: 'linkUse', shares: 0 });
    expect(file('b.txt')).toMatchObject({ level: 'public', basis: 'linkUse' });
    // Whoever may hand in a file need not be let see it.
    expect(file('c.txt')?.level).toBeNull();
    expect(file('d.txt')).toMatchObject({ level: 'internal', basis: 'linkUse' });
    const { sharing } = view.read(() => getFile(view, file('a.txt')?.key ?? ''));
    expect(sharing).toMatchObject([{ isUse: true, level: 'public', by: 'urn:spo:anon#1a2b' }]);
    importActivities(workspace, [act('AnonymousLinkRemoved', 'a.txt')]);
    expect(file('a.txt')?.level).toBeNull();
  });

  it('by somebody of another organisation proves that they can reach it, and by an insider nothing', () => {
    importActivities(workspace, [
      act('FileAccessed', 'x.txt'),
      act('SecureLinkUsed', 'a.txt', 'dan@partner.example'),
      act('SecureLinkUsed', 'b.txt', 'alice@corp.example'),
    ]);
    expect([file('a.txt')?.level, file('b.txt')?.level]).toEqual(['external', null]);
  });

  it('in Box and Dropbox is told by an actor without an account', () => {
    importActivities(workspace, [
      JSON.stringify({
        type: 'event',
        event_id: 'n1',
        event_type: 'DOWNLOAD',
        created_at: `${clock()}Z`,
        created_by: { type: 'user', id: '2', name: 'Unknown User', login: '' },
        source: { item_type: 'file', item_id: '901', item_name: 'price.xlsx' },
      }),
    ]);
    importActivities(workspace, [
      JSON.stringify({
        timestamp: `${clock()}Z`,
        event_category: { '.tag': 'sharing' },
        actor: { '.tag': 'anonymous' },
        origin: { geo_location: { ip_address: '192.0.2.20' } },
        event_type: { '.tag': 'shared_link_view', description: 'Opened shared link' },
        assets: [
          { '.tag': 'file', file_id: 'id:f9', display_name: 'menu.pdf', path: { contextual: '/Food/menu.pdf' } },
        ],
        details: { '.tag': 'shared_link_view_details' },
      }),
    ]);
    expect(file('price.xlsx')).toMatchObject({ level: 'public', basis: 'linkUse' });
    expect(file('menu.pdf')).toMatchObject({ level: 'public', basis: 'linkUse', folder: '/Food' });
  });
});

describe('what a file inherits', () => {
  const level = fc.option(fc.constantFrom(...SHARING_LEVELS));

  it('is wider than its own level, and not what its provider saw already', () => {
    fc.assert(
      fc.property(level, fc.option(fc.integer()), level, fc.integer(), (own, statedAt, of, since) => {
        const folder: Folder = { key: null, name: 'f', level: of, since, folder: '' };
        const rank = (one: typeof own): number => (one === null ? -1 : SHARING_LEVELS.indexOf(one));
        const isSeen = statedAt !== null && statedAt >= since;
        expect(inherits(own, statedAt, folder)).toBe(rank(of) > rank(own) && !isSeen);
      }),
    );
  });

  it('is the widest of all that it lies in, the nearest first, whichever of them was asked for before', () => {
    const parent = fc.dictionary(fc.constantFrom(...'abcdef'), fc.constantFrom(...'abcdef', ''));
    const levels = fc.dictionary(fc.constantFrom(...'abcdef'), level);
    fc.assert(
      fc.property(parent, levels, fc.array(fc.constantFrom(...'abcdef'), { minLength: 1 }), (above, of, asked) => {
        const folder = (text: string): Folder => ({
          key: null,
          name: text,
          level: of[text] ?? null,
          since: 0,
          folder: above[text] ?? '',
        });
        const rank = ({ level: one }: Folder): number => (one === null ? -1 : SHARING_LEVELS.indexOf(one));
        const naive = (start: string): Folder | null => {
          const all: Folder[] = [];
          for (let at = start; at !== '' && !all.some(({ name }) => name === at); at = above[at] ?? '')
            all.push(folder(at));
          const open = all.filter((one) => rank(one) > SHARING_LEVELS.indexOf('private'));
          return open.find((one) => open.every((other) => rank(other) <= rank(one))) ?? null;
        };
        const folders = new Folders((_, text) => folder(text));
        for (const text of asked) expect(folders.widest('box', text)?.name).toBe(naive(text)?.name);
      }),
    );
  });

  it('is found though folders name each other in a circle', () => {
    const circle = (text: string): Folder => ({
      key: null,
      name: text,
      level: 'internal',
      since: 0,
      folder: text === 'a' ? 'b' : 'a',
    });
    expect(new Folders((_, text) => circle(text)).widest('box', 'a')?.name).toBe('a');
  });
});
