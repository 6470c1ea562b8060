/** Changes in an Atlassian organisation: the life cycle of managed accounts. */
import { json, part, type Target, type WriteAction, type Writing } from '../writing.ts';

const API = 'https://api.atlassian.com/users';

const lifecycle = ({ given }: Target, step: string): string => `${API}/${part(given.user)}/manage/lifecycle/${step}`;

const ACTIONS: readonly WriteAction[] = [
  {
    action: 'suspend',
    needs: ['user'],
    permission: 'An API key of the organisation, without scopes; the account is one that the organisation manages',
    source: 'https://developer.atlassian.com/cloud/admin/user-management/rest/api-group-lifecycle/',
    look: async ({ read, given }) => {
      const reply = await read({ url: `${API}/${part(given.user)}/manage/profile` });
      const status = reply.word('account', 'account_status');
      return {
        name: reply.word('account', 'email') || reply.word('account', 'name'),
        state: { status: status || 'unknown' },
        isDone: status === '' ? null : status !== 'active',
        ids: {},
      };
    },
    request: (target) => json('POST', lifecycle(target, 'disable'), { message: 'Deactivated by an administrator' }),
    isRepeatable: true,
    undo: (target) => ({ url: lifecycle(target, 'enable'), method: 'POST' }),
  },
];

export const atlassianWriting: Writing = {
  apps: ['atlassian-cloud'],
  setup:
    'Another API key of the organisation that may manage accounts. Accounts are named by their Atlassian account id, as the audit events have it.',
  credentials: ['token'],
  actions: ACTIONS,
};
