/** Workday: user activity logging (REST), and the sign-ons of its report and web service. */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import { SourceRecord } from '../kit/source-record.ts';

export const workday = defineConnector({
  id: 'workday',
  title: 'Workday user activity and sign-ons',
  vendor: 'Workday',
  app: 'workday',
  grade: 'documented',
  source: 'https://community.workday.com/sites/default/files/file-hosting/restapi/#privacy/v1/get-/activityLogging',
  shapes: [
    {
      has: ['requestTime', 'systemAccount', 'taskDisplayName', 'activityAction'],
      score: 1,
      words: 'an activity: requestTime, systemAccount, taskDisplayName, activityAction',
    },
    {
      has: ['Signon_DateTime', 'User_Name', 'Signon_IP_Address'],
      score: 1,
      words: 'a sign-on: Signon_DateTime, User_Name, Signon_IP_Address',
    },
    {
      has: ['Session_Start', 'Signon_IP_Address', 'Authentication_Type'],
      score: 1,
      words: 'a row of the sign-on report: Session_Start, Signon_IP_Address, Authentication_Type',
    },
    // https://www.elastic.co/docs/reference/integrations/workday: the report's columns, and their names when it is asked for as JSON.
    {
      has: ['Session_Start', 'System_Account', 'Authentication_Type_for_Signon'],
      score: 1,
      words: 'a row of the sign-on report: Session_Start, System_Account, Authentication_Type_for_Signon',
    },
    {
      has: ['Session Start', 'System Account', 'Authentication Type for Signon'],
      score: 1,
      words: 'a row of the exported sign-on report: Session Start, System Account, Authentication Type for Signon',
    },
  ],
  time: ['requestTime', 'Signon_DateTime', 'Session_Start'],
  localeTime: ['Session_Start'],
  paths: {
    sourceUser: ['systemAccount', 'User_Name', 'email', 'System_Account', 'Workday_Account'],
    userName: ['Signon_Worker'],
    operation: ['taskDisplayName', 'Signon'],
    sourceIp: ['ipAddress', 'Signon_IP_Address', 'Session_IP_Address'],
    userAgent: ['userAgent', 'User_Agent', 'Browser_Type'],
    sessionId: ['sessionId', 'Short_Session_ID', 'Session_ID'],
    target: ['target.descriptor'],
    reason: ['Authentication_Failure_Message'],
    description: ['activityAction', 'Authentication_Type', 'Authentication_Type_for_Signon'],
  },
  typedBy: ['activityAction'],
  operations: {
    READ: 'resource.view',
    WRITE: 'resource.update',
    CREATE: 'resource.create',
    DELETE: 'resource.delete',
  },
  gives: ['operation', 'outcome', 'actorKind', 'device', 'objects'],
  open: openRow,
  finish,
});

/** An exported report heads its columns with the words that a report as a service joins by `_`. */
function openRow(record: SourceRecord): SourceRecord {
  if (!record.has('Session Start')) return record;
  const named = Object.entries(record.data).map(([label, cell]) => [label.replace(/\W/g, '_'), cell] as const);
  return new SourceRecord(Object.fromEntries(named));
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  splitAccount(draft);
  const os = record.text('Operating_System');
  draft.device = device(
    { os, name: record.text('deviceType', 'Device_Type') },
    { managed: record.flag('Is_Device_Managed') },
  );
  draft.objects = objects('object', { id: record.text('target.id'), name: record.text('target.descriptor') });
  if (record.has('taskDisplayName')) {
    // What is logged has been done: refusals are not.
    draft.outcome = 'success';
    const isRead = draft.description === 'READ';
    const task = TASKS.find(([name, , ofReads]) => (ofReads || !isRead) && name.test(draft.operation));
    if (task !== undefined) draft.activityType = task[1];
    return undefined;
  }
  const failed = record.flag('Failed_Signon', 'Invalid_Credentials') === true || draft.reason !== '';
  const good = record.flag('Successful', 'Signon');
  draft.outcome =
    failed || good === false ? 'failure' : good === true || record.has('Session_Start') ? 'success' : 'unknown';
  draft.operation = 'Signon';
  draft.activityType = draft.outcome === 'failure' ? 'login.failed' : 'login';
  return undefined;
}

/** Tasks by their names, the first that fits; most are looked at before they are done, which only some are worth telling. */
const TASKS: readonly (readonly [name: RegExp, type: ActivityType, ofReads: boolean])[] = [
  [/^(?:change|set) .*password/i, 'password.change', true],
  [/^reset .*password/i, 'password.reset', true],
  [/export|download/i, 'data.export', true],
  [/^(?:assign|add).*\b(?:user-based security groups?|roles?)\b/i, 'admin.role.grant', false],
  [/^(?:remove|end).*\b(?:user-based security groups?|roles?)\b/i, 'admin.role.revoke', false],
  [/^(?:create|edit|maintain|delete).*security (?:group|policy)|security policy changes/i, 'policy.change', false],
  [/^create workday account|^create integration system user/i, 'user.create', false],
  [/^(?:edit|update) workday account/i, 'user.update', false],
  [/^(?:register|create) api client/i, 'app.create', false],
  [/tenant setup/i, 'setting.change', false],
];

/** `lmcneil / Logan McNeil`: the account, and whose it is. */
function splitAccount(draft: ActivityDraft): void {
  const at = draft.sourceUser.indexOf(' / ');
  if (at <= 0) return;
  draft.userName ||= draft.sourceUser.slice(at + 3).trim();
  draft.sourceUser = draft.sourceUser.slice(0, at).trim();
}
