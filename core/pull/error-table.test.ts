/** What each provider says when it refuses, by its documents, and what the connection's page makes of it. */
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from './providers.ts';
import { Reply } from './reply.ts';
import { waitOf } from './throttle.ts';

const reply = (status: number, json: unknown, headers: Record<string, string> = {}): Reply =>
  new Reply(status, new Headers(headers), Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)));

const microsoft = (code: string, message: string) => ({ error: { code, message } });
const google = (reason: string, message: string) => ({ error: { code: 403, message, errors: [{ reason, message }] } });

describe('refusals', () => {
  it.each([
    ['microsoft-365', 400, microsoft('AF20012', 'no licences'), 'attention', 'no licences for this'],
    ['microsoft-365', 400, microsoft('AF20023', 'disabled'), 'attention', 'Turn auditing on'],
    ['microsoft-365', 401, microsoft('x', 'AADSTS70008: expired'), 'attention', 'The token has expired'],
    ['microsoft-365', 403, microsoft('Authorization_RequestDenied', 'no'), 'attention', 'lacks a permission'],
    ['microsoft-365', 403, microsoft('Authentication_RequestFromNonPremiumTenant', 'no'), 'attention', 'P1 or P2'],
    ['microsoft-365', 400, microsoft('AF20031', 'Invalid nextPage Input'), 'position', 'no longer knows this page'],
    ['microsoft-365', 503, microsoft('ServiceUnavailable', 'busy'), 'error', 'asked again later'],
    ['defender-endpoint', 401, microsoft('InvalidAuthenticationToken', 'expired'), 'attention', 'Microsoft refused it'],
    ['defender-endpoint', 403, microsoft('Forbidden', 'Missing roles'), 'attention', 'ThreatHunting.Read.All'],
    ['defender-endpoint', 403, '', 'attention', 'ThreatHunting.Read.All'],
    [
      'defender-endpoint',
      400,
      microsoft('BadRequest', "Failed to resolve table or column expression named 'DeviceNetworkEvents'"),
      'attention',
      'Defender for Endpoint Plan 2',
    ],
    [
      'defender-endpoint',
      400,
      microsoft('BadRequest', "'summarize' operator: Failed to resolve scalar expression named 'LocalIP'"),
      'attention',
      'does not accept the query',
    ],
    [
      'defender-endpoint',
      400,
      microsoft('BadRequest', 'Query execution has exceeded the allowed limits.'),
      'error',
      'asked again later',
    ],
    ['google-workspace', 400, google('badRequest', 'bad'), 'attention', 'Google 400: the connection has expired'],
    ['google-workspace', 401, google('authError', 'bad'), 'attention', 'no administrator'],
    ['google-workspace', 403, google('insufficientPermissions', 'no'), 'attention', 'scopes are wrong'],
    ['google-workspace', 400, google('invalid', 'Invalid page token'), 'position', 'no longer knows'],
    ['okta', 401, { errorCode: 'E0000011', errorSummary: 'Invalid token provided' }, 'attention', 'Okta 401'],
    ['okta', 410, { errorSummary: 'gone' }, 'position', 'no longer knows'],
    ['github', 401, { message: 'Bad credentials' }, 'attention', 'wrong or has expired'],
    ['github', 404, { message: 'Not Found' }, 'attention', 'GitHub Enterprise'],
    ['slack', 200, { ok: false, error: 'team_not_authorized' }, 'attention', 'no Enterprise Grid organisation'],
    ['slack', 200, { ok: false, error: 'missing_scope' }, 'attention', 'auditlogs:read'],
    ['slack', 200, { ok: false, error: 'invalid_cursor' }, 'position', 'no longer knows'],
    ['slack', 200, { ok: false, error: 'internal_error' }, 'error', 'Slack refused it'],
    ['salesforce', 400, [{ errorCode: 'INVALID_FIELD', message: 'x' }], 'attention', 'incomplete or has expired'],
    ['salesforce', 403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'x' }], 'error', 'of the day are used up'],
    ['salesforce', 403, [{ errorCode: 'X', message: 'IP restricted' }], 'attention', 'login IP ranges'],
    ['salesforce', 400, [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'x' }], 'position', 'no longer knows'],
    ['box', 403, { code: 'access_denied_insufficient_permissions' }, 'attention', 'no enterprise account'],
    ['dropbox', 401, { error_summary: 'expired_access_token/' }, 'attention', 'Connect again'],
    ['dropbox', 409, { error_summary: 'reset/..', error: { '.tag': 'reset' } }, 'position', 'no longer knows'],
    ['atlassian', 402, { message: 'Payment Required' }, 'attention', 'no Atlassian Guard (Access) plan'],
    ['atlassian', 401, { message: 'Unauthorized' }, 'attention', 'Make a new one'],
    [
      'aws-cloudtrail',
      403,
      '<Error><Code>AccessDenied</Code><Message>no</Message></Error>',
      'attention',
      'AccessDenied',
    ],
    ['aws-cloudtrail', 404, '<Error><Code>NoSuchBucket</Code><Message>no</Message></Error>', 'attention', 'no bucket'],
    [
      'aws-cloudtrail',
      400,
      '<Error><Code>ExpiredToken</Code><Message>no</Message></Error>',
      'attention',
      'has expired',
    ],
    [
      'aws-cloudtrail',
      403,
      '<Error><Code>RequestTimeTooSkewed</Code><Message>no</Message></Error>',
      'attention',
      'clock of this computer',
    ],
  ])('%s %i %j', (id, status, json, kind, words) => {
    const said = PROVIDERS.find((provider) => provider.id === id)?.explain(reply(status, json));
    expect(said).toMatchObject({ kind, message: expect.stringContaining(words) });
    expect(waitOf(reply(status, json), 0)).toBeNull();
  });
});

