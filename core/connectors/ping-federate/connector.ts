/** PingFederate: audit.log and admin.log in their own layouts, and the audit log as CEF or as `key=value`, as its appenders for SIEMs write it. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cefShape } from '../kit/cef.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const pingFederate = defineConnector({
  id: 'ping-federate',
  title: 'PingFederate audit and admin logs',
  vendor: 'Ping Identity',
  app: 'ping-identity',
  grade: 'documented',
  source:
    'https://docs.pingidentity.com/pingfederate/latest/administrators_reference_guide/pf_security_audit_loggin.html',
  shapes: [
    cefShape(/^Ping Identity$/, /^Ping ?Federate$/, 'an audit event'),
    {
      has: ['trackingid', 'event', 'role', 'status', 'timestamp'],
      where: { trackingid: /^tid:/ },
      score: 1,
      words: 'a line of audit.log: a tracking id, event, role and status in its columns',
    },
    {
      has: ['user', 'roles', 'component', 'event', 'eventdetailid', 'timestamp'],
      score: 1,
      words: 'a line of admin.log: user, roles, component and event in its columns',
    },
    {
      has: ['event', 'status', 'pfhost'],
      score: 1,
      words: 'an audit event in pairs: event, status, pfhost',
    },
  ],
  time: ['timestamp', 'deviceReceiptTime'],
  paths: {
    operation: ['event', 'name'],
    sourceUser: ['subject', 'user', 'destinationUserId'],
    sourceIp: ['ip', 'sourceAddress'],
    target: ['connectionid', 'Connection ID'],
    clientApp: ['protocol', 'Protocol'],
    correlationId: ['trackingid', 'externalId', 'tid'],
    description: ['description', 'adapterid'],
  },
  outcome: ['status', 'message'],
  typedBy: ['event', 'name', 'eventdetailid'],
  operations: {
    AUTHN_ATTEMPT: 'login.challenge',
    SSO: 'login',
    OAuth: 'token.issue',
    STS: 'token.issue',
    SLO: 'logout',
    AUTHN_SESSION_CREATED: 'login',
    AUTHN_SESSION_USED: 'login',
    AUTHN_SESSION_DELETED: 'logout',
    'AUTHN_REQUEST*': 'login.challenge',
    AUTHN: 'login',
    PWD_CHANGE: 'password.change',
    PWD_RESET: 'password.reset',
    'PWD_RESET*': 'password.reset',
    ACCOUNT_UNLOCK: 'user.restore',
    'SRI_REVOKED*': 'token.revoke',
    'CREATE_USER*': 'user.create',
    'UPDATE_USER*': 'user.update',
    'DELETE_USER*': 'user.delete',
    'ADMINISTRATOR* LOGIN*': 'login',
    'LOGIN *': 'login',
    'LOGOUT *': 'logout',
    'OAUTH_CLIENT CREATE': 'app.create',
    'OAUTH_CLIENT DELETE': 'app.delete',
    'OAUTH_CLIENT *': 'app.update',
    'LICENSE *': 'setting.change',
    '*_CONNECTION CREATE': 'app.create',
    '*_CONNECTION DELETE': 'app.delete',
    '*_CONNECTION *': 'app.update',
    'ADMINISTRATIVE_ACCOUNT* CREATE': 'user.create',
    'ADMINISTRATIVE_ACCOUNT* DELETE': 'user.delete',
    'ADMINISTRATIVE_ACCOUNT* *': 'user.update',
  },
  gives: ['actorKind', 'reason'],
  finish,
});

/** What `status` says beside the words of every log. */
const UNDER_WAY = /^(?:inprogress|in_progress)$/i;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const isAdmin = record.has('eventdetailid');
  if (draft.sourceUser !== '') draft.actorKind = isAdmin ? 'admin' : 'user';
  if (isAdmin) {
    draft.description = record.text('message');
    draft.outcome = /fail|denied|error/i.test(draft.description) ? 'failure' : 'success';
    // What was changed stands in two columns.
    draft.operation = draft.typed;
    draft.admin = true;
    return undefined;
  }
  const status = record.text('status', 'message');
  if (draft.outcome === 'failure') draft.reason = record.text('description');
  // An attempt is told when it begins and when it ends.
  if (draft.operation === 'AUTHN_ATTEMPT' && !UNDER_WAY.test(status))
    draft.activityType = draft.outcome === 'failure' ? 'login.failed' : 'login';
  return undefined;
}
