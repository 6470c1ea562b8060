/** GitHub: the audit log of an organisation or an enterprise, oldest first; pages are linked by a cursor. */
import { fixedHeader } from '../auth/auth.ts';
import { githubListings } from '../listings/github.ts';
import { DAY, HOUR, MINUTE, type Provider } from '../provider.ts';
import { githubWriting } from '../writes/github.ts';
import { GITHUB_HEADERS, githubApi } from './github-api.ts';
import { HOST, name, query, seconds, secret } from './shared.ts';

export const github: Provider = {
  id: 'github',
  title: 'GitHub',
  app: 'github',
  source: 'https://docs.github.com/rest/orgs/orgs#get-the-audit-log-for-an-organization',
  setup:
    'A token of an owner with read:audit_log (GitHub Enterprise Cloud or Server), or one of a GitHub App that may read the audit log.',
  settings: [
    { ...name('organisation', 'Organisation', 'example-org'), isOptional: true },
    { ...name('enterprise', 'Enterprise, in place of an organisation', 'example-enterprise'), isOptional: true },
    {
      key: 'server',
      label: 'Server, if not github.com',
      hint: 'github.example.com',
      isSecret: false,
      isOptional: true,
      pattern: HOST,
    },
    secret('token', 'Token'),
  ],
  origins: (values) => [githubApi(values)],
  auth: ({ token = '' }) => fixedHeader('authorization', `Bearer ${token}`),
  feeds: [
    {
      id: 'audit-log',
      title: 'Audit log',
      reads: { connector: 'github' },
      isDefault: true,
      mode: 'window',
      retentionMs: 180 * DAY,
      overlapMs: HOUR,
      lagMs: MINUTE,
      maxWindowMs: 7 * DAY,
      first: (values, { from, to }) => {
        const { organisation = '', enterprise = '' } = values;
        const owner = enterprise === '' ? `orgs/${organisation}` : `enterprises/${enterprise}`;
        const phrase = `created:${seconds(from)}..${seconds(to)}`;
        return {
          url: `${githubApi(values)}/${owner}/audit-log?${query({ phrase, include: 'all', order: 'asc', per_page: '100' })}`,
          headers: GITHUB_HEADERS,
        };
      },
      next: (_, token) => ({ url: token, headers: GITHUB_HEADERS }),
      read: (reply) => ({ records: reply.list(), next: reply.nextLink }),
    },
  ],
  secretExpiry: {
    // Asking for the limits counts for none.
    ask: (values) => ({ url: `${githubApi(values)}/rate_limit`, headers: GITHUB_HEADERS }),
    read: ({ headers }) => {
      const [, day, time] =
        /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|\+0000)$/.exec(
          headers.get('github-authentication-token-expiration') ?? '',
        ) ?? [];
      return day === undefined ? null : Date.parse(`${day}T${time}Z`);
    },
  },
  listings: githubListings,
  writing: githubWriting,
  explain: (reply) => {
    const said = reply.word('message');
    if (reply.status === 401)
      return { kind: 'attention', message: `GitHub 401: the token is wrong or has expired (${said}).` };
    if (reply.status === 403 || reply.status === 404) {
      return {
        kind: 'attention',
        message: `GitHub ${reply.status}: there is no such organisation for this token, or it may not read the audit log, which needs GitHub Enterprise (${said}).`,
      };
    }
    if (reply.status === 422 && /cursor|after/i.test(said)) {
      return { kind: 'position', message: `GitHub no longer knows this page (${said}).` };
    }
    return null;
  },
};
