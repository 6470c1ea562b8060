/** Connections of a workspace: off until enabled, pulled exactly once, healthy or not, and their secrets nowhere but in the vault. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionRow } from '../../contract/connections.ts';
import { type Answer, ProviderServer, type Script } from '../../pull/pull.test-kit.ts';
import { createWorkspace, openWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
const TOKEN = '00-secret-token-of-okta-4711';
let server: ProviderServer;
let test: TestEngine;
let place: string;

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  server = await ProviderServer.start();
  test = await start();
});
afterAll(async () => {
  await test.stop();
  await server.stop();
  vi.unstubAllEnvs();
  folder.remove();
});

async function start(collect?: { autoStart: boolean; lookMs: number }): Promise<TestEngine> {
  const engine = await startEngine(1, collect, undefined, server.network);
  engine.engine.setKeychain(KEYCHAIN);
  return engine;
}
const KEYCHAIN = randomBytes(32);

beforeEach(async () => {
  place = folder.fresh('pull.undercast');
  await createWorkspace(test, place);
});

/** Event `at` of an Okta log. */
function event(at: number): object {
  return {
    uuid: `aaaaaaaa-0000-4000-8000-${String(at).padStart(12, '0')}`,
    published: new Date(Date.now() - 3_600_000 + at * 1000).toISOString(),
    eventType: 'user.session.start',
    actor: { id: '00u1', type: 'User', alternateId: `user${at % 3}@example.com`, displayName: 'A User' },
    outcome: { result: 'SUCCESS' },
    client: { ipAddress: '192.0.2.7' },
    displayMessage: 'User login to Okta',
  };
}

/** Pages of `size` events; the link after the last one is good for polling. */
function oktaPages(total: () => number, size = 2): Script {
  return ({ url, headers }): Answer => {
    if (headers.authorization !== `SSWS ${TOKEN}`) {
      return {
        status: 401,
        json: { errorCode: 'E0000011', errorSummary: `Invalid token provided ${headers.authorization}` },
      };
    }
    const after = Number(url.searchParams.get('after') ?? 0);
    const json = Array.from({ length: Math.min(size, Math.max(0, total() - after)) }, (_, at) => event(after + at));
    const next = `https://example.okta.com/api/v1/logs?after=${after + json.length}`;
    return { json, headers: { link: `<https://example.okta.com/self>; rel="self", <${next}>; rel="next"` } };
  };
}

const OKTA = {
  name: 'Okta',
  provider: 'okta',
  settings: { domain: 'example.okta.com' },
  feeds: ['system-log'],
  stream: 'Okta',
  secrets: { token: TOKEN },
};

async function create(change: Partial<typeof OKTA> & { listings?: string[] } = {}): Promise<number> {
  const { id } = await test.client.call('connections.create', { ...OKTA, ...change });
  return id;
}

async function row(id: number): Promise<ConnectionRow> {
  const { rows } = await test.client.call('connections.list', {});
  const found = rows.find((one) => one.id === id);
  if (!found) throw new Error('no such connection');
  return found;
}

async function activities(): Promise<number> {
  return (await test.client.call('activities.list', {})).records;
}

describe('a connection', () => {
  it('asks nothing until it is enabled, then imports what came since, once, into the import of the day', async () => {
    let total = 5;
    server.reset(oktaPages(() => total));
    const id = await create();
    expect(await row(id)).toMatchObject({ state: 'disabled', enabled: false, hasSecrets: true });
    await expect(test.client.run('connections.pullNow', { id })).rejects.toThrow('is disabled');
    expect(server.asked).toEqual([]);
    await test.client.call('connections.enable', { id, enabled: true });
    expect(await test.client.run('connections.pullNow', { id })).toMatchObject({
      records: 5,
      stored: 5,
      duplicates: 0,
    });
    total = 8;
    expect(await test.client.run('connections.pullNow', { id })).toMatchObject({ records: 3, stored: 3 });
    expect(await test.client.run('connections.pullNow', { id })).toMatchObject({ records: 0 });
    expect(await activities()).toBe(8);
    expect(await row(id)).toMatchObject({
      state: 'connected',
      problem: null,
      feeds: [{ id: 'system-log', records: 8 }],
    });
    const runs = await test.client.call('connections.pulls', { id });
    expect(runs.map(({ outcome, asked, stored, message }) => [outcome, asked, stored, message])).toEqual([
      ['done', true, 0, null],
      ['done', true, 3, null],
      ['done', true, 5, null],
    ]);
    expect(runs[2]).toMatchObject({ name: 'Okta', feeds: [{ title: expect.any(String), records: 5 }] });
    expect(runs[2]?.feeds[0]?.reached).not.toBeNull();
    const imports = await test.client.call('imports.list', {});
    expect(imports.map(({ stream, ledger }) => [stream, ledger?.stored])).toEqual([['Okta', 8]]);
    const app = (await test.client.call('governance.list', {})).rows.map(
      ({ action, subject }) => `${action} ${subject}`,
    );
    expect(app).toContain('app.tag okta');
  });
});

