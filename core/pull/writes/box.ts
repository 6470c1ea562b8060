/** Changes in Box: users of the enterprise and their sessions, files and collaborations, as their owner where the app may. */
import type { Ask } from '../provider.ts';
import { fieldOf, listOf } from '../reply.ts';
import {
  json,
  type Looked,
  type LookTools,
  part,
  shown,
  type Target,
  type WriteAction,
  type Writing,
} from '../writing.ts';

const API = 'https://api.box.com/2.0';
const DOCS = 'https://developer.box.com/reference';

/** By id, or by login. */
async function lookAtUser({ read }: LookTools, user = ''): Promise<Looked> {
  const fields = 'fields=id,login,status';
  const isId = /^\d+$/.test(user);
  const reply = await read({
    url: isId ? `${API}/users/${user}?${fields}` : `${API}/users?filter_term=${part(user)}&${fields}`,
  });
  // The filter finds every login that begins alike.
  const entry = isId
    ? reply.at()
    : listOf(reply.at('entries')).find((one) => fieldOf(one, 'login').toLowerCase() === user.toLowerCase());
  const status = fieldOf(entry, 'status');
  return {
    name: fieldOf(entry, 'login'),
    state: { status: status === '' ? 'unknown' : status },
    isDone: status === '' ? null : status === 'inactive',
    ids: { user: fieldOf(entry, 'id'), status },
  };
}

const asOwner = (owner: string | undefined): Pick<Ask, 'headers'> => ({ headers: { 'as-user': owner ?? '' } });

async function lookAtFile(tools: LookTools, field: string): Promise<Looked & { readonly value: unknown }> {
  const owner = await lookAtUser(tools, tools.given.user);
  const reply = await tools.read({
    url: `${API}/files/${part(tools.given.file)}?fields=id,name,${field}`,
    ...asOwner(owner.ids.user),
  });
  return {
    name: reply.word('name'),
    state: { owner: owner.name },
    isDone: null,
    ids: { owner: owner.ids.user ?? '', access: reply.word('shared_link', 'access') },
    value: reply.at(field),
  };
}

const file = ({ given }: Target): string => `${API}/files/${part(given.file)}`;
const setStatus = (status: string) => (target: Target) =>
  json('PUT', `${API}/users/${part(target.seen.ids.user)}`, { status });

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'Manage users',
    source: `${DOCS}/put-users-id/`,
    look: (tools) => lookAtUser(tools, tools.given.user),
    request: setStatus('inactive'),
    isRepeatable: true,
    undo: (target) => setStatus(target.seen.ids.status || 'active')(target),
  },
  {
    action: 'revoke-sessions',
    needs: ['user'],
    permission: 'Manage users and Manage enterprise properties',
    source: `${DOCS}/post-users-terminate-sessions/`,
    look: async (tools) => ({ ...(await lookAtUser(tools, tools.given.user)), isDone: null }),
    request: ({ seen }) =>
      json('POST', `${API}/users/terminate_sessions`, { user_ids: [seen.ids.user], user_logins: [seen.name] }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person signs in again.',
  },
  {
    action: 'transfer-ownership',
    needs: ['user', 'newOwner'],
    permission: 'Manage users',
    source: `${DOCS}/put-users-id-folders-0/`,
    look: async (tools) => {
      const owner = await lookAtUser(tools, tools.given.user);
      const next = await lookAtUser(tools, tools.given.newOwner);
      return {
        ...owner,
        state: { 'new owner': next.name },
        isDone: null,
        ids: { user: owner.ids.user ?? '', next: next.ids.user ?? '' },
      };
    },
    request: ({ seen: { ids } }) =>
      json('PUT', `${API}/users/${part(ids.user)}/folders/0`, { owned_by: { id: ids.next } }),
    isRepeatable: false,
    undo: null,
    noWayBack: 'Everything of the new owner would move with it: move folders back by hand.',
  },
  {
    action: 'remove-public-link',
    needs: ['file', 'user'],
    permission: 'Write all files and folders, and Make API calls using the as-user header',
    source: `${DOCS}/put-files-id--remove-shared-link/`,
    look: async (tools) => {
      const { value, ...seen } = await lookAtFile(tools, 'shared_link');
      return {
        ...seen,
        state: { ...seen.state, link: seen.ids.access || 'none' },
        isDone: value === null,
      };
    },
    request: (target) =>
      json('PUT', `${file(target)}?fields=shared_link`, { shared_link: null }, asOwner(target.seen.ids.owner)),
    isRepeatable: true,
    undo: null,
    noWayBack: 'A new link has another address.',
  },
  {
    action: 'remove-collaborator',
    needs: ['file', 'user', 'collaborator'],
    permission: 'Write all files and folders, and Make API calls using the as-user header',
    source: `${DOCS}/delete-collaborations-id/`,
    look: async (tools) => {
      const { value: _, ...seen } = await lookAtFile(tools, 'type');
      const reply = await tools.read({
        url: `${API}/files/${part(tools.given.file)}/collaborations`,
        ...asOwner(seen.ids.owner),
      });
      const mail = tools.given.collaborator?.toLowerCase() ?? '';
      const found = listOf(reply.at('entries')).find(
        (one) => fieldOf(one, 'accessible_by', 'login').toLowerCase() === mail,
      );
      return {
        ...seen,
        state: { ...seen.state, role: fieldOf(found, 'role') || 'none' },
        isDone: found === undefined,
        ids: { ...seen.ids, collaboration: fieldOf(found, 'id'), role: fieldOf(found, 'role'), mail },
      };
    },
    request: ({ seen: { ids } }) => ({
      url: `${API}/collaborations/${part(ids.collaboration)}`,
      method: 'DELETE',
      ...asOwner(ids.owner),
    }),
    isRepeatable: true,
    undo: ({ given, seen: { ids } }) =>
      json(
        'POST',
        `${API}/collaborations?notify=false`,
        {
          item: { type: 'file', id: given.file },
          accessible_by: { type: 'user', login: ids.mail },
          role: ids.role,
        },
        asOwner(ids.owner),
      ),
    isUndoRepeatable: false,
  },
  {
    action: 'trash',
    needs: ['file', 'user'],
    permission: 'Write all files and folders, and Make API calls using the as-user header',
    source: `${DOCS}/delete-files-id/`,
    look: async (tools) => {
      const { value, ...seen } = await lookAtFile(tools, 'item_status');
      const status = shown(value);
      return { ...seen, state: { ...seen.state, status }, isDone: value === undefined ? null : value === 'trashed' };
    },
    request: (target) => ({ url: file(target), method: 'DELETE', ...asOwner(target.seen.ids.owner) }),
    isRepeatable: true,
    undo: (target) => json('POST', file(target), {}, asOwner(target.seen.ids.owner)),
    isUndoRepeatable: false,
  },
];

export const boxWriting: Writing = {
  apps: ['box'],
  setup:
    'Another custom app with client credentials grant and, as far as you want them, the scopes Manage users, Write all files and folders, and Make API calls using the as-user header, authorised in the Admin Console.',
  credentials: ['clientId', 'clientSecret'],
  actions: ACTIONS,
};
