/** Changes in a GitHub organisation: who belongs to it, and as what. */
import { GITHUB_HEADERS, githubApi } from '../providers/github-api.ts';
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

const DOCS = 'https://docs.github.com/rest/orgs';

const membership = ({ where, given }: Target | LookTools): string =>
  `${githubApi(where)}/orgs/${part(where.organisation)}/memberships/${part(given.user)}`;

async function lookAtMember(tools: LookTools): Promise<Looked> {
  const reply = await tools.read({ url: membership(tools), headers: GITHUB_HEADERS });
  return {
    name: reply.word('user', 'login') || (tools.given.user ?? ''),
    state: { role: shown(reply.at('role')), membership: shown(reply.at('state')) },
    isDone: null,
    ids: { role: reply.word('role') },
  };
}

const put = (target: Target, role: string | undefined) =>
  json('PUT', membership(target), { role }, { headers: GITHUB_HEADERS });

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'admin:org (a classic token), or Members: write',
    source: `${DOCS}/members`,
    look: lookAtMember,
    request: (target) => ({ url: membership(target), method: 'DELETE', headers: GITHUB_HEADERS }),
    isRepeatable: true,
    // GitHub has no suspended members outside managed users: the membership goes, and comes back as an invitation.
    undo: (target) => put(target, target.seen.ids.role),
    isUndoRepeatable: true,
  },
  {
    action: 'remove-admin',
    needs: ['user'],
    permission: 'admin:org (a classic token), or Members: write',
    source: `${DOCS}/members`,
    look: async (tools) => {
      const seen = await lookAtMember(tools);
      return { ...seen, isDone: seen.ids.role === '' ? null : seen.ids.role !== 'admin' };
    },
    request: (target) => put(target, 'member'),
    isRepeatable: true,
    undo: (target) => put(target, 'admin'),
  },
  {
    action: 'revoke-consent',
    needs: ['grant'],
    permission: 'admin:org of an organisation with SAML single sign-on',
    source: `${DOCS}/orgs#remove-a-saml-sso-authorization-for-an-organization`,
    look: async ({ given }) => ({ name: given.grant ?? '', state: {}, isDone: null, ids: {} }),
    request: ({ where, given }) => ({
      url: `${githubApi(where)}/orgs/${part(where.organisation)}/credential-authorizations/${part(given.grant)}`,
      method: 'DELETE',
      headers: GITHUB_HEADERS,
    }),
    isRepeatable: true,
    undo: null,
    noWayBack: 'The person authorises the credential again.',
  },
];

export const githubWriting: Writing = {
  apps: ['github'],
  setup: 'Another token, of an owner of the organisation, with admin:org or Members: write.',
  credentials: ['token'],
  actions: ACTIONS,
};
