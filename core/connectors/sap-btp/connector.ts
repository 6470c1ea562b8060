/** SAP Business Technology Platform: the audit log, from its retrieval API. What happened is in a message that is JSON itself, or a text. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const sapBtp = defineConnector({
  id: 'sap-btp',
  title: 'SAP BTP audit log',
  vendor: 'SAP',
  app: 'sap-business-technology-platform',
  grade: 'documented',
  source:
    'https://help.sap.com/docs/btp/sap-business-technology-platform/audit-log-retrieval-api-usage-for-subaccounts-in-cloud-foundry-environment',
  shapes: [
    {
      has: ['message_uuid', 'time', 'tenant', 'category', 'message'],
      where: { category: /^audit\./ },
      score: 1,
      words: 'an audit log message: message_uuid, tenant, category such as audit.security-events',
    },
  ],
  time: ['time', 'message.time'],
  paths: {
    id: ['message_uuid'],
    instance: ['tenant'],
    sourceUser: ['user'],
    operation: ['category'],
    clientApp: ['app_or_service_id', 'als_service_id'],
  },
  operations: {
    'audit.security-events': 'other',
    'audit.configuration': 'setting.change',
    'audit.data-access': 'data.query',
    'audit.data-modification': 'resource.update',
  },
  gives: ['outcome', 'actorKind', 'objects', 'sourceIp', 'description', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const message = record.object('message');
  const text = message?.object('data')?.text('message') || (message?.text('data', 'message') ?? record.text('message'));
  // The address beside it is that of the service that wrote it, where the text has the client's.
  draft.sourceIp = cleanIp(/\bremoteAddress=([\d.:a-f]+)/i.exec(text)?.[1] ?? message?.text('ip') ?? '');
  draft.description = text.slice(0, 500);
  if (draft.sourceUser === '' || /^\$/.test(draft.sourceUser)) draft.sourceUser = message?.text('user') ?? '';
  // An application says in its own words what happened; only some of them are sure.
  const said = text.toLowerCase();
  const isFailure =
    /\bfail|unauthori[sz]ed|denied|invalid\b|not authori[sz]ed/.test(said) || message?.flag('success') === false;
  if (/tokenissued|login success|logged in|authentication success|userauthenticationsuccess/.test(said))
    draft.activityType = 'login';
  else if (/authentication ?fail|login ?fail|userauthenticationfailure|badcredentials/.test(said))
    draft.activityType = 'login.failed';
  draft.outcome = isFailure
    ? 'failure'
    : message?.flag('success') === true || draft.activityType !== 'other'
      ? 'success'
      : 'unknown';
  if (draft.sourceUser !== '') draft.actorKind = said.startsWith('clientauthentication') ? 'app' : 'user';
  const changed = message?.object('object');
  draft.objects = objects(changed?.text('type') || 'object', {
    id: changed?.text('id.key', 'id.id', 'id') ?? '',
    name: message?.list('attributes')[0]?.text('name') ?? '',
  });
  return undefined;
}
