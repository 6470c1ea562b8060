/** Every listing over a loopback provider: all pages, only its own origins, what cannot be seen is passed over, and a cut goes on where it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUser } from '../../snapshots/index.ts';
import { fixedHeader } from '../auth/auth.ts';
import { Client } from '../client.ts';
import { type Listing, type ListingStep, readListing } from '../listing.ts';
import type { Values } from '../provider.ts';
import { findProvider, PROVIDERS } from '../providers.ts';
import { type Answer, type Asked, ProviderServer } from '../pull.test-kit.ts';
import { explainRefusal } from '../writing.ts';

let server: ProviderServer;
beforeAll(async () => {
  server = await ProviderServer.start();
});
afterAll(() => server.stop());

const WHERE: Values = { domain: 'example.okta.com', organisation: 'example-org', tenant: 't' };

type Row = Readonly<Record<string, unknown>>;
type Serve = (asked: Asked) => unknown;

/** Two pages of a list: the second behind whatever token the provider uses. */
function two<T>(isSecond: boolean, first: T, second: T): T {
  return isSecond ? second : first;
}

const graph: Serve = ({ url }) => {
  const { pathname, searchParams } = url;
  const isSecond = searchParams.has('$skiptoken');
  const page = (first: unknown[], second: unknown[]) => ({
    value: two(isSecond, first, second),
    ...(isSecond || second.length === 0 ? {} : { '@odata.nextLink': `${url.href}&$skiptoken=2` }),
  });
  if (pathname === '/v1.0/users') {
    return page(
      [{ id: 'u1', userPrincipalName: 'alice@example.com', accountEnabled: true }],
      [{ id: 'u2', userPrincipalName: 'bob@example.com', accountEnabled: false }],
    );
  }
  if (pathname === '/v1.0/sites/getAllSites')
    return page([{ id: 's1', webUrl: 'https://example.sharepoint.com/sites/x' }], []);
  if (pathname === '/v1.0/sites/s1/drives')
    return page([{ id: 'd2', webUrl: 'https://example.sharepoint.com/sites/x/Shared%20Documents' }], []);
  if (pathname === '/v1.0/users/u1/drive')
    return { id: 'd1', webUrl: 'https://example-my.sharepoint.com/personal/alice/Documents' };
  if (pathname.endsWith('/root/delta')) {
    const drive = pathname.split('/')[3];
    const item = (id: string, name: string, more: object) => ({
      ...{ id: `${drive}-${id}`, name, file: {}, webUrl: 'https://example.sharepoint.com/_layouts/15/Doc.aspx' },
      ...{ parentReference: { path: `/drives/${drive}/root:/My%20Plans` }, ...more },
    });
    return page(
      [{ id: 'r', name: 'root', root: {} }, item('1', 'plan 1.docx', { shared: {} })],
      [item('2', 'own.docx', {}), item('3', 'gone.docx', { deleted: {} })],
    );
  }
  if (pathname.endsWith('/permissions')) {
    return {
      value: [
        { link: { scope: 'anonymous' } },
        { grantedToV2: { user: { email: 'Guest@example.net' } } },
        { grantedToV2: { user: { email: 'alice@example.com' } } },
        { invitation: { email: 'new@example.net' } },
      ],
    };
  }
  return null;
};

const google: Serve = ({ url }) => {
  const isSecond = url.searchParams.has('pageToken');
  const next = isSecond ? {} : { nextPageToken: 'two' };
  if (url.pathname === '/admin/directory/v1/users') {
    const user = (id: string, more: object) => ({
      id,
      primaryEmail: `${id}@example.com`,
      name: { fullName: id },
      suspended: false,
      ...more,
    });
    return {
      kind: 'admin#directory#users',
      users: two(
        isSecond,
        [user('alice', { isAdmin: true, lastLoginTime: '1970-01-01T00:00:00.000Z' })],
        [user('bob', { suspended: true })],
      ),
      ...next,
    };
  }
  const file = (id: string, permissions: object[]) => ({ id, name: `${id}.docx`, mimeType: 'text/plain', permissions });
  return {
    files: two(
      isSecond,
      [file('f1', [{ type: 'anyone' }, { type: 'user', emailAddress: 'guest@example.net' }])],
      [file('f2', [{ type: 'user', emailAddress: 'alice@example.com' }])],
    ),
    ...next,
  };
};

const okta = ({ url }: Asked): Answer => {
  const isSecond = url.searchParams.has('after');
  const headers = isSecond ? {} : { link: `<${url.href}&after=2>; rel="next"` };
  const user = (id: string, status: string) => ({ id, status, profile: { login: `${id}@example.com` } });
  if (url.pathname === '/api/v1/groups')
    return { json: two(isSecond, [{ id: 'g1', profile: { name: 'Admins' } }], []), headers };
  return { json: two(isSecond, [user('00u1', 'ACTIVE')], [user('00u2', 'SUSPENDED')]), headers };
};