describe('a pull', () => {
  it('that was cut off before its last page goes on there, and pages that come twice count once', async () => {
    const pages = oktaPages(() => 9);
    let fails = true;
    server.reset((asked, count) =>
      fails && asked.url.searchParams.get('after') === '6' ? { status: 500 } : pages(asked, count),
    );
    const id = await create();
    await test.client.call('connections.enable', { id, enabled: true });
    await expect(test.client.run('connections.pullNow', { id })).rejects.toThrow('500 Internal server error');
    expect(await row(id)).toMatchObject({
      state: 'error',
      problem: expect.stringContaining('500 Internal server error'),
    });
    expect(await activities()).toBe(6);
    fails = false;
    server.asked.length = 0;
    await test.client.run('connections.pullNow', { id });
    expect(server.asked[0]?.url.search).toBe('?after=6');
    expect(await activities()).toBe(9);
    // The provider forgets the position: everything is read again, nothing is counted again.
    let isLost = true;
    server.reset((asked, count) => {
      if (!isLost) return pages(asked, count);
      isLost = false;
      return { status: 410, json: {} };
    });
    expect(await test.client.run('connections.pullNow', { id })).toMatchObject({
      records: 9,
      stored: 0,
      duplicates: 9,
    });
    expect(await activities()).toBe(9);
    expect((await row(id)).feeds[0]?.note).toContain('no longer knew');
  });

  it('is cancelled while it waits, and what came before stays', async () => {
    const pages = oktaPages(() => 9);
    let asked: () => void = () => undefined;
    const isWaiting = new Promise<void>((resolve) => {
      asked = resolve;
    });
    server.reset((request, count) => {
      if (request.url.searchParams.get('after') !== '4') return pages(request, count);
      asked();
      return { isSilent: true };
    });
    const id = await create();
    await test.client.call('connections.enable', { id, enabled: true });
    const { jobId } = await test.client.call('connections.pullNow', { id });
    await isWaiting;
    expect((await row(id)).activity).not.toBeNull();
    await test.client.call('connections.enable', { id, enabled: false });
    expect((await test.client.call('jobs.get', { id: jobId })).state).toBe('cancelled');
    expect(await row(id)).toMatchObject({ state: 'disabled', activity: null });
    expect(await test.client.call('connections.pulls', { id })).toMatchObject([
      { outcome: 'cancelled', message: null },
    ]);
  });

  it('of Defender becomes traffic, each hour once', async () => {
    const hour = (at: number) => new Date((Math.floor(Date.now() / 3_600_000) - at) * 3_600_000).toISOString();
    const rows = [5, 4, 3].map((at) => ({
      Timestamp: hour(at),
      DeviceName: `device${at}.example.com`,
      InitiatingProcessAccountUpn: 'alice@example.com',
      LocalIP: '10.1.2.3',
      RemoteUrl: 'https://www.dropbox.com/',
      RemoteIP: '192.0.2.1',
      ActionType: 'ConnectionSuccess',
      count_: 10,
    }));
    server.reset(({ url, body }) => {
      if (url.pathname.endsWith('/token')) return { json: { access_token: 'graph-token', expires_in: 3600 } };
      if (url.pathname.startsWith('/v1.0/applications')) {
        return { json: { passwordCredentials: [{ hint: TOKEN.slice(0, 3), endDateTime: '2030-01-01T00:00:00Z' }] } };
      }
      const [from = '', to = ''] = (JSON.parse(body) as { Query: string }).Query.match(/\d{4}-[\dT:-]+Z/g) ?? [];
      const results = rows.filter(
        ({ Timestamp }) => Date.parse(Timestamp) >= Date.parse(from) && Date.parse(Timestamp) < Date.parse(to),
      );
      return { json: { schema: [], results } };
    });
    const { id } = await test.client.call('connections.create', {
      name: 'Defender',
      provider: 'defender-endpoint',
      settings: {
        tenant: '11111111-2222-4333-8444-555555555555',
        clientId: '66666666-7777-4888-9999-000000000000',
      },
      feeds: ['network-events'],
      stream: 'Devices',
      lookBackDays: 1,
      secrets: { clientSecret: TOKEN },
    });
    await test.client.call('connections.enable', { id, enabled: true });
    await test.client.run('connections.pullNow', { id });
    await test.client.run('connections.pullNow', { id });
    expect((await row(id)).secretExpires).toBe(Date.UTC(2030, 0, 1));
    const [stream] = await test.client.call('streams.list', {});
    expect(stream).toMatchObject({ name: 'Devices', kind: 'endpoint', transactions: 30, imports: 1 });
  });

  it('begins by itself when it is due, and not where a person must act first', async () => {
    await test.stop();
    test = await start({ autoStart: true, lookMs: 20 });
    const pages = oktaPages(() => 4);
    server.reset((asked, count) => (asked.url.pathname.endsWith('/users') ? { json: [] } : pages(asked, count)));
    // In a workspace that was just made, and in the next one, whose connections have the same numbers.
    const isListed = async (id: number) =>
      vi.waitFor(async () => expect((await row(id)).listings[0]?.finished).toBeGreaterThan(0), 60_000);
    await createWorkspace(test, folder.fresh('first.undercast'));
    const first = await create({ listings: ['users'] });
    await test.client.call('connections.enable', { id: first, enabled: true });
    await isListed(first);
    await openWorkspace(test, place);
    server.reset(server.script);
    const good = await create({ listings: ['users'] });
    expect(good).toBe(first);
    const wrong = await create({ name: 'Wrong', secrets: { token: 'another-token-than-that' } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.asked).toEqual([]);
    await test.client.call('connections.enable', { id: good, enabled: true });
    await test.client.call('connections.enable', { id: wrong, enabled: true });
    await isListed(good);
    await vi.waitFor(async () => {
      expect(await row(good)).toMatchObject({ state: 'connected' });
      expect(await row(wrong)).toMatchObject({ state: 'attention' });
    }, 60_000);
    expect((await row(wrong)).problem).toContain('Okta 401: the token is invalid');
    const asked = server.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.asked.length).toBe(asked);
    // A new secret is a new try.
    await test.client.call('connections.update', { id: wrong, secrets: { token: TOKEN } });
    await vi.waitFor(async () => expect(await row(wrong)).toMatchObject({ state: 'connected' }), 60_000);
    await test.stop();
    test = await start();
  });
});

