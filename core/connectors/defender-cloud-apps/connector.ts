/** Microsoft Defender for Cloud Apps (before: Microsoft Cloud App Security): what its SIEM agent sends as CEF, activities and alerts alike. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { appNamed } from '../defender-xdr/apps.ts';
import { CEF_TIME, cefShape } from '../kit/cef.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const defenderCloudApps = defineConnector({
  id: 'defender-cloud-apps',
  title: 'Microsoft Defender for Cloud Apps (SIEM agent, CEF)',
  vendor: 'Microsoft',
  app: 'microsoft-defender',
  grade: 'documented',
  source: 'https://learn.microsoft.com/defender-cloud-apps/siem',
  shapes: [cefShape(/^MCAS$/, /^SIEM_Agent$/, 'an activity or alert of the SIEM agent')],
  time: CEF_TIME,
  paths: {
    id: ['externalId'],
    sourceUser: ['sourceUserName'],
    operation: ['name'],
    sourceIp: ['deviceAddress'],
    userAgent: ['requestClientApplication'],
    description: ['message'],
  },
  typedBy: ['signatureId'],
  operations: {
    'ALERT_*': 'alert.raise',
    EVENT_CATEGORY_LOGIN: 'login',
    EVENT_CATEGORY_SSO_LOGIN: 'login',
    'EVENT_CATEGORY_*FAILED*LOGIN': 'login.failed',
    'EVENT_CATEGORY_*LOGIN*FAILED*': 'login.failed',
    EVENT_CATEGORY_LOGOUT: 'logout',
    'EVENT_CATEGORY_DOWNLOAD*': 'file.download',
    'EVENT_CATEGORY_UPLOAD*': 'file.upload',
    'EVENT_CATEGORY_VIEW*': 'file.view',
    'EVENT_CATEGORY_ACCESS*FILE*': 'file.view',
    'EVENT_CATEGORY_EDIT*FILE*': 'file.edit',
    'EVENT_CATEGORY_MODIFY_FILE*': 'file.edit',
    'EVENT_CATEGORY_DELETE_FILE*': 'file.delete',
    'EVENT_CATEGORY_SHARE*': 'file.share',
    'EVENT_CATEGORY_PRINT*': 'file.print',
    'EVENT_CATEGORY_RUN*': 'command.run',
    'EVENT_CATEGORY_SEND*MAIL*': 'mail.send',
    'EVENT_CATEGORY_CREATE_USER*': 'user.create',
    'EVENT_CATEGORY_DELETE_USER*': 'user.delete',
    'EVENT_CATEGORY_IMPERSONATE*': 'impersonate',
  },
  gives: ['outcome', 'actorKind', 'objects', 'reason'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.app = appNamed(record.text('destinationServiceName'));
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(record.text('Device IPv6 Address'));
  const category = record.text('signatureId');
  if (category.startsWith('ALERT_')) return finishAlert(record, draft, category);
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.outcome = /FAIL/.test(category) ? 'failure' : 'success';
  if (draft.outcome === 'failure')
    draft.reason = /\(Failure message: ([^)]{1,500})\)/.exec(draft.description)?.[1] ?? '';
  const object = record.text('targetObjects');
  if (object !== draft.sourceUser) draft.objects = objects(/FILE/.test(category) ? 'file' : 'object', { name: object });
  return undefined;
}

/** An alert is called as its policy is, in the words of whoever made the policy. */
function finishAlert(record: SourceRecord, draft: ActivityDraft, category: string): Refusal | undefined {
  draft.operation = category;
  draft.activityType = 'alert.raise';
  draft.actorKind = 'system';
  draft.objects = objects('policy', { id: record.text('policyIDs'), name: record.text('name') });
  return undefined;
}
