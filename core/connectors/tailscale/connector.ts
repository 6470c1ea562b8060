/** Tailscale: the tailnet's configuration audit log, and its webhooks' events. */
import type { ActorKind } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const tailscale = defineConnector({
  id: 'tailscale',
  title: 'Tailscale configuration audit',
  vendor: 'Tailscale',
  app: 'tailscale',
  grade: 'documented',
  source: 'https://tailscale.com/kb/1203/audit-logging',
  shapes: [
    {
      has: ['eventTime', 'eventGroupID', 'actor', 'target', 'action'],
      score: 1,
      words: 'a configuration audit event: eventTime, eventGroupID, actor, target, action',
    },
    {
      has: ['timestamp', 'version', 'type', 'tailnet', 'message'],
      score: 1,
      words: "a webhook's event: timestamp, version, type, tailnet, message",
    },
  ],
  time: ['eventTime', 'timestamp'],
  paths: {
    instance: ['tailnet'],
    sourceUser: ['actor.loginName', 'data.actor', 'actor.displayName', 'actor.id'],
    userId: ['actor.id'],
    userName: ['actor.displayName'],
    operation: ['action', 'type'],
    target: ['target.name', 'data.user', 'data.deviceName', 'target.id'],
    correlationId: ['eventGroupID'],
    clientApp: ['origin'],
    description: ['message', 'actionDetails'],
    reason: ['error'],
  },
  typedBy: ['target.type', 'target.property', 'action', 'type'],
  operations: {
    '* LOGIN*': 'login',
    '* LOGOUT*': 'logout',
    'NODE *LOGIN*': 'login',
    'NODE ACL_TAGS *': 'device.update',
    'NODE *APPROVE*': 'device.register',
    'NODE CREATE*': 'device.register',
    'NODE DELETE*': 'device.remove',
    'NODE *': 'device.update',
    'USER USER_ROLE *': 'admin.role.grant',
    'USER *ROLE*': 'admin.role.grant',
    'USER *SUSPEND*': 'user.suspend',
    'USER *RESTORE*': 'user.restore',
    'USER *APPROVE*': 'user.create',
    'USER CREATE*': 'user.create',
    'USER DELETE*': 'user.delete',
    'USER PUSH*': 'user.update',
    'USER *': 'user.update',
    'API_KEY CREATE*': 'key.create',
    'API_KEY REVOKE*': 'key.delete',
    'API_KEY *': 'key.update',
    'AUTH_KEY *CREATE*': 'key.create',
    'INVITE *CREATE*': 'user.invite',
    'USER_INVITE *CREATE*': 'user.invite',
    'TAILNET ACL *': 'policy.change',
    'TAILNET *LOG*': 'audit.change',
    'TAILNET *DNS*': 'network.change',
    'TAILNET *': 'setting.change',
    'nodeCreated*': 'device.register',
    'nodeDeleted*': 'device.remove',
    'node*': 'device.update',
    'userCreated*': 'user.create',
    'userDeleted*': 'user.delete',
    'userSuspended*': 'user.suspend',
    'userRestored*': 'user.restore',
    'userRoleUpdated*': 'admin.role.grant',
    'policyUpdate*': 'policy.change',
  },
  gives: ['outcome', 'actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.reason === '' ? 'success' : 'failure';
  draft.actorKind = ACTORS[record.text('actor.type')];
  draft.objects = objects(record.text('target.type').toLowerCase() || 'node', {
    id: record.text('target.id', 'data.nodeID'),
    name: record.text('target.name', 'data.deviceName', 'data.user'),
  });
  return undefined;
}

const ACTORS: Readonly<Record<string, ActorKind>> = { USER: 'user', NODE: 'app', SCIM: 'app', AUTOMATED: 'system' };
