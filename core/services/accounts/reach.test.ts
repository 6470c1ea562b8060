/** What one person's accounts reach: files, apps, sessions, findings. */
import { expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { listFiles } from '../files/queries.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { getReach } from './reach.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

let serial = 0;
const START = Date.UTC(2025, 2, 4, 9);
const m365 = (minute: number, UserId: string, Operation: string, more: object = {}): string =>
  JSON.stringify({
    CreationTime: new Date(START + minute * 60_000).toISOString().slice(0, 19),
    Id: `40000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    Operation,
    Workload: 'AzureActiveDirectory',
    UserId,
    UserType: 0,
    ClientIP: '192.0.2.1',
    ...more,
  });
const SITE = 'https://corp-my.sharepoint.example/personal/al_corp_example/Documents/';
const file = (name: string, more: object = {}): object => ({
  Workload: 'OneDrive',
  ItemType: 'File',
  SiteUrl: 'https://corp-my.sharepoint.example/personal/al_corp_example/',
  ObjectId: `${SITE}${name}`,
  SourceFileName: name,
  ...more,
});
const reach = (key: string) => view.read(() => getReach(view, key, () => false));

it('tells files that others reach, those given to it, apps, findings and sessions', () => {
  const session = (SessionId: string) => ({ AppAccessContext: { AADSessionId: SessionId } });
  importActivities(workspace, [
    m365(0, 'al@corp.example', 'UserLoggedIn'),
    m365(1, 'al@corp.example', 'FileUploaded', file('open.docx', session('s-1'))),
    m365(2, 'al@corp.example', 'AnonymousLinkCreated', file('open.docx', session('s-1'))),
    m365(3, 'al@corp.example', 'FileUploaded', file('own.docx', { ...session('s-2'), ClientIP: '192.0.2.9' })),
    m365(
      4,
      'al@corp.example',
      'AddedToSecureLink',
      file('plan.docx', { TargetUserOrGroupName: 'bob@corp.example', TargetUserOrGroupType: 'Member' }),
    ),
    m365(4, 'al@corp.example', 'CompanyLinkCreated', file('team.docx')),
    m365(5, 'bob@corp.example', 'Consent to application.', {
      Target: [{ ID: 'Mail Helper', Type: 1 }],
      ModifiedProperties: [
        { Name: 'ConsentAction.Permissions', NewValue: '[] => [[Scope: Mail.ReadWrite, CreatedDateTime ]]' },
      ],
    }),
  ]);
  const al = reach('al@corp.example');
  expect(al.files.owned).toBe(4);
  const { rows } = view.read(() => listFiles(view, METHODS['files.list'].input.parse({ filter: 'name:team.docx' })));
  expect(rows).toMatchObject([{ level: 'internal' }]);
  expect(al.files.outside).toMatchObject({ total: 1, rows: [{ name: 'open.docx', level: 'public' }] });
  expect(al.findings).toContainEqual(expect.objectContaining({ id: 'public-links', status: 'open' }));
  expect(al.sessionsTotal).toBe(2);
  expect(al.sessions).toMatchObject([
    { events: 1, addresses: ['192.0.2.9'], first: START + 180_000 },
    { events: 2, addresses: ['192.0.2.1'], first: START + 60_000, last: START + 120_000 },
  ]);
  const bob = reach('bob@corp.example');
  expect(bob.files.given.rows.map(({ name }) => name)).toEqual(['plan.docx']);
  expect(bob.grants).toMatchObject([{ name: 'Mail Helper', level: 'high', state: 'undetermined' }]);
  expect(bob.sessions).toEqual([]);
  expect(() => reach('nobody@corp.example')).toThrow(/No connected app knows an account/);
});
