/**
 * Windows' security log, as agents write it: who signed in to a machine or a domain, and who changed accounts and groups. Asked last: it is no
 * app's log, but what happens in a directory is where many attacks on apps begin.
 */

import type { ActivityDraft, Connector, Refusal } from '../connector.ts';
import { reject } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { windowsEvent } from './events.ts';
import { federationEvent } from './federation.ts';
import { windowsRecord } from './layouts.ts';

/** Above records by the names of their fields, below what makes a file an audit log by itself. */
const SCORE = 0.28;
/** What stands for nobody and for the machine itself. */
const NOBODY = /^(?:-|%%\d+|::1|127\.0\.0\.1|localhost|LOCAL)?$/i;
const FAILED = /fail|0x8010000000000000/i;
const SUCCEEDED = /success|0x8020000000000000/i;
/** The number of the failed attempts' keyword as signed and as unsigned integer. */
const FAILED_KEYWORDS: ReadonlySet<string> = new Set(['-9218868437227405312', '9227875636482146304']);
/** Kerberos' and NTLM's code for no error. */
const NO_ERROR = /^(?:0x0+|0)?$/;

const described = defineConnector({
  id: 'windows-security',
  title: 'Windows security log',
  vendor: 'Microsoft',
  app: '',
  grade: 'documented',
  source: 'https://learn.microsoft.com/windows-server/identity/ad-ds/plan/appendix-l--events-to-monitor',
  shapes: [],
  open: (record) => windowsRecord(record) ?? reject('shape'),
  time: ['time'],
  localeTime: ['time'],
  paths: {
    operation: ['action', 'EventID'],
    sourceIp: [
      'IpAddress',
      'ClientAddress',
      'SourceAddress',
      'SourceNetworkAddress',
      'Source_Network_Address',
      'Client_Address',
      // Of a policy server it may be a telephone's or a radio's as well.
      'CallingStationID',
    ],
    userAgent: ['UserAgentString'],
    instance: ['Computer'],
    clientApp: ['AuthenticationPackageName', 'LogonProcessName'],
    reason: ['SubStatus', 'FailureReason', 'Status'],
  },
  operations: {},
  gives: ['id', 'sourceUser', 'target', 'outcome', 'objects', 'actorKind', 'device', 'description', 'correlationId'],
  finish,
});

export const windowsSecurity: Connector = {
  ...described,
  isLast: true,
  claim: (record) =>
    windowsRecord(record) === undefined
      ? { score: 0, reason: '' }
      : { score: SCORE, reason: 'events of the security log: a number, its channel and its data' },
};

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const id = record.text('EventID');
  const number = record.text('RecordNumber');
  // Every machine counts its own, from one again once its log was cleared.
  if (number !== '') draft.id = `${draft.instance}/${number}/${draft.timeMs}`;
  draft.app = 'windows';
  if (record.has('isFederation')) return finishFederation(record, draft, id);
  const facts = windowsEvent(id);
  if (facts !== undefined) {
    draft.activityType = facts.type;
    if (record.text('action') === '') draft.operation = facts.name;
    draft.description = `${id} ${facts.name}`;
  }
  const actor = facts?.actor ?? 'Subject';
  const subject = person(record, 'Subject');
  const target = person(record, 'Target');
  draft.sourceUser = (actor === 'Target' ? target : subject) || subject || target || record.text('UserName', 'Account');
  if (target !== draft.sourceUser) draft.target = target;
  draft.actorKind = draft.sourceUser.endsWith('$') ? 'system' : 'user';
  draft.sourceIp = NOBODY.test(draft.sourceIp) ? '' : cleanIp(draft.sourceIp);
  readOutcome(record, draft, facts?.failed === true);
  const workstation = record.text('WorkstationName', 'Workstation', 'Workstation_Name');
  if (!NOBODY.test(workstation)) draft.device = { name: workstation.replace(/^\\\\/, '') };
  const isGroup = draft.activityType.startsWith('group.');
  if (isGroup) {
    draft.objects = objects('group', { id: record.text('TargetSid'), name: record.text('TargetUserName') });
    draft.target = record.text('MemberName', 'MemberSid');
  } else draft.objects = objects('object', { name: record.text('ObjectName', 'ObjectDN', 'ShareName') });
  return undefined;
}

function finishFederation(record: SourceRecord, draft: ActivityDraft, id: string): undefined {
  const facts = federationEvent(id);
  draft.sourceUser = record.text('federationUser');
  draft.sourceIp = NOBODY.test(draft.sourceIp) ? '' : cleanIp(draft.sourceIp);
  draft.correlationId = record.text('ActivityId');
  draft.target = record.text('RelyingParty');
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const result = record.text('AuditResult');
  draft.outcome = FAILED.test(result) ? 'failure' : SUCCEEDED.test(result) ? 'success' : (facts?.[2] ?? 'unknown');
  if (draft.outcome === 'success') draft.reason = '';
  if (facts === undefined) return undefined;
  draft.operation = facts[0];
  draft.description = `${id} ${facts[0]}`;
  draft.activityType = facts[1];
  return undefined;
}

function readOutcome(record: SourceRecord, draft: ActivityDraft, isFailure: boolean): void {
  const keywords = record.text('keywords');
  const isFailed = isFailure || FAILED.test(keywords) || FAILED_KEYWORDS.has(keywords);
  // Of these two the log has both outcomes, told by a code.
  const code = /^47(?:68|69|76)$/.test(record.text('EventID')) ? record.text('Status', 'ErrorCode') : '';
  if (isFailed || !NO_ERROR.test(code)) draft.outcome = 'failure';
  else if (SUCCEEDED.test(keywords) || draft.activityType !== 'other') draft.outcome = 'success';
  if (draft.outcome === 'success') draft.reason = '';
}

/** The account with its domain, as Windows writes it. */
function person(record: SourceRecord, who: 'Subject' | 'Target'): string {
  const name = record.text(`${who}UserName`, `${who}_User_Name`, `${who}Account`);
  const domain = record.text(`${who}DomainName`, `${who}_Domain_Name`);
  if (NOBODY.test(name)) return '';
  return NOBODY.test(domain) || /[\\@]/.test(name) ? name : `${domain}\\${name}`;
}
