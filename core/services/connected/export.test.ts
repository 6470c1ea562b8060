/** Derived tables as files: words for who reads them, codes for programs, and what is unknown is empty. */
import { expect, it } from 'vitest';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { exportDerived } from './export.ts';

const SITE = 'https://corp.sharepoint.example/sites/a/Shared Documents/';
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ view } = fresh);
  const act = (at: number, Operation: string, name: string): string =>
    JSON.stringify({
      CreationTime: `2025-03-04T09:00:0${at}`,
      Id: `50000000-0000-4000-8000-00000000000${at}`,
      Operation,
      Workload: 'SharePoint',
      ItemType: 'File',
      UserId: 'alice@corp.example',
      ObjectId: `${SITE}${name}`,
      SourceFileName: name,
      SiteUrl: SITE,
    });
  importActivities(fresh.workspace, [
    act(1, 'AnonymousLinkCreated', 'open.docx'),
    act(2, 'FileUploaded', 'untold.docx'),
    act(3, 'FileRecycled', 'untold.docx'),
  ]);
});

const exported = (table: 'accounts' | 'files', columns: string[], format: 'csv' | 'tsv' | 'json'): string =>
  view.read(() =>
    exportDerived(view, { table, columns, format, zone: 'UTC', sort: { column: 'name', direction: 'asc' } }),
  ).text;

it('writes the words of tables for spreadsheets, and codes as JSON', () => {
  const columns = ['name', 'reason', 'mfa', 'admin', 'type'];
  expect(exported('accounts', columns, 'tsv').trimEnd().split(/\r?\n/)).toEqual([
    'Name\tWhy to look closer\tSecond factor\tAdministrator\tType',
    'alice@corp.example\tshared with anyone\t\tNo\tUser',
  ]);
  expect(JSON.parse(exported('accounts', columns, 'json'))).toEqual([
    { name: 'alice@corp.example', reason: ['sharedPublicly'], mfa: null, admin: false, type: 'user' },
  ]);
});

it('leaves empty how many can reach a file that nobody tells it of', () => {
  const columns = ['name', 'level', 'basis', 'collaborators', 'trashed'];
  expect(exported('files', columns, 'csv').trimEnd().split(/\r?\n/)).toEqual([
    'Name,Access,Access known from,Collaborators,Deleted',
    'open.docx,Public,by an act of sharing,0,No',
    'untold.docx,,,,Yes',
  ]);
  expect(JSON.parse(exported('files', columns, 'json'))).toEqual([
    { name: 'open.docx', level: 'public', basis: 'activity', collaborators: 0, trashed: false },
    { name: 'untold.docx', level: null, basis: null, collaborators: null, trashed: true },
  ]);
});
