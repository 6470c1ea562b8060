/** Members of a Dropbox team, and the links that each of them has shared. */
import { type Listing, type ListingStep, rowsIn } from '../listing.ts';
import { fieldOf, listOf, type Reply } from '../reply.ts';
import { json } from '../writing.ts';

const API = 'https://api.dropboxapi.com/2';

const memberPage = (cursor: string): ListingStep => ({
  what: 'members',
  ask:
    cursor === ''
      ? json('POST', `${API}/team/members/list_v2`, { limit: 1000 })
      : json('POST', `${API}/team/members/list/continue_v2`, { cursor }),
});

const linkPage = (member: string, mail: string, cursor: string): ListingStep => ({
  what: 'links',
  ask: json('POST', `${API}/sharing/list_shared_links`, cursor === '' ? {} : { cursor }, {
    headers: { 'dropbox-api-select-user': member },
  }),
  about: { member, mail },
});

function nextMembers(reply: Reply): ListingStep[] {
  return reply.at('has_more') === true ? [memberPage(reply.word('cursor'))] : [];
}

const users: Listing = {
  id: 'users',
  title: 'Accounts',
  kind: 'users',
  permission: 'members.read',
  source: 'https://www.dropbox.com/developers/documentation/http/teams#team-members-list',
  begin: () => [memberPage('')],
  read: (reply) => ({
    rows: rowsIn(reply, 'members').map((one) => {
      const { profile } = one;
      const status = fieldOf(profile, 'status', '.tag');
      const roles = listOf(one.roles).map((role) => fieldOf(role, 'name'));
      return {
        app: 'dropbox',
        id: fieldOf(profile, 'team_member_id'),
        userPrincipalName: fieldOf(profile, 'email'),
        displayName: fieldOf(profile, 'name', 'display_name'),
        mail: fieldOf(profile, 'email'),
        accountEnabled: status === '' ? null : status === 'active',
        userType: 'member',
        createdDateTime: fieldOf(profile, 'joined_on'),
        roles: roles.filter((name) => name !== ''),
      };
    }),
    more: nextMembers(reply),
  }),
};

const files: Listing = {
  id: 'files',
  title: 'Files with shared links',
  kind: 'files',
  permission: 'members.read and sharing.read, with team member file access',
  source: 'https://www.dropbox.com/developers/documentation/http/documentation#sharing-list_shared_links',
  begin: () => [memberPage('')],
  read: (reply, { what, about = {} }) => {
    if (what === 'members') {
      const active = rowsIn(reply, 'members').filter((one) => fieldOf(one.profile, 'team_member_id') !== '');
      return {
        rows: [],
        more: [
          ...nextMembers(reply),
          ...active.map((one) => linkPage(fieldOf(one.profile, 'team_member_id'), fieldOf(one.profile, 'email'), '')),
        ],
      };
    }
    const { member = '', mail = '' } = about;
    return {
      rows: rowsIn(reply, 'links').map((one) => linkRow(one, mail)),
      more: reply.at('has_more') === true ? [linkPage(member, mail, reply.word('cursor'))] : [],
    };
  },
};

function linkRow(one: Readonly<Record<string, unknown>>, owner: string): Record<string, unknown> {
  const seen = fieldOf(one, 'link_permissions', 'resolved_visibility', '.tag');
  const link = seen === 'public' || seen === 'password' ? 'anonymous' : seen.startsWith('team') ? 'organization' : '';
  return {
    app: 'dropbox',
    id: fieldOf(one, 'id'),
    name: fieldOf(one, 'name'),
    isFolder: fieldOf(one, '.tag') === 'folder',
    owner,
    url: fieldOf(one, 'url'),
    lastModifiedDateTime: fieldOf(one, 'server_modified'),
    links: link === '' ? [] : [link],
    sharedWith: [],
  };
}

export const dropboxListings: readonly Listing[] = [users, files];