it('a fault of Microsoft that says nothing is told by its status', () => {
  const silent = reply(504, microsoft('UnknownError', ''));
  for (const id of ['microsoft-365', 'defender-endpoint']) {
    expect(PROVIDERS.find((provider) => provider.id === id)?.explain(silent)).toBeNull();
  }
});

describe('answers that ask to wait, whatever their status', () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    ['Slack, as a success', reply(200, { ok: false, error: 'ratelimited' }, { 'retry-after': '30' }), 30_000],
    ['Slack without a time', reply(200, { ok: false, error: 'ratelimited' }), null],
    ['Google, as a refusal', reply(403, google('rateLimitExceeded', 'slow')), null],
    ['Google, by person', reply(403, google('userRateLimitExceeded', 'slow')), null],
    ['Google, by status', reply(403, { error: { status: 'RESOURCE_EXHAUSTED' } }), null],
    ['GitHub', reply(403, { message: 'You have exceeded a secondary rate limit' }), null],
    ['the Management API', reply(403, microsoft('AF429', 'Too many requests')), null],
    [
      'advanced hunting',
      reply(429, microsoft('429', 'API calls quota exceeded! maximum allowed 45 per 00:01:00')),
      null,
    ],
    ['S3', reply(503, '<Error><Code>SlowDown</Code></Error>'), null],
    ['Atlassian, with a date', reply(429, {}, { 'x-ratelimit-reset': '2026-01-01T00:00:20Z' }), 21_000],
    ['seconds from now', reply(429, {}, { 'ratelimit-reset': '12' }), 13_000],
    ['Okta, with a time', reply(429, {}, { 'x-rate-limit-reset': String(now / 1000 + 5) }), 6_000],
  ])('%s', (_, answer, ms) => expect(waitOf(answer, now)).toEqual({ ms }));

  it('a good answer that holds such words is one', () => {
    expect(waitOf(reply(200, { ok: true, error: 'ratelimited' }), now)).toBeNull();
    expect(waitOf(reply(200, { entries: [{ error: 'ratelimited' }] }), now)).toBeNull();
    expect(waitOf(reply(403, { message: 'Forbidden' }), now)).toBeNull();
  });
});
