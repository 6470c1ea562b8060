import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Granted, HOST_METHODS } from '../../core/contract/host.ts';
import { jsonPost, type LoopbackUnderTest, openSocket, startLoopback } from '../testing/loopback-console.ts';

let host: LoopbackUnderTest;
let cookie: string;

beforeAll(async () => {
  host = await startLoopback();
  cookie = await host.signIn();
});
afterAll(() => host.stop());

const call = (method: string, input: unknown) => host.ask('/host', jsonPost(host.origin, { method, input }, cookie));
const put = (name: string, body: Uint8Array | string) =>
  host.ask(`/upload?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { cookie, origin: host.origin },
    body,
  });

test('every host method answers in its own shape or says that a browser cannot', async () => {
  const placed = (await call('host.placeWorkspace', { name: 'Case 12' })).json as Granted;
  const inputs: Record<keyof typeof HOST_METHODS, unknown> = {
    'host.getInfo': {},
    'host.listRecent': {},
    'host.forgetRecent': { token: placed.token },
    'host.placeWorkspace': { name: 'Another' },
    'host.pickWorkspace': null,
    'host.pickLogs': null,
    'host.pickTarget': { suggestedName: 'apps.csv' },
    'host.noteOpened': { token: placed.token, name: 'Case 12' },
    'host.openExternal': null,
    'host.setProgress': { value: 0.5 },
  };
  for (const [method, input] of Object.entries(inputs)) {
    if (input === null) continue;
    const answer = await call(method, input);
    expect(answer.status, method).toBe(200);
    const schema = HOST_METHODS[method as keyof typeof HOST_METHODS].output;
    expect(schema.safeParse(answer.json).error, method).toBeUndefined();
  }
  for (const method of ['host.pickWorkspace', 'host.pickLogs']) {
    expect(await call(method, {})).toMatchObject({ status: 501, json: { error: { code: 'host.unsupported' } } });
  }
});

test('calls are checked', async () => {
  expect(await call('host.noSuch', {})).toMatchObject({ status: 404, json: { error: { code: 'method.unknown' } } });
  expect(await call('toString', {})).toMatchObject({ status: 404 });
  expect(await call('host.openExternal', { url: 'file:///etc/passwd' })).toMatchObject({ status: 400 });
  expect(await call('host.noteOpened', { token: 'not-granted', name: 'x' })).toMatchObject({
    status: 404,
    json: { error: { code: 'grant.unknown' } },
  });
  const large = jsonPost(host.origin, { method: 'host.getInfo', input: { x: 'y'.repeat(2_000_000) } }, cookie);
  expect((await host.ask('/host', large)).status).toBe(400);
});

test('a workspace gets a folder of its name, once', async () => {
  const first = await call('host.placeWorkspace', { name: 'Q3/../../etc: audit' });
  expect((first.json as Granted).location).toBe(join(host.folder, 'home', 'Q3-..-..-etc- audit.undercast'));
  await writeFile((first.json as Granted).location, '');
  expect(await call('host.placeWorkspace', { name: 'Q3/../../etc: audit' })).toMatchObject({ status: 409 });
});

test('recent workspaces are remembered in a file, newest first', async () => {
  const old = (await call('host.placeWorkspace', { name: 'Old' })).json as Granted;
  const young = (await call('host.placeWorkspace', { name: 'Young' })).json as Granted;
  await call('host.noteOpened', { token: old.token, name: 'Old' });
  await call('host.noteOpened', { token: young.token, name: 'Young' });
  const listed = (await call('host.listRecent', {})).json as { name: string; missing: boolean }[];
  expect(listed.slice(0, 2)).toMatchObject([{ name: 'Young', missing: true }, { name: 'Old' }]);
  const kept = JSON.parse(await readFile(join(host.folder, 'config', 'recent.json'), 'utf8'));
  expect(kept.workspaces[0]).toMatchObject({ name: 'Young', path: young.location });
  const left = (await call('host.forgetRecent', { token: young.token })).json as { name: string }[];
  expect(left.map((one) => one.name)).not.toContain('Young');
});

test('an upload of 50 MB is written as it comes and is known to the engine by its token', async () => {
  const chunk = randomBytes(1024 * 1024);
  const hash = createHash('sha256');
  async function* body() {
    for (let sent = 0; sent < 50; sent++) {
      chunk.writeUInt32LE(sent, 0);
      const part = Buffer.from(chunk);
      hash.update(part);
      yield part;
    }
  }
  const granted = await new Promise<Granted>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: host.console.port,
        path: `/upload?name=${encodeURIComponent('proxy/2026/access.log')}`,
        method: 'PUT',
        headers: { cookie, origin: host.origin },
      },
      async (response) => {
        let text = '';
        for await (const part of response) text += part;
        resolve(JSON.parse(text));
      },
    );
    sent.on('error', reject);
    pipeline(body, sent).catch(reject);
  });
  expect(granted).toMatchObject({ name: 'proxy/2026/access.log', bytes: 50 * 1024 * 1024 });
  expect(granted.location).toMatch(/proxy[\\/]2026[\\/]access\.log$/);
  expect(granted.location.startsWith(join(host.folder, 'spool'))).toBe(true);
  expect(
    createHash('sha256')
      .update(await readFile(granted.location))
      .digest('hex'),
  ).toBe(hash.digest('hex'));

  const page = await openSocket(host.console.port, { cookie, origin: host.origin });
  page.send({ type: 'call', id: 1, method: 'workspace.open', input: { token: granted.token } });
  expect(await page.next((message) => message.type === 'result')).toMatchObject({ value: { path: granted.location } });
  page.socket.close();
});

test.each(['../x.log', 'a/../../x', '/etc/passwd', 'a\\b', 'C:/x', 'a//b', './a', 'a/\u0000', '', 'x/'.repeat(40)])(
  'the name %j is refused',
  async (name) => {
    expect(await put(name, 'x')).toMatchObject({ status: 400, json: { error: { code: 'input.invalid' } } });
  },
);

test('an upload that breaks off leaves nothing behind', async () => {
  const spool = join(host.folder, 'spool', (await readdir(join(host.folder, 'spool')))[0] ?? '');
  const files = async () => (await readdir(spool, { recursive: true })).filter((name) => name.endsWith('broken.log'));
  const sent = request({
    host: '127.0.0.1',
    port: host.console.port,
    path: '/upload?name=broken.log',
    method: 'PUT',
    headers: { cookie, origin: host.origin, 'content-length': 1000 },
  });
  sent.on('error', () => undefined);
  sent.write('half');
  await expect.poll(files).toHaveLength(1);
  sent.destroy();
  await expect.poll(files).toEqual([]);
});

test('what the engine wrote to a picked target can be downloaded, and nothing else', async () => {
  const target = (await call('host.pickTarget', { suggestedName: 'apps “x”; a.csv' })).json as Granted & {
    download: string;
  };
  const headers = { cookie };
  expect((await host.ask(target.download, { headers })).status).toBe(404);
  await writeFile(target.location, 'app,users\n');
  const answer = await host.ask(target.download, { headers });
  expect(answer).toMatchObject({ status: 200, text: 'app,users\n' });
  expect(answer.headers['content-disposition']).toBe(
    "attachment; filename*=UTF-8''apps%20%E2%80%9Cx%E2%80%9D%3B%20a.csv",
  );
  const uploaded = (await put('private.log', 'x')).json as Granted;
  expect((await host.ask(`/download/${uploaded.token}`, { headers })).status).toBe(404);
});