describe('a secret', () => {
  it('is in no file of the workspace, no message and no log, and only sealed in its vault', async () => {
    const said: string[] = [];
    const page = test.engine.connect((message) => said.push(JSON.stringify(message)));
    server.reset(({ headers }) => ({ status: 401, json: { errorSummary: `Invalid ${headers.authorization}` } }));
    const id = await create();
    expect(await test.client.run('connections.testNow', { id })).toEqual({
      feeds: [{ id: 'system-log', problem: expect.stringContaining('•••') }],
    });
    await test.client.call('connections.enable', { id, enabled: true });
    await expect(test.client.run('connections.pullNow', { id })).rejects.toThrow('401');
    await expect(create({ name: 'Again', settings: { domain: 'no host' } })).rejects.toThrow('not of the right form');
    said.push(JSON.stringify(await test.client.call('connections.list', {})));
    said.push(JSON.stringify(await test.client.call('governance.list', {})));
    said.push(JSON.stringify(await test.client.call('jobs.list', {})));
    page.close();
    await test.stop();
    const spellings = [TOKEN, Buffer.from(TOKEN).toString('base64'), Buffer.from(TOKEN).toString('hex')];
    const everything = [...said.map((text) => Buffer.from(text)), ...bytesOf(place), ...bytesOf(folder.path('config'))];
    expect(everything.length).toBeGreaterThan(5);
    for (const spelling of spellings) expect(everything.some((bytes) => bytes.includes(spelling))).toBe(false);
    test = await start();
    await openWorkspace(test, place);
    expect(await row(id)).toMatchObject({ hasSecrets: true });
    const kept = readdirSync(folder.path('config/secrets')).length;
    await test.client.call('connections.remove', { id });
    expect(readdirSync(folder.path('config/secrets')).length).toBe(kept - 1);
  });

  it('is asked for anew where the workspace was taken to another computer', async () => {
    server.reset(() => ({ status: 500 }));
    const id = await create();
    await test.client.call('connections.enable', { id, enabled: true });
    vi.stubEnv('UNDERCAST_CONFIG', folder.path('elsewhere'));
    try {
      expect(await row(id)).toMatchObject({ state: 'attention', hasSecrets: false });
      await expect(test.client.run('connections.pullNow', { id })).rejects.toThrow('Enter them again');
      expect(server.asked).toEqual([]);
    } finally {
      vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
    }
  });
});

