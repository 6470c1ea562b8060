/** Changes in a Dropbox team: members, their sessions and linked apps, and shared links. */
import type { Ask } from '../provider.ts';
import { fieldOf, listOf, type Reply } from '../reply.ts';
import { json, type Looked, type LookTools, type WriteAction, type Writing } from '../writing.ts';

const API = 'https://api.dropboxapi.com/2';
const DOCS = 'https://www.dropbox.com/developers/documentation/http';

const call = (path: string, body: object, more: Partial<Ask> = {}): Ask => json('POST', `${API}/${path}`, body, more);
const byMail = (mail: string | undefined) => ({ '.tag': 'email', email: mail });
const asMember = (member: string | undefined): Pick<Ask, 'headers'> => ({
  headers: { 'dropbox-api-select-user': member ?? '' },
});

async function lookAtMember({ read, given }: LookTools): Promise<Looked> {
  const reply = await read(call('team/members/get_info_v2', { members: [byMail(given.user)] }));
  const profile = ['members_info', '0', 'profile'] as const;
  const status = reply.word(...profile, 'status', '.tag');
  return {
    name: reply.word(...profile, 'email'),
    state: { status: status || 'unknown' },
    isDone: status === '' ? null : status === 'suspended',
    ids: { member: reply.word(...profile, 'team_member_id') },
  };
}

const SESSIONS = [
  ['active_web_sessions', 'web_session'],
  ['desktop_client_sessions', 'desktop_client'],
  ['mobile_client_sessions', 'mobile_client'],
] as const;

/** What ends each session that a member has, as JSON: requests are made from texts. */
function sessionsOf(reply: Reply, member: string): readonly object[] {
  return SESSIONS.flatMap(([list, tag]) =>
    listOf(reply.at(list)).map((one) => ({
      '.tag': tag,
      session_id: fieldOf(one, 'session_id'),
      team_member_id: member,
    })),
  );
}

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'members.write and members.read',
    source: `${DOCS}/teams#team-members-suspend`,
    look: lookAtMember,
    request: ({ given }) => call('team/members/suspend', { user: byMail(given.user), wipe_data: false }),
    // Dropbox refuses to suspend whom it has suspended already.
    isRepeatable: false,
    undo: ({ given }) => call('team/members/unsuspend', { user: byMail(given.user) }),
  },
  {
    action: 'revoke-sessions',
    needs: ['user'],
    permission: 'sessions.modify, sessions.list and members.read',
    source: `${DOCS}/teams#team-devices-revoke_device_session_batch`,
    look: async (tools) => {
      const seen = await lookAtMember(tools);
      const { member = '' } = seen.ids;
      const reply = await tools.read(call('team/devices/list_member_devices', { team_member_id: member }));
      const sessions = sessionsOf(reply, member);
      return {
        ...seen,
        state: { sessions: String(sessions.length) },
        isDone: sessions.length === 0,
        ids: { member, sessions: JSON.stringify(sessions) },
      };
    },
    request: ({ seen }) =>
      call('team/devices/revoke_device_session_batch', {
        revoke_devices: JSON.parse(seen.ids.sessions ?? '[]') as unknown,
      }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person signs in again.',
  },
  {
    action: 'revoke-consent',
    needs: ['user', 'app'],
    permission: 'sessions.modify, sessions.list and members.read',
    source: `${DOCS}/teams#team-linked_apps-revoke_linked_app`,
    look: async (tools) => {
      const seen = await lookAtMember(tools);
      const reply = await tools.read(
        call('team/linked_apps/list_member_linked_apps', { team_member_id: seen.ids.member }),
      );
      const found = listOf(reply.at('linked_api_apps')).find((one) => fieldOf(one, 'app_id') === tools.given.app);
      return {
        ...seen,
        state: { app: fieldOf(found, 'app_name') || 'not linked', linked: fieldOf(found, 'linked') || 'unknown' },
        isDone: found === undefined,
      };
    },
    request: ({ given, seen }) =>
      call('team/linked_apps/revoke_linked_app', { app_id: given.app, team_member_id: seen.ids.member }),
    isRepeatable: false,
    undo: null,
    noWayBack: 'The person links the app again.',
  },
  {
    action: 'remove-public-link',
    needs: ['permission', 'user'],
    permission: 'sharing.write, sharing.read and members.read, with team member file access',
    source: `${DOCS}/documentation#sharing-revoke_shared_link`,
    look: async (tools) => {
      const { ids } = await lookAtMember(tools);
      const reply = await tools.read(
        call('sharing/get_shared_link_metadata', { url: tools.given.permission }, asMember(ids.member)),
      );
      return {
        name: reply.word('name'),
        state: {
          access: reply.word('link_permissions', 'resolved_visibility', '.tag') || 'unknown',
          path: reply.word('path_lower') || 'unknown',
        },
        isDone: false,
        ids,
      };
    },
    request: ({ given, seen }) =>
      call('sharing/revoke_shared_link', { url: given.permission }, asMember(seen.ids.member)),
    isRepeatable: false,
    undo: null,
    noWayBack: 'A new link has another address.',
  },
];

export const dropboxWriting: Writing = {
  apps: ['dropbox'],
  setup:
    'Another scoped app with members.read and, as far as you want them, members.write, sessions.list, sessions.modify, sharing.read and sharing.write, and a refresh token of a team administrator.',
  credentials: ['clientId', 'clientSecret', 'refreshToken'],
  actions: ACTIONS,
};
