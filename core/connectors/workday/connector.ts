/** Workday: user activity logging (REST), and the sign-ons of its report and web service. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { device, objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

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
  ],
  time: ['requestTime', 'Signon_DateTime', 'Session_Start'],
  paths: {
    sourceUser: ['systemAccount', 'User_Name', 'email', 'System_Account', 'Workday_Account'],
    userName: ['Signon_Worker'],
    operation: ['taskDisplayName', 'Signon'],
    sourceIp: ['ipAddress', 'Signon_IP_Address', 'Session_IP_Address'],
    userAgent: ['userAgent', 'User_Agent', 'Browser_Type'],
    sessionId: ['sessionId', 'Short_Session_ID', 'Session_ID'],
    target: ['target.descriptor'],
    reason: ['Authentication_Failure_Message'],
    description: ['activityAction', 'Authentication_Type'],
  },
  typedBy: ['activityAction'],
  operations: {
    READ: 'resource.view',
    WRITE: 'resource.update',
    CREATE: 'resource.create',
    DELETE: 'resource.delete',
  },
  gives: ['operation', 'outcome', 'actorKind', 'device', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const os = record.text('Operating_System');
  draft.device = device(
    { os, name: record.text('deviceType', 'Device_Type') },
    { managed: record.flag('Is_Device_Managed') },
  );
  draft.objects = objects('object', { id: record.text('target.id'), name: record.text('target.descriptor') });
  if (record.has('taskDisplayName')) {
    // What is logged has been done: refusals are not.
    draft.outcome = 'success';
    if (/^(?:change|set|reset) .*password/i.test(draft.operation)) draft.activityType = 'password.change';
    else if (/export|download/i.test(draft.operation)) draft.activityType = 'data.export';
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