const github = ({ url }: Asked): Answer => {
  const isSecond = url.searchParams.has('page');
  const role = url.searchParams.get('role') ?? 'outside';
  const headers = isSecond ? {} : { link: `<${url.href}&page=2>; rel="next"` };
  return { json: [{ id: isSecond ? 2 : 1, login: `${role}${isSecond ? 2 : 1}` }], headers };
};

const slack: Serve = ({ body }) => {
  const isSecond = body.includes('cursor');
  const users = two(
    isSecond,
    [{ id: 'W1', email: 'alice@example.com', is_admin: true, is_active: true }],
    [{ id: 'W2', username: 'guest', is_restricted: true, is_active: false }],
  );
  return { ok: true, users, response_metadata: { next_cursor: isSecond ? '' : 'two' } };
};

const box: Serve = ({ url, headers }) => {
  const isSecond = url.searchParams.has('marker');
  const next = { next_marker: isSecond ? '' : 'two' };
  if (url.pathname === '/2.0/users')
    return {
      entries: two(
        isSecond,
        [{ id: '7', login: 'alice@example.com', status: 'active', role: 'admin' }],
        [{ id: '8', login: 'bob@example.com', status: 'inactive' }],
      ),
      ...next,
    };
  if (url.pathname.endsWith('/collaborations'))
    return {
      entries: [{ accessible_by: { login: 'guest@example.net' } }, { accessible_by: { login: 'alice@example.com' } }],
    };
  if (headers['as-user'] !== '7') return null;
  const item = (id: string, type: string, more: object) => ({
    id,
    type,
    name: `${id}.docx`,
    owned_by: { id: '7' },
    ...more,
  });
  if (url.pathname !== '/2.0/folders/0/items')
    return { entries: [item('f3', 'file', { owned_by: { id: '9' }, has_collaborations: true })] };
  return {
    entries: two(
      isSecond,
      [
        item('f1', 'file', { shared_link: { access: 'open', url: 'https://app.box.com/s/1' } }),
        item('d1', 'folder', {}),
      ],
      [item('f2', 'file', { has_collaborations: true })],
    ),
    ...next,
  };
};

const dropbox: Serve = ({ url, body, headers }) => {
  const isSecond = body.includes('cursor');
  const next = { cursor: 'two', has_more: !isSecond };
  const member = (id: string) => ({
    profile: { team_member_id: `dbmid:${id}`, email: `${id}@example.com`, status: { '.tag': 'active' } },
    roles: [{ name: 'Team' }],
  });
  if (url.pathname.startsWith('/2/team/'))
    return { members: two(isSecond, [member('alice')], [member('bob')]), ...next };
  if (headers['dropbox-api-select-user'] === 'dbmid:bob') return null;
  const link = (id: string, tag: string) => ({
    '.tag': 'file',
    id: `id:${id}`,
    name: `${id}.docx`,
    link_permissions: { resolved_visibility: { '.tag': tag } },
  });
  return { links: two(isSecond, [link('1', 'public')], [link('2', 'team_only')]), ...next };
};

const json =
  (serve: Serve) =>
  (asked: Asked): Answer => {
    const found = serve(asked);
    return found === null ? { status: 404, json: { error: { message: 'not here' } } } : { json: found };
  };

const SERVED: Readonly<Record<string, (asked: Asked) => Answer>> = {
  'microsoft-365': json(graph),
  'google-workspace': json(google),
  okta,
  github,
  slack: json(slack),
  box: json(box),
  dropbox: json(dropbox),
};
const LISTINGS = PROVIDERS.flatMap(({ id, listings = [] }) =>
  listings.map((listing) => ({ id, listing, of: `${id} ${listing.id}` })),
);

function client(provider: string, listing: Listing): Client {
  const origins = [...(findProvider(provider)?.origins(WHERE) ?? []), ...(listing.origins ?? [])];
  return new Client({
    network: server.network,
    origins,
    explain: explainRefusal,
    makeAuth: () => fixedHeader('authorization', 'Bearer token'),
    replaced: async () => undefined,
    secrets: [],
    signal: new AbortController().signal,
    limits: { tries: 2 },
  });
}

async function listed(
  provider: string,
  listing: Listing,
  begun: readonly ListingStep[] | null = null,
  most = Number.POSITIVE_INFINITY,
) {
  const rows: Row[] = [];
  let left: readonly ListingStep[] = [];
  let skipped = 0;
  let pages = 0;
  for await (const page of readListing(listing, client(provider, listing), WHERE, begun)) {
    rows.push(...page.rows);
    left = [...page.left];
    skipped += page.isSkipped ? 1 : 0;
    if (++pages >= most) break;
  }
  return { rows, left, skipped };
}

const names = (rows: readonly Row[]): string[] =>
  rows.map((row) => String(row.userPrincipalName ?? row.name ?? row.displayName)).sort();

