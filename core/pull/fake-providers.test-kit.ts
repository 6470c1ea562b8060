/** Every provider as a script for a loopback server: its own paging, tokens and refusals over one list of events. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Values } from './provider.ts';
import type { Answer, Asked } from './pull.test-kit.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const CLIENT = '66666666-7777-4888-9999-000000000000';
export const SECRET = 'the-client-secret-nobody-may-see';
const PAGE = 3;
const DAY = 86_400_000;

export interface Happened {
  readonly id: string;
  readonly time: number;
}

/** What a script knows beside the request. */
export interface World {
  readonly events: readonly Happened[];
  /** Requests with another bearer token are refused; the token service hands this one out. */
  token: string;
}

export interface Fake {
  readonly provider: string;
  readonly feed: string;
  readonly values: Values;
  readonly serve: (asked: Asked, world: World) => Answer;
  /** Ids in what was read, whatever shape it has. */
  readonly ids?: RegExp;
  /** How it refuses a page that it no longer knows. */
  readonly lostPage: Answer;
  /** Whether a request asks for a page by a token that it handed out. */
  readonly isNextPage: (asked: Asked) => boolean;
  /** Credentials that are renewed by themselves. */
  readonly renews: boolean;
}

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

function between(world: World, from: number, to: number): readonly Happened[] {
  return world.events.filter(({ time }) => time >= from && time < to);
}

/** Items from `after` on, and where the page after them begins. */
function paged<T>(items: readonly T[], after: string | null): { page: readonly T[]; next: string | null } {
  const start = Number(after ?? 0);
  const page = items.slice(start, start + PAGE);
  return { page, next: start + PAGE < items.length ? String(start + PAGE) : null };
}

function record({ id, time }: Happened): object {
  return { id, time: new Date(time).toISOString() };
}

/** The token service of OAuth providers; null for every other request. */
function tokenService(asked: Asked, world: World, path: string): Answer | null {
  if (asked.url.pathname !== path) {
    const given = asked.headers.authorization;
    if (given === `Bearer ${world.token}`) return null;
    return {
      status: 401,
      json: { error: { code: 'InvalidAuthenticationToken', message: 'Access token has expired' } },
    };
  }
  const { form } = asked;
  const assertion = form.get('assertion');
  const isGood =
    assertion === null
      ? form.get('client_secret') === SECRET || form.get('refresh_token') === SECRET
      : isSigned(assertion);
  if (!isGood) return { status: 400, json: { error: 'invalid_grant', error_description: `${SECRET} is not known` } };
  return { json: { access_token: world.token, expires_in: 3600, token_type: 'Bearer' } };
}

function isSigned(assertion: string): boolean {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  return createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(KEYS.publicKey, signature, 'base64url');
}

function linked(url: URL, next: string | null, name: string): Readonly<Record<string, string>> {
  if (next === null) return {};
  const target = new URL(url);
  target.searchParams.set(name, next);
  return { link: `<${url.origin}/first>; rel="first", <${target}>; rel="next"` };
}

function filterTimes(url: URL): readonly [number, number] {
  const [from = '', to = ''] = url.searchParams.get('$filter')?.match(/\d{4}-[\dT:-]+Z/g) ?? [];
  return [Date.parse(from), Date.parse(to)];
}

const microsoft = { tenant: TENANT, clientId: CLIENT, clientSecret: SECRET };
const graphLost: Answer = { status: 400, json: { error: { code: 'BadRequest', message: 'Skiptoken is not valid' } } };

