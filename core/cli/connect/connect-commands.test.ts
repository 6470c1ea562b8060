/** connect and pull as a shell asks for them: secrets from a file or the environment, never from the command line. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ProviderServer } from '../../pull/pull.test-kit.ts';
import { callCli, temporaryFolder } from '../run-cli.test-kit.ts';

const folder = temporaryFolder();
const place = ['--workspace', path.join(folder, 'case.undercast')];
const env = { UNDERCAST_CONFIG: path.join(folder, 'config'), UNDERCAST_PASSPHRASE: 'correct horse battery' };
const TOKEN = 'xoxp-nobody-may-see-this-token';
const call = (...words: readonly string[]) => callCli([...words, ...place], env);
let server: ProviderServer;

beforeAll(async () => {
  server = await ProviderServer.start();
  vi.stubGlobal('fetch', server.network.fetch);
  writeFileSync(path.join(folder, 'empty.log'), '');
  await call('sample', '--lines', '1000');
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.stop();
});

function entryOf(at: number): object {
  return {
    id: `0000000${at}-0000-4000-8000-000000000000`,
    date_create: Math.floor(Date.now() / 1000) - 600 + at,
    action: 'user_login',
    actor: { type: 'user', user: { id: 'W1', name: 'A User', email: 'alice@example.com' } },
    entity: { type: 'user', user: { id: 'W1', name: 'A User', email: 'alice@example.com' } },
    context: { ip_address: '192.0.2.1', ua: 'Slack', location: { type: 'enterprise', id: 'E1', name: 'Example' } },
  };
}

it('a connection is made, tested, pulled, given new secrets and removed', async () => {
  server.reset(({ headers }) =>
    headers.authorization === `Bearer ${TOKEN}`
      ? { json: { entries: [entryOf(1), entryOf(2)], response_metadata: { next_cursor: '' } } }
      : { json: { ok: false, error: 'team_not_authorized' } },
  );
  const secrets = path.join(folder, 'secret.txt');
  writeFileSync(secrets, 'wrong-token\n');
  const onLine = await call('connect', 'add', 'slack', '--set', `token=${TOKEN}`);
  expect([onLine.status, onLine.err]).toEqual([2, expect.stringContaining('is a secret: give it with --secrets')]);
  expect(onLine.err).not.toContain(TOKEN);
  const made = await call('connect', 'add', 'slack', '--name', 'Slack', '--secrets', secrets);
  expect([made.status, made.err]).toEqual([0, expect.stringContaining('Slack is on')]);
  expect(server.asked).toEqual([]);
  const tested = await call('connect', 'test', 'Slack');
  expect([tested.status, tested.err]).toEqual([1, expect.stringContaining('no Enterprise Grid organisation')]);
  const failed = await call('pull', '--json');
  expect(failed.status).toBe(1);
  expect(JSON.parse(failed.out)).toMatchObject([
    { name: 'Slack', problem: expect.stringContaining('team_not_authorized') },
  ]);
  writeFileSync(secrets, JSON.stringify({ token: TOKEN }));
  expect((await call('connect', 'secrets', 'Slack', '--secrets', secrets)).status).toBe(0);
  const pulled = await call('pull', '--connection', 'Slack', '--json');
  expect([pulled.status, JSON.parse(pulled.out)]).toMatchObject([0, [{ records: 2, stored: 2, problem: null }]]);
  const listed = await call('connect', 'list', '--json');
  expect(JSON.parse(listed.out)).toMatchObject([{ state: 'connected', feeds: [{ id: 'audit-logs', records: 2 }] }]);
  expect(listed.out).not.toContain(TOKEN);
  expect((await call('connect', 'disable', 'Slack')).status).toBe(0);
  expect((await call('pull')).err).toContain('No connection is enabled');
  expect((await call('connect', 'remove', 'Slack')).status).toBe(0);
  expect(JSON.parse((await call('connect', 'list', '--json')).out)).toEqual([]);
});

it('a pull that is interrupted says that what it imported until then stays', async () => {
  const secrets = path.join(folder, 'secret.txt');
  writeFileSync(secrets, JSON.stringify({ token: TOKEN }));
  await call('connect', 'add', 'slack', '--name', 'Halfway', '--secrets', secrets);
  const interrupt = new AbortController();
  server.reset(({ url }) => {
    if (url.searchParams.get('cursor') !== null) {
      interrupt.abort();
      return { isSilent: true };
    }
    return { json: { entries: [entryOf(3)], response_metadata: { next_cursor: 'further' } } };
  });
  const pulled = await callCli(['pull', '--connection', 'Halfway', ...place], env, interrupt);
  expect([pulled.status, pulled.err]).toEqual([3, expect.stringContaining('What was imported until then stays')]);
  expect(pulled.err).not.toContain('Nothing was changed');
  await call('connect', 'remove', 'Halfway');
});

it('providers are listed with what they ask for, and secrets may come from the environment', async () => {
  const { status, out } = await callCli(['connect', 'providers'], env);
  expect([status, out]).toEqual([0, expect.stringContaining('microsoft-365')]);
  expect(out).toContain('clientSecret (secret)');
  server.reset(() => ({ json: { ok: false, error: 'invalid_auth' } }));
  const made = await callCli(['connect', 'add', 'slack', ...place, '--disabled'], {
    ...env,
    UNDERCAST_SECRET_TOKEN: TOKEN,
  });
  expect([made.status, made.err]).toEqual([0, expect.stringContaining('switched off')]);
  expect((await call('connect', 'add', 'nothing')).err).toContain('There is no provider "nothing"');
});

it('something is changed only where changes are on, after a dry run, with the target as confirmation; and taken back', async () => {
  let active = true;
  server.reset(({ method, headers, body }) => {
    if (headers.authorization !== 'Bearer xoxp-for-changes-only')
      return { status: 401, json: { detail: 'invalid_auth' } };
    if (method === 'PATCH') active = body.includes('true');
    return { json: { id: 'W1', userName: 'alice', active } };
  });
  const secrets = path.join(folder, 'changes.txt');
  writeFileSync(secrets, TOKEN);
  await call('connect', 'add', 'slack', '--name', 'Grid', '--secrets', secrets);
  const act = (...more: readonly string[]) => call('connect', 'act', 'Grid', 'suspend', '--set', 'user=W1', ...more);
  expect((await act()).err).toContain('may only read');
  expect(server.asked).toEqual([]);
  writeFileSync(secrets, 'xoxp-for-changes-only');
  const changed = await call('connect', 'changes', 'Grid', 'on', '--secrets', secrets);
  expect([changed.status, changed.err]).toEqual([0, expect.stringContaining('may make changes')]);
  const dry = await act();
  expect(dry.out).toContain('PATCH https://api.slack.com/scim/v2/Users/W1');
  expect(dry.out).toContain("--confirm 'alice'");
  expect([active, dry.out.includes('xoxp')]).toEqual([true, false]);
  expect((await act('--confirm', 'bob')).err).toContain('not the name of the target');
  expect(active).toBe(true);
  const done = await act('--confirm', 'alice', '--json');
  expect([done.status, JSON.parse(done.out)]).toMatchObject([
    0,
    { outcome: 'done', after: { active: 'no' }, canUndo: true },
  ]);
  const { id } = JSON.parse(done.out) as { readonly id: number };
  expect((await call('connect', 'runs')).out).toContain('Suspend the account');
  expect((await call('connect', 'undo', String(id), '--confirm', 'alice')).status).toBe(0);
  expect(active).toBe(true);
});

it('a proxy is chosen and told, with its password from the environment only', async () => {
  expect((await call('connect', 'proxy')).out).toBe('Providers are asked directly, as the environment says.\n');
  const password = 'hunter2-of-the-proxy';
  const words = ['connect', 'proxy', 'proxy.example.com:8080', '--user', 'ann', '--bypass', '.example.org', ...place];
  const set = await callCli(words, { ...env, UNDERCAST_PROXY_PASSWORD: password });
  expect([set.status, set.out]).toEqual([
    0,
    'Providers are asked through http://proxy.example.com:8080, as set here, as ann.\n',
  ]);
  const told = await call('connect', 'proxy', '--json');
  expect(JSON.parse(told.out)).toMatchObject({ mode: 'proxy', hasPassword: true, bypass: '.example.org' });
  expect(set.out + set.err + told.out).not.toContain(password);
  const refused = await call('connect', 'proxy', 'socks5://proxy.example.com');
  expect(refused.status).not.toBe(0);
  expect(refused.err).toContain('not by socks5');
  expect((await call('connect', 'proxy', '--user', 'ann')).status).toBe(2);
  expect((await call('connect', 'proxy', 'direct')).out).toBe(
    'Providers are asked directly, whatever the environment says.\n',
  );
});
