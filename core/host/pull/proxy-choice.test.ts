/** A proxy chosen in the console: a real CONNECT proxy, a real provider behind it, and a password that is nowhere but in the vault. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { GOOD, ROOT } from '../../probe/certificates.test-kit.ts';
import { createWorkspace, openWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const PASSWORD = 'pr0xy p:ss/wörd%';
const folder = new TestFolder();
const keychain = randomBytes(32);
const roots = tls.getCACertificates('default');
let test: TestEngine;
let place: string;
let provider: Server;
let proxy: Server;
/** What the proxy was asked for: where to, and by whom. */
let asked: { to: string; by: string }[] = [];
let refuses = false;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
let proxyAddress = '';

beforeAll(async () => {
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');
  vi.stubEnv('UNDERCAST_CONFIG', folder.path('config'));
  tls.setDefaultCACertificates([...roots, ROOT]);
  provider = createTlsServer(GOOD, (_, response) => response.end('[]'));
  const providerPort = await listen(provider);
  proxy = createServer();
  proxy.on('connect', ({ url, headers }: IncomingMessage, socket: Duplex) => {
    asked.push({ to: url ?? '', by: headers['proxy-authorization'] ?? '' });
    socket.on('error', () => undefined);
    if (refuses) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const inner = connect(providerPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inner.pipe(socket).pipe(inner);
    });
    inner.on('error', () => socket.destroy());
  });
  proxyAddress = `http://127.0.0.1:${await listen(proxy)}`;
  test = await startEngine(1);
  test.engine.setKeychain(keychain);
});
afterAll(async () => {
  await test.stop();
  for (const server of [provider, proxy]) {
    server.closeAllConnections();
    server.close();
  }
  tls.setDefaultCACertificates(roots);
  vi.unstubAllEnvs();
  folder.remove();
});
beforeEach(async () => {
  place = folder.fresh('proxy.undercast');
  await createWorkspace(test, place);
  await test.client.call('connections.setProxy', { mode: 'environment' });
  asked = [];
  refuses = false;
});

async function connection(): Promise<number> {
  const { id } = await test.client.call('connections.create', {
    name: 'Okta',
    provider: 'okta',
    settings: { domain: 'app.example.com' },
    feeds: ['system-log'],
    stream: 'Okta',
    secrets: { token: '00-secret-token-of-okta-4711' },
  });
  return id;
}

