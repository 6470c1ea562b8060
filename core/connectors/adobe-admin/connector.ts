/** Adobe's Admin Console: the audit log's CSV export, and its events in OCSF's words as Adobe I/O Events delivers them. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const adobeAdmin = defineConnector({
  id: 'adobe-admin',
  title: 'Adobe Admin Console audit log',
  vendor: 'Adobe',
  app: 'adobe-creative-cloud',
  grade: 'unverified',
  source: 'https://helpx.adobe.com/enterprise/using/audit-logs.html',
  shapes: [
    {
      has: ['Date', 'Event Name', 'Admin'],
      score: 1,
      words: 'the columns of the audit log: Date, Event Name, Admin',
    },
    {
      has: ['class_uid', 'metadata.product.vendor_name', 'time'],
      where: { 'metadata.product.vendor_name': /^adobe/i },
      score: 1,
      words: 'an OCSF event whose product’s vendor is Adobe',
    },
  ],
  time: ['time', 'time_dt', 'Date'],
  localeTime: ['Date'],
  paths: {
    id: ['metadata.uid', 'metadata.original_event_uid'],
    instance: ['Organization', 'actor.user.org.name', 'cloud.org.name', 'cloud.account.uid'],
    sourceUser: ['Admin', 'actor.user.email_addr', 'actor.user.name', 'actor.user.uid', 'actor.app_name'],
    userId: ['actor.user.uid'],
    userName: ['actor.user.full_name', 'actor.user.display_name'],
    operation: ['Event Name', 'metadata.event_code', 'activity_name', 'type_name'],
    sourceIp: ['IP Address', 'src_endpoint.ip', 'device.ip'],
    userAgent: ['http_request.user_agent'],
    target: ['Affected User', 'user.email_addr', 'user.name', 'group.name'],
    correlationId: ['metadata.correlation_uid'],
    description: ['Event Details', 'Event Detail', 'message', 'status_detail'],
  },
  outcome: ['status'],
  operations: {
    '*admin*role*remov*': 'admin.role.revoke',
    '*remov*admin*': 'admin.role.revoke',
    '*revoke*admin*': 'admin.role.revoke',
    '*add*admin*': 'admin.role.grant',
    '*grant*admin*': 'admin.role.grant',
    '*admin*added*': 'admin.role.grant',
    '*user*add*to*group*': 'group.member.add',
    '*add*user*to*group*': 'group.member.add',
    '*remov*user*from*group*': 'group.member.remove',
    '*user*remov*from*group*': 'group.member.remove',
    '*user*group*creat*': 'group.create',
    '*user*group*delet*': 'group.delete',
    '*user*group*': 'group.update',
    '*user*to*product*': 'billing.change',
    '*user*from*product*': 'billing.change',
    '*product*profile*': 'billing.change',
    '*product*': 'billing.change',
    '*license*': 'billing.change',
    '*api*credential*creat*': 'app.credential.add',
    '*creat*api*credential*': 'app.credential.add',
    '*certificate*': 'app.credential.add',
    '*integration*': 'app.update',
    '*developer*': 'permission.grant',
    '*directory*': 'domain.change',
    '*domain*': 'domain.change',
    '*identity*provider*': 'domain.change',
    '*sso*': 'domain.change',
    '*encryption*': 'setting.change',
    '*sharing*': 'setting.change',
    '*password*': 'setting.change',
    '*authentication*': 'setting.change',
    '*setting*': 'setting.change',
    '*audit*log*': 'data.export',
    '*export*': 'data.export',
    '*report*': 'report.export',
    '*asset*': 'file.move',
    '*storage*': 'setting.change',
    '*user*creat*': 'user.create',
    '*creat*user*': 'user.create',
    '*add*user*': 'user.create',
    '*user*added*': 'user.create',
    '*remov*user*': 'user.delete',
    '*user*remov*': 'user.delete',
    '*delet*user*': 'user.delete',
    '*user*delet*': 'user.delete',
    '*user*': 'user.update',
    '*delegat*': 'permission.grant',
    'Authentication Logon*': 'login',
    'Account Change Create*': 'user.create',
    'Account Change Delete*': 'user.delete',
    'Account Change *': 'user.update',
    'Group Management Assign*': 'group.member.add',
    'Group Management Remove*': 'group.member.remove',
    'Group Management Create*': 'group.create',
    'Group Management Delete*': 'group.delete',
    'Group Management *': 'group.update',
  },
  typedBy: ['Event Name', 'class_name', 'activity_name', 'metadata.event_code'],
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // The log keeps changes that were made; the events in OCSF say how they ended.
  if (draft.outcome === 'unknown' && !record.has('class_uid')) draft.outcome = 'success';
  if (draft.sourceUser !== '') draft.actorKind = /^system$/i.test(draft.sourceUser) ? 'system' : 'admin';
  draft.admin = true;
  draft.objects = objects(record.has('group.name') ? 'group' : 'object', {
    id: record.text('resource.uid', 'group.uid', 'entity.uid'),
    name: record.text('Object Name', 'resource.name', 'group.name', 'entity.name'),
  });
  return undefined;
}
