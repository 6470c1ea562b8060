/** VMware vCenter: the events that it sends by syslog, with their fields in brackets. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const vcenter = defineConnector({
  id: 'vcenter',
  title: 'VMware vCenter events (syslog)',
  vendor: 'VMware',
  app: 'vmware-cloud',
  grade: 'documented',
  source: 'https://developer.broadcom.com/xapis/vsphere-web-services-api/latest/vim.event.Event.html',
  shapes: [
    {
      has: ['key', 'createdTime', 'eventTypeId', 'chainId', 'fullFormattedMessage'],
      score: 1,
      words: 'an event: its key, time, type, chain and message in brackets',
    },
  ],
  time: ['createdTime'],
  paths: {
    id: ['key'],
    sourceUser: ['userName'],
    operation: ['eventTypeId'],
    description: ['fullFormattedMessage'],
    instance: ['datacenter'],
  },
  operations: {
    '*.UserLoginSessionEvent': 'login',
    '*.UserLogoutSessionEvent': 'logout',
    '*.BadUsernameSessionEvent': 'login.failed',
    '*.NoAccessUserEvent': 'login.failed',
    '*.sso.LoginSuccess': 'login',
    '*.sso.LoginFailure': 'login.failed',
    '*.sso.Logout': 'logout',
    '*.PermissionAddedEvent': 'permission.grant',
    '*.PermissionUpdatedEvent': 'permission.grant',
    '*.PermissionRemovedEvent': 'permission.revoke',
    '*.RoleAddedEvent': 'role.create',
    '*.RoleUpdatedEvent': 'role.update',
    '*.RoleRemovedEvent': 'role.delete',
    '*.AccountCreatedEvent': 'user.create',
    '*.AccountRemovedEvent': 'user.delete',
    '*.AccountUpdatedEvent': 'user.update',
    '*.UserAssignedToGroup': 'group.member.add',
    '*.UserUnassignedFromGroup': 'group.member.remove',
    '*.UserPasswordChanged': 'password.change',
    '*.VmPoweredOnEvent': 'resource.start',
    '*.VmPoweredOffEvent': 'resource.stop',
    '*.VmCreatedEvent': 'resource.create',
    '*.VmClonedEvent': 'resource.create',
    '*.VmDeployedEvent': 'resource.create',
    '*.VmRemovedEvent': 'resource.delete',
    '*.VmReconfiguredEvent': 'resource.update',
    '*.HostRemovedEvent': 'resource.delete',
    '*.HostAddedEvent': 'resource.create',
  },
  gives: ['sourceIp', 'outcome', 'actorKind', 'userAgent'],
  finish,
});

/** `User EXAMPLE\alice@192.0.2.9 logged in as CLIENT`, `… logged out (login time: …, user agent: CLIENT)`. */
const LOGGED = /^User .{1,300}@(\S{1,60}) logged (?:in as (.{1,500})|out(?: \(.{0,300}?\buser agent: (.{1,500})\))?)/;
/** `Failed login alice from 192.0.2.9 at …`. */
const FAILED = /^(?:Failed login|Cannot login) (\S{1,300}?)(?:@(\S{1,60}))?(?: from (\S{1,60}))?(?: at |:|$)/i;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  // Keys begin anew with every installation.
  draft.id = `${draft.id}@${record.text('createdTime')}`;
  const severity = record.text('severity');
  draft.outcome = draft.activityType === 'login.failed' || severity === 'error' ? 'failure' : 'success';
  draft.actorKind = draft.sourceUser === '' ? 'system' : 'user';
  const logged = LOGGED.exec(draft.description);
  if (logged !== null) {
    draft.sourceIp = cleanIp(logged[1] ?? '');
    draft.userAgent = logged[2] ?? logged[3] ?? '';
    return undefined;
  }
  const failed = FAILED.exec(draft.description);
  if (failed === null) return undefined;
  // Newer versions tell of a failed sign-in by an event without a type of its own.
  draft.activityType = 'login.failed';
  if (draft.sourceUser === '') draft.sourceUser = failed[1] ?? '';
  draft.sourceIp = cleanIp(failed[3] ?? failed[2] ?? '');
  return undefined;
}
