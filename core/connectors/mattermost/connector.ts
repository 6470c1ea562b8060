/** Mattermost: its audit log, as older and newer servers write it. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const mattermost = defineConnector({
  id: 'mattermost',
  title: 'Mattermost audit log',
  vendor: 'Mattermost',
  app: 'mattermost',
  grade: 'documented',
  source: 'https://docs.mattermost.com/administration-guide/comply/embedded-json-audit-log-schema.html',
  shapes: [
    {
      has: ['timestamp', 'event', 'status', 'user_id', 'session_id', 'api_path'],
      score: 1,
      words: 'an audit entry: event, status, user_id, session_id, api_path',
    },
    {
      has: ['timestamp', 'event_name', 'status', 'actor.user_id'],
      score: 1,
      words: 'an audit entry: event_name, status, actor.user_id',
    },
  ],
  time: ['timestamp'],
  paths: {
    instance: ['cluster_id', 'meta.cluster_id'],
    sourceUser: ['actor.user_id', 'user_id', 'login_id', 'event.parameters.login_id'],
    userId: ['actor.user_id', 'user_id'],
    operation: ['event_name', 'event'],
    reason: ['error.description', 'err', 'error'],
    sourceIp: ['actor.ip_address', 'ip_address'],
    userAgent: ['actor.client', 'client'],
    sessionId: ['actor.session_id', 'session_id'],
    target: ['user.name', 'event.resulting_state.username', 'event.parameters.username'],
    description: ['api_path', 'meta.api_path'],
  },
  outcome: ['status'],
  operations: {
    login: 'login',
    Login: 'login',
    loginCWS: 'login',
    Logout: 'logout',
    updateConfig: 'setting.change',
    patchConfig: 'setting.change',
    createUser: 'user.create',
    deleteUser: 'user.delete',
    updateUserRoles: 'admin.role.grant',
    updateUserActive: 'user.update',
    updateUserMfa: 'mfa.change',
    createUserAccessToken: 'key.create',
    revokeUserAccessToken: 'key.delete',
    revokeSession: 'token.revoke',
    'addTeamMember*': 'channel.member.add',
    'addUserToTeam*': 'channel.member.add',
    addChannelMember: 'channel.member.add',
    removeChannelMember: 'channel.member.remove',
    removeTeamMember: 'channel.member.remove',
    createTeam: 'site.create',
    deleteTeam: 'site.delete',
    createChannel: 'channel.create',
    deleteChannel: 'channel.delete',
    inviteUsersToTeam: 'user.invite',
    'uploadFile*': 'file.upload',
    uploadPlugin: 'app.create',
    enablePlugin: 'app.update',
    createIncomingHook: 'app.create',
    createBot: 'app.create',
    downloadComplianceReport: 'report.export',
    createComplianceReport: 'report.export',
    localModeClient: 'other',
  },
  gives: ['actorKind', 'objects'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.outcome === 'success') draft.reason = '';
  // Who changes himself is named beside his id; another's name is whom it was done to.
  const own = record.text('user.id') === draft.userId ? record.text('user.name') : '';
  if (own !== '') draft.sourceUser = own;
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.objects = objects(record.text('event.object_type') || 'object', {
    id: record.text('channel.id', 'team.id', 'event.resulting_state.id'),
    name: record.text('channel.name', 'team.name', 'event.resulting_state.name'),
  });
  return undefined;
}
