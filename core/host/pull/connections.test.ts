/** Connections of a workspace: off until enabled, pulled exactly once, healthy or not, and their secrets nowhere but in the vault. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionRow } from '../../contract/connections.ts';
import { type Answer, ProviderServer, type Script } from '../../pull/pull.test-kit.ts';
import { createWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
const TOKEN = '00-secret-token-of-okta-4711';
let server: ProviderServer;
let test: TestEngine;
let place: string;

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  server = await ProviderServer.start();
});
afterAll(async () => {
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
  test = await start();
  place = folder.fresh('pull.undercast');
  await createWorkspace(test, place);
});
afterEach(() => test.stop());

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

async function create(change: Partial<typeof OKTA> = {}): Promise<number> {
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
    const imports = await test.client.call('imports.list', {});
    expect(imports.map(({ stream, ledger }) => [stream, ledger?.stored])).toEqual([['Okta', 8]]);
    const app = (await test.client.call('governance.list', {})).rows.map(
      ({ action, subject }) => `${action} ${subject}`,
    );
    expect(app).toContain('app.tag okta');
  });
});