const state = () => test.client.call('connections.proxy', {});
const by = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Every file below the folders, as text. */
function written(...folders: readonly string[]): string {
  return folders
    .flatMap((one) => readdirSync(one, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

it('is what the environment says until something is chosen, and says which', async () => {
  expect(await state()).toMatchObject({ mode: 'environment', through: null, hasPassword: false, problem: null });
  vi.stubEnv('HTTPS_PROXY', 'http://ann:secret@proxy.example.com:8080');
  vi.stubEnv('NO_PROXY', 'files.example.com');
  const found = await state();
  expect(found).toMatchObject({
    through: 'http://proxy.example.com:8080',
    environment: { address: 'http://proxy.example.com:8080', bypass: 'files.example.com' },
  });
  expect(JSON.stringify(found)).not.toContain('secret');
  await test.client.call('connections.setProxy', { mode: 'direct' });
  expect(await state()).toMatchObject({ mode: 'direct', through: null });
  vi.stubEnv('HTTPS_PROXY', '');
  vi.stubEnv('NO_PROXY', '');
});

it('is asked for a tunnel with its user and password, which nothing else ever holds', async () => {
  const set = { mode: 'proxy' as const, address: `${proxyAddress}/`, user: 'ann', password: PASSWORD };
  await test.client.call('connections.setProxy', set);
  const id = await connection();
  expect(await test.client.run('connections.testNow', { id })).toEqual({
    feeds: [{ id: 'system-log', problem: null }],
  });
  expect(asked).toEqual([{ to: 'app.example.com:443', by: by('ann', PASSWORD) }]);
  expect(await state()).toMatchObject({
    mode: 'proxy',
    address: proxyAddress,
    user: 'ann',
    hasPassword: true,
    through: proxyAddress,
  });

  refuses = true;
  const said = await test.client.run('connections.testNow', { id });
  expect(JSON.stringify(said)).toMatch(/The proxy did not let the request through/);
  const everything = [
    JSON.stringify([said, await state(), await test.client.call('connections.list', {})]),
    JSON.stringify(await test.client.call('governance.list', {})),
    written(place, folder.path('config')),
  ].join('\n');
  for (const form of [PASSWORD, encodeURIComponent(PASSWORD), by('ann', PASSWORD).slice(6)])
    expect(everything).not.toContain(form);
  // The way out is this computer's, and no part of a case.
  expect(written(place)).not.toContain(new URL(proxyAddress).host);
});

it('keeps its password while the user and the proxy stay, and gives it to no other', async () => {
  const proxied = { mode: 'proxy' as const, address: proxyAddress, user: 'ann' };
  await test.client.call('connections.setProxy', { ...proxied, password: PASSWORD });
  await test.client.call('connections.setProxy', { mode: 'direct' });
  await test.client.call('connections.setProxy', { ...proxied, bypass: 'files.example.com .example.org' });
  expect(await state()).toMatchObject({ hasPassword: true, bypass: 'files.example.com, .example.org' });
  await test.client.call('connections.setProxy', { ...proxied, address: 'http://other.example.com:8080' });
  expect(await state()).toMatchObject({ hasPassword: false });
  await test.client.call('connections.setProxy', { ...proxied, password: PASSWORD });
  await test.client.call('connections.setProxy', { ...proxied, password: '' });
  expect(await state()).toMatchObject({ hasPassword: false });
  // Without the password nothing is asked, by any way.
  const id = await connection();
  await expect(test.client.run('connections.testNow', { id })).rejects.toThrow(/Enter it in Settings › Proxy/);
  expect(asked).toEqual([]);
});

it('holds for other workspaces of this computer, but for the password', async () => {
  const proxied = { mode: 'proxy' as const, address: proxyAddress, user: 'ann', password: PASSWORD };
  await test.client.call('connections.setProxy', proxied);
  const other = folder.fresh('other.undercast');
  await createWorkspace(test, other);
  expect(await state()).toMatchObject({ mode: 'proxy', user: 'ann', hasPassword: false });
  await openWorkspace(test, place);
  expect(await state()).toMatchObject({ hasPassword: true });
});

it('is no password file of the workspace whose key is not there', async () => {
  await test.client.call('connections.setProxy', { mode: 'proxy', address: proxyAddress });
  const id = await connection();
  expect(await test.client.run('connections.testNow', { id })).toEqual({
    feeds: [{ id: 'system-log', problem: null }],
  });
  expect(asked).toEqual([{ to: 'app.example.com:443', by: '' }]);
});

it('refuses what is no proxy, and a setting that cannot be read is no guess', async () => {
  const set = (address: string) => test.client.call('connections.setProxy', { mode: 'proxy', address });
  await expect(set('socks5://proxy.example.com')).rejects.toThrow(/not by socks5/);
  await expect(set('http://ann:secret@proxy.example.com')).rejects.toThrow(/fields of their own/);
  await expect(
    test.client.call('connections.setProxy', { mode: 'proxy', address: proxyAddress, user: 'a\r\nHost: x' }),
  ).rejects.toMatchObject({ code: 'input.invalid' });

  const file = path.join(folder.path('config'), 'proxy.json');
  expect(existsSync(file)).toBe(true);
  writeFileSync(file, '{"mode":"prox');
  const id = await connection();
  expect((await state()).problem).toMatch(/cannot be read/);
  await expect(test.client.run('connections.testNow', { id })).rejects.toThrow(/Choose again in Settings › Proxy/);
  await test.client.call('connections.setProxy', { mode: 'direct' });
  expect((await state()).problem).toBeNull();
});
