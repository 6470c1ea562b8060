import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonPost, type LoopbackUnderTest, openSocket, startLoopback } from '../testing/loopback-console.ts';

let host: LoopbackUnderTest;
let cookie: string;

beforeAll(async () => {
  host = await startLoopback();
  cookie = await host.signIn();
});
afterAll(() => host.stop());

describe('the door', () => {
  test('without a session there is the exchange page and nothing else', async () => {
    const page = await host.ask('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('This address is used up');
    expect((await host.ask('/apps')).text).toBe(page.text);
    expect(page.text).not.toContain('<title>page</title>');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-/,
    );
    for (const path of ['/index.html', '/assets/app.js', '/download/abcdefgh']) {
      expect((await host.ask(path)).status, path).toBe(401);
    }
    expect((await host.ask('/host', jsonPost(host.origin, { method: 'host.getInfo', input: {} }))).status).toBe(401);
    const upload = await host.ask('/upload?name=a.log', { method: 'PUT', headers: { origin: host.origin }, body: 'x' });
    expect(upload.status).toBe(401);
  });

  test('a session serves the page with a strict policy', async () => {
    const page = await host.ask('/', { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<title>page</title>');
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect((await host.ask('/assets/app.js', { headers: { cookie } })).headers['content-type']).toContain(
      'text/javascript',
    );
  });

  test('a token works once', async () => {
    const token = host.console.address().split('#token=')[1];
    const first = await host.ask('/session', jsonPost(host.origin, { token }));
    expect(first.status).toBe(204);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect((await host.ask('/session', jsonPost(host.origin, { token }))).status).toBe(401);
    expect((await host.ask('/session', jsonPost(host.origin, { token: 'guessed' }))).status).toBe(401);
    expect((await host.ask('/session', jsonPost(host.origin, {}))).status).toBe(401);
  });

  test('a forged cookie is no session', async () => {
    const name = cookie.split('=')[0];
    for (const forged of [`${name}=${'a'.repeat(43)}`, `${name}`, `${name}=`]) {
      expect((await host.ask('/index.html', { headers: { cookie: forged } })).status).toBe(401);
      expect((await host.ask('/', { headers: { cookie: forged } })).text).not.toContain('<title>page</title>');
    }
  });

  test.each(['localhost', 'evil.example', '127.0.0.1', '[::1]'])('a rebound name %s is refused', async (name) => {
    const headers = { cookie, host: name === '127.0.0.1' ? name : `${name}:${host.console.port}` };
    expect((await host.ask('/', { headers })).status).toBe(403);
    expect((await host.ask('/', { headers: { ...headers, cookie: '' } })).status).toBe(403);
  });

  test('another page’s origin is refused, with the cookie too', async () => {
    const call = jsonPost('http://evil.example', { method: 'host.getInfo', input: {} }, cookie);
    expect((await host.ask('/host', call)).status).toBe(403);
    const nearby = jsonPost(`http://127.0.0.1:${host.console.port + 1}`, { method: 'host.getInfo', input: {} }, cookie);
    expect((await host.ask('/host', nearby)).status).toBe(403);
    const noOrigin = { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{}' };
    expect((await host.ask('/host', noOrigin)).status).toBe(403);
    const framed = { headers: { cookie, 'sec-fetch-site': 'cross-site' } };
    expect((await host.ask('/', framed)).status).toBe(403);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/%00.js',
    '//secret.txt',
    '/%252e%252e/secret.txt',
    '/c:/secret.txt',
  ])('%s leads nowhere', async (path) => {
    const answer = await host.ask(path, { headers: { cookie } });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret"');
  });
});

describe('the socket', () => {
  const own = () => ({ cookie, origin: host.origin });

  test('is refused without session, with another origin or name, or none', async () => {
    const { port } = host.console;
    await expect(openSocket(port, { origin: host.origin })).rejects.toThrow('401');
    await expect(openSocket(port, { ...own(), origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(openSocket(port, { cookie })).rejects.toThrow('403');
    await expect(openSocket(port, { ...own(), host: 'evil.example' })).rejects.toThrow('403');
    await expect(openSocket(port, own(), '/other')).rejects.toThrow('404');
  });

  test('carries calls to the engine process and back', async () => {
    const page = await openSocket(host.console.port, own());
    page.send({ type: 'call', id: 1, method: 'engine.getInfo', input: {} });
    const answer = await page.next((message) => message.type === 'result' && message.id === 1);
    expect(answer).toMatchObject({ value: { version: '0.0.0-test' } });
    expect((answer as { value: { pid: number } }).value.pid).not.toBe(process.pid);
    page.send({ type: 'call', id: 2, method: 'no.such', input: {} });
    expect(await page.next((message) => message.type === 'error')).toMatchObject({ error: { code: 'method.unknown' } });
    page.socket.close();
  });

  test('an oversized message closes its own connection only', async () => {
    const [big, other] = [await openSocket(host.console.port, own()), await openSocket(host.console.port, own())];
    big.socket.send(`"${'x'.repeat(33 * 1024 * 1024)}"`);
    expect(await big.closed).toBe(1009);
    other.send({ type: 'call', id: 7, method: 'workspace.get', input: {} });
    expect(await other.next((message) => message.type === 'result')).toMatchObject({ id: 7, value: null });
    other.socket.close();
  });

  test('what is no JSON text is refused', async () => {
    const text = await openSocket(host.console.port, own());
    text.socket.send('{');
    expect(await text.closed).toBe(1007);
    const binary = await openSocket(host.console.port, own());
    binary.socket.send(Buffer.from([1, 2]));
    expect(await binary.closed).toBe(1003);
  });
});
