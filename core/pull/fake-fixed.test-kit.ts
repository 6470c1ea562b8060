/** Providers that know a caller by a token or key that stays. */
import { gzipSync } from 'node:zlib';
import { between, type Fake, PAGE, paged, record, SECRET } from './fake-provider.test-kit.ts';

function linked(url: URL, next: string | null, name: string): Readonly<Record<string, string>> {
  if (next === null) return {};
  const target = new URL(url);
  target.searchParams.set(name, next);
  return { link: `<${url.origin}/first>; rel="first", <${target}>; rel="next"` };
}

export const FIXED: readonly Fake[] = [
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
];
