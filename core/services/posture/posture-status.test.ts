/** What is to be done of a finding: open, accepted for a reason, or over. */
import { expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import type { TestWorkspace } from '../../store/store.test-kit.ts';
import { acceptFinding } from '../../store/write/connected-decisions.ts';
import { publish } from '../../store/write/imports.ts';
import { withFreshView } from '../fresh-view.test-kit.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { getPosture, listPosture, requireRule } from './queries.ts';

let workspace: TestWorkspace;
let view: WorkspaceView;
withFreshView((fresh) => {
  ({ workspace, view } = fresh);
});

const DAY = 86_400_000;
const START = Date.UTC(2025, 2, 4, 9);
let serial = 0;
const m365 = (day: number, Operation: string): string =>
  JSON.stringify({
    CreationTime: new Date(START + day * DAY).toISOString().slice(0, 19),
    Id: `30000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`,
    Operation,
    Workload: 'OneDrive',
    ItemType: 'File',
    ObjectId: 'https://corp-my.sharepoint.example/personal/al/Documents/plan.docx',
    SourceFileName: 'plan.docx',
    UserId: 'al@corp.example',
    UserType: 0,
  });
const okta = (day: number): string =>
  JSON.stringify({
    uuid: `o${serial++}`,
    published: new Date(START + day * DAY).toISOString(),
    eventType: 'user.session.start',
    version: '0',
    severity: 'INFO',
    displayMessage: 'User login to Okta',
    actor: { id: '00u1', type: 'User', alternateId: 'al@corp.example', displayName: 'Al' },
    client: { ipAddress: '192.0.2.1' },
    outcome: { result: 'SUCCESS' },
  });
const RULE = 'public-links';
const get = () => view.read(() => getPosture(view, RULE));
const statuses = (filter: string) =>
  view.read(() => listPosture(view, METHODS['posture.list'].input.parse({ filter })).rows.map(({ id }) => id));
const accept = (reason: string | null, at = START): void => {
  acceptFinding(workspace.db, RULE, reason === null ? null : { reason, accepted: at }, null);
  publish(workspace.db, workspace.folder, [], []);
};

it('is open, accepted for a reason, and open again', () => {
  importActivities(workspace, [m365(0, 'AnonymousLinkCreated')]);
  expect(get()).toMatchObject({ row: { state: 'found', status: 'open' }, accepted: null });
  accept('the press kit');
  expect(get()).toMatchObject({ row: { status: 'accepted' }, accepted: { reason: 'the press kit', at: START } });
  expect(statuses('status:accepted')).toEqual([RULE]);
  accept(null);
  expect(get()).toMatchObject({ row: { status: 'open' }, accepted: null });
});

it('is over when its logs go on for 30 days without another proof, and not when only other logs do', () => {
  importActivities(workspace, [m365(0, 'AnonymousLinkCreated'), okta(90)]);
  expect(get().row.status).toBe('open');
  importActivities(workspace, [m365(30, 'FileAccessed')]);
  expect(get().row.status).toBe('resolved');
  expect(statuses('status:resolved')).toEqual([RULE]);
  importActivities(workspace, [m365(40, 'AnonymousLinkCreated')]);
  expect(get().row.status).toBe('open');
});

it('what was not found has no status, accepted or not, and unknown rules are refused', () => {
  importActivities(workspace, [m365(0, 'FileAccessed')]);
  accept('beforehand');
  expect(get()).toMatchObject({ row: { state: 'notSeen', status: null }, accepted: { reason: 'beforehand' } });
  expect(() => requireRule('nothing')).toThrow(/no rule "nothing"/);
});
