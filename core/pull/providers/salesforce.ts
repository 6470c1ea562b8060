/** Salesforce: event log files (with Shield or Event Monitoring), and the login history and setup audit trail that every edition has. */
import { JWT_GRANT, oauth, signedJwt } from '../auth/oauth.ts';
import { DAY, HOUR, MINUTE, type Provider, type WindowFeed } from '../provider.ts';
import { fieldOf, listOf } from '../reply.ts';
import { salesforceWriting } from '../writes/salesforce.ts';
import { HOST, host, query, seconds, secret } from './shared.ts';

const VERSION = 'v62.0';

function soql(
  id: string,
  title: string,
  fields: string,
  object: string,
  timeField: string,
  change: Pick<WindowFeed, 'retentionMs' | 'isDefault'> & Pick<WindowFeed, 'document'>,
): WindowFeed {
  return {
    id,
    title,
    reads: { connector: 'salesforce' },
    mode: 'window',
    overlapMs: HOUR,
    lagMs: 5 * MINUTE,
    maxWindowMs: 30 * DAY,
    first: ({ instance }, { from, to }) => ({
      url: `https://${instance}/services/data/${VERSION}/query?${query({
        q: `SELECT ${fields} FROM ${object} WHERE ${timeField} >= ${seconds(from)} AND ${timeField} < ${seconds(to)} ORDER BY ${timeField}`,
      })}`,
    }),
    next: ({ instance }, token) => ({ url: new URL(token, `https://${instance}`).href }),
    read: (reply) => ({ records: reply.list('records'), next: reply.word('nextRecordsUrl') || null }),
    ...change,
  };
}

export const salesforce: Provider = {
  id: 'salesforce',
  title: 'Salesforce',
  app: 'salesforce',
  source:
    'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile.htm',
  setup:
    'A connected app with the scopes api and refresh_token: either a certificate and a pre-authorised user (JWT), or a refresh token of a user with View Event Log Files and API Enabled.',
  settings: [
    host('instance', 'My Domain host', 'example.my.salesforce.com'),
    { key: 'clientId', label: 'Consumer key', hint: '', isSecret: false },
    { key: 'user', label: 'User name (JWT)', hint: 'integration@example.com', isSecret: false, isOptional: true },
    {
      key: 'loginHost',
      label: 'Login host (JWT)',
      hint: 'login.salesforce.com',
      isSecret: false,
      isOptional: true,
      pattern: HOST,
    },
    { key: 'privateKey', label: 'Private key (JWT)', hint: 'PEM', isSecret: true, isOptional: true, isLong: true },
    { ...secret('clientSecret', 'Consumer secret'), isOptional: true },
    { ...secret('refreshToken', 'Refresh token'), isOptional: true },
  ],
  origins: ({ instance }) => [`https://${instance}`],
  auth: (values, tools) => {
    const {
      instance,
      clientId = '',
      user = '',
      loginHost = '',
      privateKey = '',
      clientSecret = '',
      refreshToken = '',
    } = values;
    const url = `https://${instance}/services/oauth2/token`;
    if (privateKey !== '') {
      const form = () => {
        const exp = Math.floor(tools.now() / 1000) + 180;
        const claims = { iss: clientId, sub: user, aud: `https://${loginHost || 'login.salesforce.com'}`, exp };
        return { grant_type: JWT_GRANT, assertion: signedJwt(claims, privateKey) };
      };
      return oauth({ url, form }, tools);
    }
    const form = () => ({
      grant_type: 'refresh_token',
      client_id: clientId,
      ...(clientSecret === '' ? {} : { client_secret: clientSecret }),
      refresh_token: refreshToken,
    });
    return oauth({ url, form, rotates: 'refreshToken' }, tools);
  },
  feeds: [
    soql('event-log-files', 'Event log files', 'Id, EventType, LogDate', 'EventLogFile', 'CreatedDate', {
      retentionMs: 30 * DAY,
      isDefault: true,
      document: ({ instance }, record) => {
        const id = fieldOf(record, 'Id');
        if (!/^[A-Za-z0-9]{15,18}$/.test(id)) return null;
        return {
          ask: { url: `https://${instance}/services/data/${VERSION}/sobjects/EventLogFile/${id}/LogFile` },
          name: `${fieldOf(record, 'EventType').replace(/\W/g, '') || 'EventLogFile'}-${fieldOf(record, 'LogDate').slice(0, 10)}-${id}.csv`,
          holds: 'csv',
        };
      },
    }),
    soql(
      'login-history',
      'Login history',
      'Id, UserId, LoginTime, LoginType, SourceIp, LoginUrl, AuthenticationServiceId, Browser, Platform, Status, Application, ClientVersion, ApiType, CountryIso',
      'LoginHistory',
      'LoginTime',
      { retentionMs: 180 * DAY, isDefault: true },
    ),
    soql(
      'setup-audit-trail',
      'Setup audit trail',
      'Id, Action, Section, CreatedDate, CreatedById, CreatedBy.Username, Display, DelegateUser',
      'SetupAuditTrail',
      'CreatedDate',
      { retentionMs: 180 * DAY, isDefault: true },
    ),
  ],
  writing: salesforceWriting,
  explain: (reply) => {
    if (reply.status < 400) return null;
    const [first] = listOf(reply.at());
    const code = fieldOf(first, 'errorCode');
    const said = fieldOf(first, 'message');
    if (code === 'INVALID_QUERY_LOCATOR')
      return { kind: 'position', message: `Salesforce no longer knows this page (${said}).` };
    if (code === 'REQUEST_LIMIT_EXCEEDED') {
      return { kind: 'error', message: `The organisation's API requests of the day are used up (${code}).` };
    }
    if (/IP/.test(said) && reply.status === 403) {
      return {
        kind: 'attention',
        message: `Salesforce does not let this address in: check the login IP ranges (${said}).`,
      };
    }
    if (code === 'INVALID_TYPE') {
      return {
        kind: 'attention',
        message: `The user may not read this, or the edition has no event log files (${said}).`,
      };
    }
    if (reply.status === 400)
      return { kind: 'attention', message: `Salesforce 400: the connection is incomplete or has expired (${said}).` };
    return code === ''
      ? null
      : { kind: reply.status >= 500 ? 'error' : 'attention', message: `Salesforce refused it (${code}: ${said}).` };
  },
};
