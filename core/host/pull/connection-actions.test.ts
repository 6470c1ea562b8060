/** Changes through a connection: off unless made so, shown before, confirmed by name, logged before they leave, taken back where it can be. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ActionPlan } from '../../contract/connection-actions.ts';
import { type Answer, type Asked, ProviderServer } from '../../pull/pull.test-kit.ts';
import { createWorkspace, openWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
const READS = 'read-token-of-okta-0815';
const WRITES = 'write-token-of-okta-4711';
let server: ProviderServer;
let test: TestEngine;
let place: string;
/** The account at the provider. */
let status: string;
/** What becomes of the next changes; what it was asked otherwise. */
let fate: (asked: Asked) => Answer | null;

beforeAll(async () => {
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  server = await ProviderServer.start();
  test = await startEngine(1, undefined, undefined, server.network);
  test.engine.setKeychain(randomBytes(32));
  place = folder.fresh('act.undercast');
  await createWorkspace(test, place);
});
afterAll(async () => {
  await test.stop();
  await server.stop();
  vi.unstubAllEnvs();
  folder.remove();
});

beforeEach(() => {
  status = 'ACTIVE';
  fate = () => null;
  server.reset((asked) => {
    const { method, url, headers } = asked;
    if (headers.authorization !== `SSWS ${WRITES}`) return { status: 401, json: { errorSummary: 'Invalid token' } };
    if (method === 'GET') {
      if (url.pathname.endsWith('/users/nobody%40example.com'))
        return { status: 404, json: { errorSummary: 'Not found' } };
      return { json: { id: '00u1', status, lastLogin: null, profile: { login: 'alice@example.com' } } };
    }
    const answer = fate(asked);
    if (answer !== null) return answer;
    status = url.pathname.endsWith('/suspend') ? 'SUSPENDED' : 'ACTIVE';
    return { json: {} };
  });
});