export const FAKES: readonly Fake[] = [
  {
    provider: 'okta',
    feed: 'system-log',
    values: { domain: 'example.okta.com', token: SECRET },
    renews: false,
    lostPage: { status: 400, json: { errorCode: 'E0000031', errorSummary: 'Invalid search criteria' } },
    isNextPage: ({ url }) => url.searchParams.has('after'),
    serve: ({ url, headers }, world) => {
      if (headers.authorization !== `SSWS ${SECRET}`) {
        return { status: 401, json: { errorCode: 'E0000011', errorSummary: 'Invalid token provided' } };
      }
      const after = Number(url.searchParams.get('after') ?? 0);
      const since = Date.parse(url.searchParams.get('since') ?? '');
      const items = url.searchParams.has('after') ? world.events : between(world, since, Number.POSITIVE_INFINITY);
      const json = items.slice(after, after + PAGE).map(record);
      return { json, headers: linked(url, String(after + json.length), 'after') };
    },
  },
  {
    provider: 'microsoft-365',
    feed: 'sign-ins',
    values: microsoft,
    renews: true,
    lostPage: graphLost,
    isNextPage: ({ url }) => url.searchParams.has('$skiptoken'),
    serve: (asked, world) => {
      const refused = tokenService(asked, world, `/${TENANT}/oauth2/v2.0/token`);
      if (refused) return refused;
      const { url } = asked;
      const { page, next } = paged(between(world, ...filterTimes(url)), url.searchParams.get('$skiptoken'));
      const target = new URL(url);
      target.searchParams.set('$skiptoken', next ?? '');
      return { json: { value: page.map(record), ...(next === null ? {} : { '@odata.nextLink': target.href }) } };
    },
  },
  {
    provider: 'microsoft-365',
    feed: 'audit-exchange',
    values: microsoft,
    renews: true,
    lostPage: { status: 400, json: { error: { code: 'AF20031', message: 'Invalid nextPage Input' } } },
    isNextPage: ({ url }) => url.searchParams.has('nextPage'),
    serve: (asked, world) => {
      const refused = tokenService(asked, world, `/${TENANT}/oauth2/v2.0/token`);
      if (refused) return refused;
      const { url, method } = asked;
      if (url.pathname.endsWith('/subscriptions/start')) {
        return method === 'POST'
          ? { status: 400, json: { error: { code: 'AF20024', message: 'The subscription is already enabled' } } }
          : { status: 405 };
      }
      if (url.pathname.includes('/audit/')) {
        const id = url.pathname.split('/').at(-1);
        return { json: world.events.filter((event) => event.id === id).map(record) };
      }
      const times = ['startTime', 'endTime'].map((name) => Date.parse(url.searchParams.get(name) ?? ''));
      const [from = 0, to = 0] = times;
      if (to - from > DAY) return { status: 400, json: { error: { code: 'AF20030', message: 'more than 24 hours' } } };
      const { page, next } = paged(between(world, from, to), url.searchParams.get('nextPage'));
      const target = new URL(url);
      target.searchParams.set('nextPage', next ?? '');
      const json = page.map(({ id }) => ({
        contentUri: `https://manage.office.com/api/v1.0/${TENANT}/activity/feed/audit/${id}`,
        contentId: `blob${id}`,
      }));
      return { json, headers: next === null ? {} : { nextpageuri: target.href } };
    },
  },
  {
    provider: 'google-workspace',
    feed: 'login',
    values: {
      subject: 'admin@example.com',
      clientEmail: 'reader@project.iam.gserviceaccount.com',
      privateKey: KEYS.privateKey,
    },
    renews: true,
    lostPage: { status: 400, json: { error: { code: 400, message: 'Invalid page token' } } },
    isNextPage: ({ url }) => url.searchParams.has('pageToken'),
    serve: (asked, world) => {
      const refused = tokenService(asked, world, '/token');
      if (refused) return refused;
      const { url } = asked;
      const [from = 0, to = 0] = ['startTime', 'endTime'].map((name) => Date.parse(url.searchParams.get(name) ?? ''));
      const { page, next } = paged(between(world, from, to), url.searchParams.get('pageToken'));
      const kind = 'admin#reports#activities';
      if (page.length === 0) return { json: { kind } };
      return { json: { kind, items: page.map(record), ...(next === null ? {} : { nextPageToken: next }) } };
    },
  },
  {
    provider: 'github',
    feed: 'audit-log',
    values: { organisation: 'example-org', token: SECRET },
    renews: false,
    lostPage: { status: 422, json: { message: 'Invalid cursor: after' } },
    isNextPage: ({ url }) => url.searchParams.has('after'),
    serve: ({ url, headers }, world) => {
      if (headers.authorization !== `Bearer ${SECRET}`) return { status: 401, json: { message: 'Bad credentials' } };
      const [from = '', to = ''] = url.searchParams.get('phrase')?.replace('created:', '').split('..') ?? [];
      const { page, next } = paged(between(world, Date.parse(from), Date.parse(to)), url.searchParams.get('after'));
      return { json: page.map(record), headers: linked(url, next, 'after') };
    },
  },
  {
    provider: 'slack',
    feed: 'audit-logs',
    values: { token: SECRET },
    renews: false,
    lostPage: { json: { ok: false, error: 'invalid_cursor' } },
    isNextPage: ({ url }) => url.searchParams.has('cursor'),
    serve: ({ url, headers }, world) => {
      // With status 200, as Slack does.
      if (headers.authorization !== `Bearer ${SECRET}`) return { json: { ok: false, error: 'invalid_auth' } };
      const [from = 0, to = 0] = ['oldest', 'latest'].map((name) => Number(url.searchParams.get(name)) * 1000);
      const newestFirst = [...between(world, from, to)].reverse();
      const { page, next } = paged(newestFirst, url.searchParams.get('cursor'));
      return { json: { entries: page.map(record), response_metadata: { next_cursor: next ?? '' } } };
    },
  },
  {
    provider: 'salesforce',
    feed: 'event-log-files',
    values: {
      instance: 'example.my.salesforce.com',
      clientId: 'consumer',
      user: 'reader@example.com',
      privateKey: KEYS.privateKey,
    },
    renews: true,
    lostPage: { status: 400, json: [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }] },
    isNextPage: ({ url }) => url.pathname.includes('/query/'),
    ids: /event-\d+/g,
    serve: (asked, world) => {
      const refused = tokenService(asked, world, '/services/oauth2/token');
      if (refused) return refused;
      const { url } = asked;
      const file = /EventLogFile\/0AT(\d{12})\/LogFile$/.exec(url.pathname)?.[1];
      if (file !== undefined) {
        return {
          text: `"EVENT_TYPE","TIMESTAMP_DERIVED","REQUEST_ID"\n"Login","2026-01-01T00:00:00.000Z","event-${Number(file)}"\n`,
        };
      }
      const start = /\/query\/01g-(\d+)-(\d+)-(\d+)$/.exec(url.pathname);
      const [from = '', to = ''] = url.searchParams.get('q')?.match(/\d{4}-[\dT:-]+Z/g) ?? [];
      const range: readonly [number, number] = start
        ? [Number(start[1]), Number(start[2])]
        : [Date.parse(from), Date.parse(to)];
      const { page, next } = paged(between(world, ...range), start?.[3] ?? null);
      const records = page.map(({ id }) => ({
        attributes: { type: 'EventLogFile' },
        Id: `0AT${id.replace('event-', '').padStart(12, '0')}`,
        EventType: 'Login',
        LogDate: '2026-01-01T00:00:00.000+0000',
      }));
      const nextRecordsUrl = `/services/data/v62.0/query/01g-${range[0]}-${range[1]}-${next}`;
      return { json: { done: next === null, records, ...(next === null ? {} : { nextRecordsUrl }) } };
    },
  },
  {
    provider: 'box',
    feed: 'events',
    values: { clientId: 'client', clientSecret: SECRET, enterprise: '4711' },
    renews: true,
    lostPage: { status: 400, json: { code: 'bad_request', message: 'Invalid stream_position' } },
    isNextPage: ({ url }) => url.searchParams.has('stream_position'),
    serve: (asked, world) => {
      const refused = tokenService(asked, world, '/oauth2/token');
      if (refused) return refused;
      const position = Number(asked.url.searchParams.get('stream_position') ?? 0);
      const entries = world.events.slice(position, position + PAGE).map(record);
      return { json: { chunk_size: entries.length, next_stream_position: position + entries.length, entries } };
    },
  },
  {
    provider: 'dropbox',
    feed: 'team-log',
    values: { clientId: 'client', clientSecret: SECRET, refreshToken: SECRET },
    renews: true,
    lostPage: { status: 409, json: { error_summary: 'reset/..', error: { '.tag': 'reset' } } },
    isNextPage: ({ url }) => url.pathname.endsWith('/continue'),
    serve: (asked, world) => {
      const refused = tokenService(asked, world, '/oauth2/token');
      if (refused) return refused;
      const { cursor } = JSON.parse(asked.body) as { readonly cursor?: string };
      const start = Number(cursor ?? 0);
      const events = world.events.slice(start, start + PAGE).map(record);
      const next = start + events.length;
      return { json: { events, cursor: String(next), has_more: next < world.events.length } };
    },
  },
  {
    provider: 'atlassian',
    feed: 'events',
    values: { organisation: 'a1b2c3d4-0000', token: SECRET },
    renews: false,
    lostPage: { status: 400, json: { message: 'The cursor is invalid' } },
    isNextPage: ({ url }) => url.searchParams.has('cursor'),
    serve: ({ url, headers }, world) => {
      if (headers.authorization !== `Bearer ${SECRET}`) return { status: 401, json: { message: 'Unauthorized' } };
      const [from = 0, to = 0] = ['from', 'to'].map((name) => Number(url.searchParams.get(name)));
      const { page, next } = paged(between(world, from, to), url.searchParams.get('cursor'));
      const target = new URL(url);
      target.searchParams.set('cursor', next ?? '');
      return { json: { data: page.map(record), links: next === null ? {} : { next: target.href } } };
    },
  },
  {
    provider: '1password',
    feed: 'audit-events',
    values: { server: 'events.1password.com', token: SECRET },
    renews: false,
    lostPage: { status: 400, json: { Error: { Message: 'invalid cursor' } } },
    isNextPage: ({ body }) => body.includes('"cursor"'),
    serve: ({ body, headers }, world) => {
      if (headers.authorization !== `Bearer ${SECRET}`)
        return { status: 401, json: { Error: { Message: 'Unauthorized' } } };
      const { cursor } = JSON.parse(body) as { readonly cursor?: string };
      const start = Number(cursor ?? 0);
      const items = world.events.slice(start, start + PAGE).map(record);
      const next = start + items.length;
      return { json: { cursor: String(next), has_more: next < world.events.length, items } };
    },
  },
  {
    provider: 'aws-cloudtrail',
    feed: 'cloudtrail',
    values: {
      bucket: 'example-trail',
      bucketRegion: 'eu-west-1',
      account: '123456789012',
      regions: 'eu-west-1',
      accessKeyId: 'AKIAEXAMPLEEXAMPLE',
      secretAccessKey: SECRET,
    },
    renews: false,
    lostPage: {
      status: 400,
      text: '<Error><Code>InvalidArgument</Code><Message>The continuation token provided is incorrect</Message></Error>',
    },
    isNextPage: ({ url }) => url.searchParams.has('continuation-token'),
    ids: /event-\d+/g,
    serve: ({ url, headers }, world) => {
      if (
        !/^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLEEXAMPLE\/\d{8}\/eu-west-1\/s3/.test(String(headers.authorization))
      ) {
        return { status: 403, text: '<Error><Code>InvalidAccessKeyId</Code></Error>' };
      }
      const id = /event-\d+/.exec(url.pathname)?.[0];
      if (id !== undefined) return { bytes: gzipSync(JSON.stringify({ Records: [{ eventID: id }] })) };
      const prefix = url.searchParams.get('prefix') ?? '';
      const after = url.searchParams.get('start-after') ?? '';
      const keys = world.events
        .map((event) => {
          const time = new Date(event.time).toISOString();
          const day = time.slice(0, 10).replaceAll('-', '/');
          const stamp = time.slice(0, 16).replace(/[-:]/g, '');
          return `AWSLogs/123456789012/CloudTrail/eu-west-1/${day}/123456789012_CloudTrail_eu-west-1_${stamp}Z_${event.id}.json.gz`;
        })
        .filter((key) => key.startsWith(prefix) && key > after);
      const { page, next } = paged(keys, url.searchParams.get('continuation-token'));
      const more =
        next === null
          ? '<IsTruncated>false</IsTruncated>'
          : `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`;
      return {
        text: `<?xml version="1.0"?><ListBucketResult>${more}${page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`,
      };
    },
  },
  {
    provider: 'defender-endpoint',
    feed: 'network-events',
    values: microsoft,
    renews: true,
    lostPage: graphLost,
    isNextPage: () => false,
    serve: (asked, world) => {
      const refused = tokenService(asked, world, `/${TENANT}/oauth2/v2.0/token`);
      if (refused) return refused;
      const { Query } = JSON.parse(asked.body) as { readonly Query: string };
      const [from = '', to = ''] = Query.match(/\d{4}-[\dT:-]+Z/g) ?? [];
      return { json: { schema: [], results: between(world, Date.parse(from), Date.parse(to)).map(record) } };
    },
  },
];
