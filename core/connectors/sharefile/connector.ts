/** ShareFile: rows of the account's activity report. Its columns are taken from what the report shows; the names of activities are the API's. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** `ActivityTypes` of the API's reports, with or without the underscores and blanks that the report may show. */
const ACTIVITY =
  /^(?:(?:two[ -]?factor |tfa[_ ]?)?log ?in.*|logout|view|preview|(?:watermark ?|zip ?)?(?:down|up)load.*|(?:item[_ ]?)?(?:delete|edit|restore|archive|move)|new[_ ]?(?:folder|note|link)|check[_ ]?(?:in|out)|dlp.*|tfa.*)$/i;

export const sharefile = defineConnector({
  id: 'sharefile',
  title: 'ShareFile activity report',
  vendor: 'ShareFile',
  app: 'sharefile',
  grade: 'unverified',
  source: 'https://api.sharefile.com/docs/resource?name=Reports',
  shapes: [
    {
      has: ['Date', 'Activity', 'User Name', 'IP Address'],
      where: { Activity: ACTIVITY },
      score: 1,
      words: 'the columns of an activity report: Date, Activity, User Name, IP Address',
    },
    {
      has: ['Date', 'Event', 'User', 'Company', 'IP Address'],
      where: { Event: ACTIVITY },
      score: 1,
      words: 'the columns of an activity report: Date, Event, User, Company, IP Address',
    },
    {
      has: ['ActivityDate', 'ActivityType', 'UserEmail', 'IPAddress'],
      where: { ActivityType: ACTIVITY },
      score: 1,
      words: 'a record of an activity report: ActivityDate, ActivityType, UserEmail, IPAddress',
    },
  ],
  time: ['ActivityDate', 'Date'],
  localeTime: ['Date', 'ActivityDate'],
  paths: {
    instance: ['AccountId', 'Account'],
    sourceUser: ['User Email', 'Email', 'UserEmail', 'User', 'User Name', 'UserName'],
    userId: ['UserId', 'User ID'],
    userName: ['User Name', 'UserName', 'User'],
    operation: ['Activity', 'Event', 'ActivityType'],
    sourceIp: ['IP Address', 'IPAddress'],
    description: ['Additional Info', 'AdditionalInfo'],
  },
  operations: {
    '*login*fail*': 'login.failed',
    '*login*lock*': 'user.lockout',
    TFA_InvalidCode: 'login.failed',
    '*login*': 'login',
    'Log in*': 'login',
    Logout: 'logout',
    View: 'file.view',
    Preview: 'file.view',
    '*download*': 'file.download',
    '*upload*': 'file.upload',
    '*delete': 'file.delete',
    '*edit': 'file.edit',
    '*move': 'file.move',
    '*restore': 'file.restore',
    '*archive': 'file.move',
    NewFolder: 'folder.create',
    'New Folder': 'folder.create',
    NewNote: 'file.upload',
    'New Note': 'file.upload',
    NewLink: 'file.share',
    'New Link': 'file.share',
    'Check*': 'file.edit',
    DLP_Scan_Reject: 'dlp.match',
    DLP_Share_Deny: 'dlp.match',
    DLP_Scan_Accept: 'file.label',
    DLP_Share_Allow: 'file.share',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = /fail|lock|invalid|reject|deny/i.test(draft.operation) ? 'failure' : 'success';
  if (draft.userName === draft.sourceUser) draft.userName = '';
  if (draft.sourceUser !== '') draft.actorKind = /^anonymous/i.test(draft.sourceUser) ? 'anonymous' : 'user';
  const path = record.text('Path', 'Location', 'Item Path', 'ItemPath');
  draft.objects = objects(draft.activityType === 'folder.create' ? 'folder' : 'file', {
    id: record.text('Item ID', 'ItemId') || path,
    name: record.text('Item Name', 'ItemName', 'Item') || (path.split('/').at(-1) ?? ''),
  });
  return undefined;
}