const written = () =>
  server.asked.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url.pathname}`);

async function connect(
  change: { writes?: boolean; secrets?: Record<string, string>; enabled?: boolean } = {},
): Promise<number> {
  const { writes = true, secrets = { token: READS, writeToken: WRITES }, enabled = true } = change;
  const { id } = await test.client.call('connections.create', {
    name: `Okta ${randomBytes(4).toString('hex')}`,
    provider: 'okta',
    settings: { domain: 'example.okta.com' },
    feeds: ['system-log'],
    stream: 'Okta',
    writes,
    secrets,
  });
  if (enabled) await test.client.call('connections.enable', { id, enabled });
  return id;
}

const plan = (connection: number, user = 'alice@example.com'): Promise<ActionPlan> =>
  test.client.run('connections.planAction', { connection, action: 'suspend', values: { user } });
const run = ({ plan: id, target }: ActionPlan, confirm = target) =>
  test.client.run('connections.runAction', { plan: id, confirm });
const log = async () =>
  (await test.client.call('governance.list', {})).rows.filter(({ action }) => action.startsWith('control.'));

it('a connection only reads unless it was made to change things, with credentials of its own', async () => {
  const reader = await connect({ writes: false, secrets: { token: READS } });
  await expect(plan(reader)).rejects.toThrow('may only read');
  await expect(connect({ secrets: { token: READS } })).rejects.toThrow('API token, for changes is missing');
  const later = await connect({ writes: false, secrets: { token: READS } });
  await test.client.call('connections.update', { id: later, writes: true });
  await expect(plan(later)).rejects.toThrow('API token, for changes is missing');
  const off = await connect({ enabled: false });
  await expect(plan(off)).rejects.toThrow('is disabled');
  const { rows } = await test.client.call('connections.list', {});
  expect(rows.find(({ id }) => id === reader)?.config.writes).toBe(false);
  const options = await test.client.call('connections.actions', { app: 'okta', kind: 'account' });
  expect(options.some(({ connection }) => [reader, off].includes(connection))).toBe(false);
  expect(await test.client.call('connections.actions', { app: 'dropbox' })).toEqual([]);
  vi.stubEnv('UNDERCAST_OFFLINE', '1');
  await expect(plan(await connect())).rejects.toMatchObject({ code: 'connection.offline' });
  vi.stubEnv('UNDERCAST_OFFLINE', '');
  expect(server.asked).toEqual([]);
});

it('a dry run changes nothing and shows all of it; only its own target, typed, runs it, and only once', async () => {
  const shown = await plan(await connect());
  expect(shown).toMatchObject({
    target: 'alice@example.com',
    state: { status: 'ACTIVE' },
    isDone: false,
    request: {
      method: 'POST',
      url: 'https://example.okta.com/api/v1/users/00u1/lifecycle/suspend',
      headers: { authorization: '•••' },
      body: null,
    },
    undo: { method: 'POST', url: 'https://example.okta.com/api/v1/users/00u1/lifecycle/unsuspend' },
  });
  expect(written()).toEqual([]);
  await expect(run(shown, 'alice')).rejects.toThrow('not the name of the target');
  await expect(run({ ...shown, plan: 'no such plan' })).rejects.toThrow('no longer known');
  expect(written()).toEqual([]);
  const [first, second] = await Promise.allSettled([run(shown), run(shown)]);
  expect([first, second].filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(written()).toEqual(['POST /api/v1/users/00u1/lifecycle/suspend']);
  const [latest] = await test.client.call('connections.runs', {});
  expect(latest).toMatchObject({
    outcome: 'done',
    status: 200,
    before: { status: 'ACTIVE' },
    after: { status: 'SUSPENDED' },
    canUndo: true,
  });
  const rows = await log();
  expect(rows.slice(0, 2).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'control.result alice@example.com',
    'control.run alice@example.com',
  ]);
  expect(JSON.stringify(rows[1])).toContain('/lifecycle/unsuspend');
});

it('what is so already is told and cannot be run; what changed since the dry run is not run', async () => {
  const id = await connect();
  status = 'SUSPENDED';
  const done = await plan(id);
  expect(done.isDone).toBe(true);
  await expect(run(done)).rejects.toThrow('no longer known');
  status = 'ACTIVE';
  const stale = await plan(id);
  status = 'LOCKED_OUT';
  await expect(run(stale)).rejects.toThrow('status is LOCKED_OUT now, and was ACTIVE in the dry run');
  expect(written()).toEqual([]);
  await expect(plan(id, 'nobody@example.com')).rejects.toThrow('404: the provider knows no such thing');
  await expect(plan(id, 'a\u202eb@example.com')).rejects.toThrow('control, hidden or direction characters');
  await expect(plan(id, '..')).rejects.toThrow('does not say which one is meant');
});

it('a refusal says which permission is missing, and nothing else happens', async () => {
  const shown = await plan(await connect());
  fate = () => ({ status: 403, json: { errorSummary: 'You do not have permission' } });
  const refused = await run(shown);
  expect(refused).toMatchObject({ outcome: 'refused', status: 403, after: null, canUndo: false });
  expect(refused.message).toContain('okta.users.manage');
  expect(written()).toHaveLength(1);
});

it('a request that must not be repeated and got no answer is unknown, unless the state read afterwards tells', async () => {
  const id = await connect();
  let shown = await plan(id);
  fate = () => ({ isDropped: true });
  const lost = await run(shown);
  expect(lost).toMatchObject({ outcome: 'unknown', after: { status: 'ACTIVE' }, canUndo: true });
  expect(lost.message).toContain('as before. Look at the provider before you do it again');
  expect(written()).toHaveLength(1);
  shown = await plan(id);
  fate = () => {
    status = 'SUSPENDED';
    return { isDropped: true };
  };
  const told = await run(shown);
  expect(told).toMatchObject({ outcome: 'done', after: { status: 'SUSPENDED' } });
  expect(told.message).toContain('read afterwards is as wanted');
});

it('the way back has a dry run and a confirmation of its own, once', async () => {
  await run(await plan(await connect()));
  const [latest] = await test.client.call('connections.runs', {});
  const back = await test.client.run('connections.planUndo', { run: latest?.id ?? 0 });
  expect(back).toMatchObject({
    isUndo: true,
    target: 'alice@example.com',
    state: { status: 'SUSPENDED' },
    request: { url: 'https://example.okta.com/api/v1/users/00u1/lifecycle/unsuspend' },
  });
  expect(await run(back)).toMatchObject({ outcome: 'done', isUndo: true, canUndo: false, after: { status: 'ACTIVE' } });
  await expect(test.client.run('connections.planUndo', { run: latest?.id ?? 0 })).rejects.toThrow('no way back');
  const runs = await test.client.call('connections.runs', {});
  expect(runs.slice(0, 2).map(({ canUndo }) => canUndo)).toEqual([false, false]);
});

it('a dry run is of the workspace that it was made in: the connections of another have the same numbers', async () => {
  const id = await connect();
  const shown = await plan(id);
  await createWorkspace(test, folder.fresh('other.undercast'));
  while ((await connect()) < id);
  await expect(run(shown)).rejects.toThrow('no longer known');
  expect(written()).toEqual([]);
  await openWorkspace(test, place);
});

it('neither secret is in any answer, log or file', async () => {
  const everything = [
    JSON.stringify(await log()),
    JSON.stringify(await test.client.call('connections.runs', {})),
    JSON.stringify(await test.client.call('jobs.list', {})),
    ...[place, folder.path('config')].flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1')),
    ),
  ];
  for (const secret of [READS, WRITES]) expect(everything.some((text) => text.includes(secret))).toBe(false);
  // Only the one for changes was used for them.
  expect(server.asked.every(({ headers }) => headers.authorization !== `SSWS ${READS}`)).toBe(true);
});
