/** Workday: user activity logging (REST), and the sign-ons of its report and web service. */
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
