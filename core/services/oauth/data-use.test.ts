/** Whose data an app reached: as activities that name the app tell. */
import { expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { getOauth, listOauth } from './queries.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const HELPER = '7f000001-0000-4000-8000-0000000000aa';
let serial = 0;
const act = (Operation: string, Workload: string, more: object): string =>
  JSON.stringify({
    CreationTime: `2025-03-04T09:00:${String(serial).padStart(2, '0')}`,
    Id: `50000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    Operation,
    Workload,
    UserType: 0,
    UserId: 'alice@corp.example',
    ...more,
  });
const read = (owner: string, sizes: readonly number[], more: object = {}): string =>
  act('MailItemsAccessed', 'Exchange', {
    ClientAppId: HELPER,
    MailboxOwnerUPN: owner,
    Folders: [{ Path: '\\Inbox', FolderItems: sizes.map((SizeInBytes) => ({ SizeInBytes })) }],
    ...more,
  });
const consent = (): string =>
  act('Consent to application.', 'AzureActiveDirectory', {
    ObjectId: HELPER,
    ModifiedProperties: [
      {
        Name: 'ConsentAction.Permissions',
        NewValue:
          '[] => [[Id: x, ClientId: y, PrincipalId: z, ResourceId: r, ConsentType: Principal, Scope: Mail.Read, CreatedDateTime: ]];',
      },
    ],
    Target: [
      { ID: 'Mail Helper', Type: 1 },
      { ID: HELPER, Type: 2 },
    ],
  });
const list = (of = view, filter = '') =>
  of.read(() => listOauth(of, METHODS['oauth.list'].input.parse({ filter }))).rows;

it('by user and app, with first and last use, changes, and sizes as far as records say', () => {
  importActivities(workspace, [
    consent(),
    read('bob@corp.example', [1000, 500], { UserId: 'alice@corp.example' }),
    read('bob@corp.example', []),
    read('alice@corp.example', [70]),
    read('carol@corp.example', [9], { ResultStatus: 'Failed' }),
    act('FileModified', 'SharePoint', {
      ApplicationId: HELPER,
      ObjectId: 'https://corp.sharepoint.example/sites/x/Plan.docx',
      SourceFileName: 'Plan.docx',
      ItemType: 'File',
      FileSizeBytes: 4096,
    }),
    act('FileAccessed', 'SharePoint', {
      ApplicationId: 'another',
      ObjectId: 'https://corp.sharepoint.example/sites/x/Plan.docx',
      SourceFileName: 'Plan.docx',
      ItemType: 'File',
    }),
  ]);
  const [app] = list();
  expect(app).toMatchObject({ name: 'Mail Helper', dataUsers: 2, dataActivities: 4, dataBytes: 5666 });
  const { data } = view.read(() => getOauth(view, app?.key ?? ''));
  expect(data).toMatchObject([
    { user: 'alice@corp.example', appId: 'sharepoint-online', activities: 1, changes: 1, bytes: 4096, sized: 1 },
    { user: 'alice@corp.example', appId: 'exchange-online', activities: 1, changes: 0, bytes: 70, sized: 1 },
    {
      user: 'bob@corp.example',
      activities: 2,
      bytes: 1500,
      sized: 1,
      first: Date.UTC(2025, 2, 4, 9, 0, 1),
      last: Date.UTC(2025, 2, 4, 9, 0, 2),
    },
  ]);
  expect(list(view, 'dataUsers>1 and dataBytes>5000')).toHaveLength(1);
  expect(list(view, 'dataUsers>2')).toHaveLength(0);
});

it('of the owner, where an app acts by itself, and nobody where no record says whose it is', () => {
  importActivities(workspace, [
    consent(),
    act('FileAccessed', 'OneDrive', {
      ApplicationId: HELPER,
      UserType: 5,
      UserId: 'app@sharepoint',
      ObjectId: 'https://corp-my.sharepoint.example/personal/bob_corp_example/Documents/a.txt',
      SourceFileName: 'a.txt',
      ItemType: 'File',
    }),
  ]);
  const [app] = list();
  const { data } = view.read(() => getOauth(view, app?.key ?? ''));
  expect(data).toMatchObject([{ user: 'bob_corp_example', activities: 1, bytes: null, sized: 0 }]);
});

it('of imports of earlier versions without their sizes', () => {
  importActivities(workspace, [consent(), read('bob@corp.example', [1000])]);
  workspace.db.exec('DELETE FROM activity_column WHERE col = 67');
  const older = new WorkspaceView(view.db, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  expect(list(older)[0]).toMatchObject({ dataUsers: 1, dataActivities: 1, dataBytes: null });
});

it('of Google and Salesforce by the records that name the app', () => {
  const google = (name: string, more: object[] = []): string =>
    JSON.stringify({
      kind: 'admin#reports#activity',
      id: { time: '2025-06-20T09:00:00Z', uniqueQualifier: `${serial++}`, applicationName: 'token', customerId: 'C0' },
      actor: { email: 'alice@corp.example', profileId: '1' },
      events: [
        {
          name,
          parameters: [{ name: 'client_id', value: '9.apps.example' }, { name: 'app_name', value: 'Notes' }, ...more],
        },
      ],
    });
  importActivities(workspace, [
    google('authorize'),
    google('activity', [{ name: 'num_response_bytes', intValue: '321' }]),
  ]);
  expect(list()[0]).toMatchObject({ name: 'Notes', dataUsers: 1, dataActivities: 1, dataBytes: 321 });
});
