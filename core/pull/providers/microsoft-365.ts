/** Microsoft 365: sign-ins and directory audits of Entra ID through Graph, and the unified audit log through the Management Activity API. */

import { microsoftListings } from '../listings/microsoft.ts';
import { DAY, type Feed, HOUR, MINUTE, type Provider, type Window, type WindowFeed } from '../provider.ts';
import { fieldOf, type Reply } from '../reply.ts';
import { microsoftWriting } from '../writes/microsoft.ts';
import { APP_SETTINGS, appSecretExpiry, appToken, explainMicrosoft, GRAPH, LOGIN } from './microsoft.ts';
import { query, seconds } from './shared.ts';

const MANAGE = 'https://manage.office.com';

/** Pages are linked by `@odata.nextLink`. */
function graphFeed(
  id: string,
  title: string,
  connector: string,
  path: string,
  timeField: string,
  more = '',
): WindowFeed {
  return {
    id,
    title,
    reads: { connector },
    isDefault: more === '',
    mode: 'window',
    retentionMs: 30 * DAY,
    // Sign-ins may be listed late; what repeats is recognised.
    overlapMs: HOUR,
    lagMs: 5 * MINUTE,
    maxWindowMs: DAY,
    first: (_, { from, to }) => ({
      url: `${GRAPH}/${path}?${query({ $filter: `${timeField} ge ${seconds(from)} and ${timeField} lt ${seconds(to)}${more}`, $top: '999' })}`,
    }),
    next: (_, token) => ({ url: token }),
    read: (reply) => ({ records: reply.list('value'), next: reply.word('@odata.nextLink') || null }),
  };
}

function signIns(id: string, title: string, type: string): WindowFeed {
  const more = ` and signInEventTypes/any(t: t eq '${type}')`;
  return graphFeed(id, title, 'entra-signin', 'beta/auditLogs/signIns', 'createdDateTime', more);
}

/** Blobs of one content type: listed by the time they became available, a day at most at once, of the last seven days. */
function auditFeed(id: string, title: string, contentType: string, isDefault: boolean): WindowFeed {
  const base = (tenant: string | undefined): string => `${MANAGE}/api/v1.0/${tenant}/activity/feed/subscriptions`;
  const range = ({ from, to }: Window) => ({ contentType, startTime: seconds(from), endTime: seconds(to) });
  return {
    id,
    title,
    reads: { connector: 'm365-ual' },
    isDefault,
    mode: 'window',
    retentionMs: 7 * DAY - HOUR,
    overlapMs: 10 * MINUTE,
    lagMs: 0,
    maxWindowMs: DAY - MINUTE,
    prepare: ({ tenant }) => ({
      url: `${base(tenant)}/start?${query({ contentType, PublisherIdentifier: tenant ?? '' })}`,
      method: 'POST',
    }),
    // AF20024: the subscription is on already.
    tolerates: (reply) => reply.status === 400 && reply.word('error', 'code') === 'AF20024',
    first: ({ tenant }, window) => ({
      url: `${base(tenant)}/content?${query({ ...range(window), PublisherIdentifier: tenant ?? '' })}`,
    }),
    next: (_, token) => ({ url: token }),
    read: (reply) => ({ records: reply.list(), next: reply.headers.get('nextpageuri') }),
    // AF20051: a blob that has expired since it was listed.
    isGone: (reply) => reply.word('error', 'code') === 'AF20051',
    document: ({ tenant = '' }, record) => {
      const uri = fieldOf(record, 'contentUri');
      if (!URL.canParse(uri)) return null;
      const url = new URL(uri);
      url.searchParams.set('PublisherIdentifier', tenant);
      return { ask: { url: url.href }, name: fieldOf(record, 'contentId'), holds: 'records' };
    },
  };
}

const FEEDS: readonly Feed[] = [
  auditFeed('audit-general', 'Audit: general (Teams, Defender, Power Platform …)', 'Audit.General', true),
  auditFeed('audit-exchange', 'Audit: Exchange', 'Audit.Exchange', true),
  auditFeed('audit-sharepoint', 'Audit: SharePoint and OneDrive', 'Audit.SharePoint', true),
  auditFeed('audit-entra', 'Audit: Entra ID', 'Audit.AzureActiveDirectory', true),
  auditFeed('audit-dlp', 'Audit: data loss prevention', 'DLP.All', false),
  graphFeed('sign-ins', 'Entra sign-ins', 'entra-signin', 'v1.0/auditLogs/signIns', 'createdDateTime'),
  signIns('sign-ins-non-interactive', 'Entra sign-ins, non-interactive (beta API)', 'nonInteractiveUser'),
  signIns('sign-ins-service-principals', 'Entra sign-ins of service principals (beta API)', 'servicePrincipal'),
  graphFeed(
    'directory-audits',
    'Entra directory audits',
    'entra-audit',
    'v1.0/auditLogs/directoryAudits',
    'activityDateTime',
  ),
];

export const microsoft365: Provider = {
  id: 'microsoft-365',
  title: 'Microsoft 365 and Entra ID',
  app: 'microsoft-365',
  source: 'https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-reference',
  setup:
    'An app registration with the application permissions AuditLog.Read.All and Directory.Read.All (Graph) and ActivityFeed.Read and ActivityFeed.ReadDlp (Office 365 Management APIs), with admin consent and a client secret.',
  settings: APP_SETTINGS,
  origins: () => [MANAGE, GRAPH, LOGIN],
  auth: (values, tools) => {
    const graph = appToken(values, GRAPH, tools);
    const manage = appToken(values, MANAGE, tools);
    let last = graph;
    return {
      headers: (ask) => {
        last = ask.url.startsWith(`${MANAGE}/`) ? manage : graph;
        return last.headers(ask);
      },
      renew: () => last.renew(),
    };
  },
  feeds: FEEDS,
  secretExpiry: appSecretExpiry,
  listings: microsoftListings,
  writing: microsoftWriting,
  explain: (reply: Reply) => explainMicrosoft(reply),
};