/** Every file under a folder. */
function bytesOf(root: string): Buffer[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
}

describe('a listing', () => {
  it('becomes a snapshot once it is whole, and shows accounts', async () => {
    const user = (id: string, status: string) => ({ id, status, profile: { login: `${id}@example.com` } });
    const { id } = await test.client.call('connections.create', { ...OKTA, listings: ['users'] });
    await expect(test.client.run('connections.listNow', { id })).rejects.toThrow('is disabled');
    await test.client.call('connections.enable', { id, enabled: true });
    const snapshots = () => test.client.call('snapshots.list', {});
    server.reset(() => ({ status: 401, json: { errorSummary: 'Invalid token' } }));
    const refused = await test.client.run('connections.listNow', { id });
    expect(refused.listings[0]?.problem).toContain('401');
    expect(refused.listings[0]?.problem).toContain('okta.users.read');
    expect((await row(id)).listings[0]).toMatchObject({ finished: null, note: expect.stringContaining('401') });
    expect(await snapshots()).toEqual([]);
    server.reset(({ url }) =>
      url.searchParams.has('after')
        ? { json: [user('bob', 'SUSPENDED')] }
        : { json: [user('alice', 'ACTIVE')], headers: { link: `<${url.href}&after=1>; rel="next"` } },
    );
    const { listings } = await test.client.run('connections.listNow', { id });
    expect(listings).toEqual([{ id: 'users', title: 'Accounts', objects: 2, skipped: 0, problem: null }]);
    expect(await snapshots()).toMatchObject([{ kind: 'users', tenant: 'example.okta.com', objects: 2 }]);
    expect((await row(id)).listings[0]).toMatchObject({ objects: 2, note: null });
    const accounts = (await test.client.call('accounts.list', { filter: '' })).rows;
    expect(accounts.map(({ name, enabled, app }) => [name, enabled, app]).sort()).toEqual([
      ['alice@example.com', true, ['Okta']],
      ['bob@example.com', false, ['Okta']],
    ]);
    // A fault in the middle: what was asked for then is asked for again, before anything is whole.
    server.reset(({ url }) =>
      url.searchParams.has('after')
        ? { status: 500 }
        : { json: [user('alice', 'ACTIVE')], headers: { link: `<${url.href}&after=1>; rel="next"` } },
    );
    expect((await test.client.run('connections.listNow', { id })).listings[0]).toMatchObject({ objects: 1 });
    expect((await snapshots()).length).toBe(1);
    server.reset(({ url }) => ({ json: url.searchParams.has('after') ? [user('bob', 'SUSPENDED')] : [] }));
    expect((await test.client.run('connections.listNow', { id })).listings[0]).toMatchObject({ objects: 2 });
    for (let again = 0; again < 4; again++) await test.client.run('connections.listNow', { id });
    expect((await snapshots()).length).toBe(3);
    await test.client.call('connections.remove', { id });
  });
});
