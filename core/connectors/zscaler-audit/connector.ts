/** Zscaler Internet Access: what administrators did in its portal (NSS audit feed), alone or under `event`. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const zscalerAudit = defineConnector({
  id: 'zscaler-audit',
  title: 'Zscaler Internet Access admin audit',
  vendor: 'Zscaler',
  app: 'zscaler',
  grade: 'documented',
  source: 'https://help.zscaler.com/zia/nss-feed-output-format-admin-audit-logs',
  shapes: [
    {
      has: ['auditlogtype', 'adminid', 'action', 'category', 'clientip'],
      score: 1,
      words: 'an audit record: auditlogtype, adminid, action, category, clientip',
    },
    {
      has: ['event.auditlogtype', 'event.adminid', 'event.action', 'event.category'],
      score: 1,
      words: 'an audit record: auditlogtype, adminid, action, category under event',
    },
  ],
  open: (record) => (record.has('auditlogtype') ? record : (record.object('event') ?? record)),
  time: ['time'],
  localeTime: ['time'],
  paths: {
    id: ['recordid'],
    sourceUser: ['adminid'],
    operation: ['action'],
    sourceIp: ['clientip'],
    reason: ['errorcode'],
    target: ['postaction.email', 'preaction.email', 'preaction.loginName', 'postaction.loginName', 'resource'],
    description: ['category', 'subcategory'],
    clientApp: ['interface'],
  },
  outcome: ['result'],
  typedBy: ['category', 'action'],
  operations: {
    'LOGIN SIGN_IN': 'login',
    'LOGIN SIGN_OUT': 'logout',
    '* SIGN_IN': 'login',
    '* SIGN_OUT': 'logout',
    'USER_MANAGEMENT CREATE': 'user.create',
    'USER_MANAGEMENT UPDATE': 'user.update',
    'USER_MANAGEMENT DELETE': 'user.delete',
    'ADMINISTRATOR_MANAGEMENT CREATE': 'admin.role.grant',
    'ADMINISTRATOR_MANAGEMENT UPDATE': 'admin.role.grant',
    'ADMINISTRATOR_MANAGEMENT DELETE': 'admin.role.revoke',
    'ROLE_MANAGEMENT CREATE': 'role.create',
    'ROLE_MANAGEMENT UPDATE': 'role.update',
    'ROLE_MANAGEMENT DELETE': 'role.delete',
    'AUTHENTICATION_SETTINGS *': 'domain.change',
    'LOGIN UPDATE': 'policy.change',
    'API_KEY_MANAGEMENT CREATE': 'key.create',
    'API_KEY_MANAGEMENT DELETE': 'key.delete',
    '* ACTIVATION': 'policy.change',
    '*REPORT* *': 'report.view',
    '*POLICY* CREATE': 'policy.create',
    '*POLICY* DELETE': 'policy.delete',
    '*POLICY* *': 'policy.change',
    '* EXPORT': 'data.export',
    '* CREATE': 'setting.change',
    '* UPDATE': 'setting.change',
    '* DELETE': 'setting.change',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.reason === 'None' || draft.outcome === 'success') draft.reason = '';
  if (draft.target === 'None') draft.target = '';
  if (draft.sourceUser !== '') draft.actorKind = 'admin';
  draft.objects = objects(draft.description.toLowerCase() || 'object', {
    id: record.text('postaction.id', 'preaction.id'),
    name: draft.target,
  });
  return undefined;
}
