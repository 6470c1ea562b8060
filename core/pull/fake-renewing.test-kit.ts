/** Providers whose access is renewed by a token service, for a secret, a refresh token or a signed assertion. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { between, type Fake, PAGE, paged, record, SECRET, type World } from './fake-provider.test-kit.ts';
import type { Answer, Asked } from './pull.test-kit.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const CLIENT = '66666666-7777-4888-9999-000000000000';
const DAY = 86_400_000;

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

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

function filterTimes(url: URL): readonly [number, number] {
  const [from = '', to = ''] = url.searchParams.get('$filter')?.match(/\d{4}-[\dT:-]+Z/g) ?? [];
  return [Date.parse(from), Date.parse(to)];
}

const microsoft = { tenant: TENANT, clientId: CLIENT, clientSecret: SECRET };
const graphLost: Answer = { status: 400, json: { error: { code: 'BadRequest', message: 'Skiptoken is not valid' } } };

export const RENEWING: readonly Fake[] = [
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