it('lists accounts under the names that snapshots are read by', async () => {
  const people: Record<string, unknown[]> = {};
  for (const { id, listing } of LISTINGS.filter((one) => one.listing.kind === 'users')) {
    server.reset(SERVED[id] ?? (() => ({ status: 500 })));
    const { rows } = await listed(id, listing);
    people[id] = rows
      .map(readUser)
      .map(({ app, upn, enabled, userType, roles, lastSignIn }) => [app, upn, enabled, userType, ...roles, lastSignIn]);
  }
  expect(people).toEqual({
    'microsoft-365': [
      [null, 'alice@example.com', true, null, null],
      [null, 'bob@example.com', false, null, null],
    ],
    'google-workspace': [
      ['google-workspace', 'alice@example.com', true, 'member', 'Super administrator', null],
      ['google-workspace', 'bob@example.com', false, 'member', null],
    ],
    okta: [
      ['okta', '00u1@example.com', true, 'member', null],
      ['okta', '00u2@example.com', false, 'member', null],
    ],
    github: [
      ['github', 'admin1', true, 'member', 'Organisation administrator', null],
      ['github', 'admin2', true, 'member', 'Organisation administrator', null],
      ['github', 'member1', true, 'member', null],
      ['github', 'member2', true, 'member', null],
      ['github', 'outside1', true, 'guest', null],
      ['github', 'outside2', true, 'guest', null],
    ],
    slack: [
      ['slack', 'alice@example.com', true, 'member', 'Administrator', null],
      ['slack', 'guest', false, 'guest', null],
    ],
    box: [
      ['box', 'alice@example.com', true, 'member', 'Administrator', null],
      ['box', 'bob@example.com', false, 'member', null],
    ],
    dropbox: [
      ['dropbox', 'alice@example.com', true, 'member', 'Team', null],
      ['dropbox', 'bob@example.com', true, 'member', 'Team', null],
    ],
  });
});

it('lists files with who can reach them', async () => {
  const files: Record<string, unknown[]> = {};
  for (const { id, listing } of LISTINGS.filter((one) => one.listing.kind === 'files')) {
    server.reset(SERVED[id] ?? (() => ({ status: 500 })));
    const { rows, skipped } = await listed(id, listing);
    files[id] = [
      skipped,
      ...rows.map((row) => [row.name, row.owner, row.links, row.sharedWith].flat().join(' ')).sort(),
    ];
    if (id === 'microsoft-365') {
      expect(rows.map(({ address }) => address)).toContain(
        'https://example.sharepoint.com/sites/x/Shared Documents/My Plans/plan 1.docx',
      );
    }
  }
  expect(files).toEqual({
    'microsoft-365': [
      1,
      'own.docx alice@example.com',
      'own.docx https://example.sharepoint.com/sites/x',
      'plan 1.docx alice@example.com anonymous guest@example.net new@example.net',
      'plan 1.docx https://example.sharepoint.com/sites/x anonymous guest@example.net alice@example.com new@example.net',
    ],
    'google-workspace': [0, 'f1.docx alice@example.com anonymous guest@example.net', 'f2.docx alice@example.com'],
    box: [0, 'f1.docx alice@example.com anonymous', 'f2.docx alice@example.com guest@example.net'],
    dropbox: [1, '1.docx alice@example.com anonymous', '2.docx alice@example.com organization'],
  });
});

describe.each(LISTINGS)('$of', ({ id, listing }) => {
  it('goes on from wherever it was cut off, with the same rows', async () => {
    server.reset(SERVED[id] ?? (() => ({ status: 500 })));
    const whole = await listed(id, listing);
    expect(whole.rows.length).toBeGreaterThan(0);
    expect(whole.left).toEqual([]);
    for (let cut = 1; cut < 4; cut++) {
      const first = await listed(id, listing, null, cut);
      // As the workspace keeps them.
      const begun = JSON.parse(JSON.stringify(first.left)) as ListingStep[];
      const rest = begun.length === 0 ? { rows: [] } : await listed(id, listing, begun);
      expect(names([...first.rows, ...rest.rows])).toEqual(names(whole.rows));
    }
  });

  it('waits, asks again after a fault, and says what a first refusal means', async () => {
    const serve = SERVED[id] ?? (() => ({ status: 500 }));
    let trouble = 2;
    server.reset((asked) =>
      trouble-- > 0 ? { status: trouble === 1 ? 429 : 503, headers: { 'retry-after': '1' } } : serve(asked),
    );
    expect((await listed(id, listing)).rows.length).toBeGreaterThan(0);
    server.reset(() => ({ status: 403, json: { error: { message: 'Insufficient privileges' } } }));
    await expect(listed(id, listing)).rejects.toMatchObject({
      kind: 'attention',
      message: expect.stringContaining('lack a permission'),
    });
  });
});
