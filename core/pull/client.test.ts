/** What the client promises whatever a provider does: where it goes, how much it takes, what it shows. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fixedHeader } from './auth/auth.ts';
import { oauth, signedJwt } from './auth/oauth.ts';
import { sign } from './auth/sigv4.ts';
import { Client, type ClientLimits } from './client.ts';
import { type Answer, ProviderServer } from './pull.test-kit.ts';
import { Reply } from './reply.ts';
import { waitOf } from './throttle.ts';

let server: ProviderServer;
beforeAll(async () => {
  server = await ProviderServer.start();
});
afterAll(() => server.stop());

const SECRET = 'sup3r-secret-token';
const stop = new AbortController();
let waits: (string | null)[] = [];
beforeEach(() => {
  waits = [];
});

function client(limits: Partial<ClientLimits> = {}, signal: AbortSignal = stop.signal): Client {
  return new Client({
    network: server.network,
    origins: ['https://api.example.com'],
    explain: (reply) => {
      const said = reply.word('error');
      return said === '' ? null : { kind: 'attention', message: said };
    },
    makeAuth: () => fixedHeader('authorization', `Bearer ${SECRET}`),
    replaced: async () => undefined,
    secrets: [SECRET],
    signal,
    limits,
    onWait: (why) => waits.push(why),
  });
}

const get = (url: string, limits?: Partial<ClientLimits>) => client(limits).ask({ url }, (reply) => reply.json);

it('sends credentials to its own origins over TLS only, and follows no redirect out of them', async () => {
  server.reset(() => ({ json: 1 }));
  for (const url of [
    'https://evil.example.net/',
    'http://api.example.com/',
    'https://api.example.com.evil.example.net/',
    'https://user@api.example.com/',
    'https://api.example.com:8443/',
    'file:///etc/passwd',
    'no address',
  ]) {
    await expect(get(url), url).rejects.toThrow('It was not asked');
  }
  expect(server.asked).toEqual([]);
  server.reset(({ url }) => ({
    status: 302,
    headers: { location: url.pathname === '/out' ? 'https://evil.example.net/' : '/round' },
  }));
  await expect(get('https://api.example.com/out')).rejects.toThrow('https://evil.example.net, which is not this');
  expect(server.asked.map(({ url }) => url.origin)).toEqual(['https://api.example.com']);
  await expect(get('https://api.example.com/round')).rejects.toThrow('status 302');
  expect(server.asked.length).toBeLessThan(8);
});

it('takes no more than its limit, waits no longer than its limit, and ends when it is told to', async () => {
  server.reset(() => ({ text: `"${'x'.repeat(5_000)}"` }));
  await expect(get('https://api.example.com/', { bodyBytes: 4_000 })).rejects.toThrow('larger than');
  server.reset(() => ({ isSilent: true }));
  await expect(get('https://api.example.com/', { exchangeMs: 20, tries: 2 })).rejects.toThrow('Service timeout');
  expect(server.waits.length).toBe(1);
  const abort = new AbortController();
  const asked = client({}, abort.signal).ask({ url: 'https://api.example.com/' }, (reply) => reply.json);
  setTimeout(() => abort.abort(new Error('enough')), 20);
  await expect(asked).rejects.toThrow('enough');
});

it('shows no secret, no control character and no more than a few words of what a provider says', async () => {
  server.reset(() => ({ status: 400, json: { error: `no\u0000\u202e ${SECRET} ${'y'.repeat(1000)}` } }));
  const fault = await get('https://api.example.com/').catch((cause: unknown) => cause as Error);
  expect((fault as Error).message).toMatch(/^no ••• y+…$/);
  expect((fault as Error).message.length).toBeLessThan(310);
});

it('goes by the clock of the provider', async () => {
  const skewed = new Date(server.network.now() + 3 * 3_600_000).toUTCString();
  server.reset(() => ({ json: 1, headers: { date: skewed } }));
  const one = client();
  await one.ask({ url: 'https://api.example.com/' }, (reply) => reply.json);
  expect(Math.abs(one.now() - Date.parse(skewed))).toBeLessThan(5_000);
});

it('backs off further with every try, and tells what it waits for', async () => {
  let left = 4;
  server.reset((): Answer => (left-- > 0 ? { status: 503 } : { json: 'done' }));
  expect(await get('https://api.example.com/')).toBe('done');
  expect(server.waits).toEqual([750, 1500, 3000, 6000]);
  expect(waits).toEqual(
    expect.arrayContaining(['The provider is out of order (status 503): it is tried again later: 1 s', null]),
  );
});

it('reads how long to wait from seconds, dates and limits that are reset', () => {
  const now = Date.UTC(2026, 0, 1);
  const reply = (status: number, headers: Record<string, string>) =>
    new Reply(status, new Headers(headers), Buffer.alloc(0));
  expect(waitOf(reply(429, { 'retry-after': '120' }), now)).toEqual({ ms: 120_000 });
  expect(waitOf(reply(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }), now)).toEqual({ ms: 30_000 });
  expect(waitOf(reply(429, { 'retry-after': 'Wed, 31 Dec 2025 00:00:30 GMT' }), now)).toEqual({ ms: 0 });
  expect(waitOf(reply(429, { 'x-rate-limit-reset': String(now / 1000 + 5) }), now)).toEqual({ ms: 6_000 });
  expect(
    waitOf(reply(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 5) }), now),
  ).toEqual({ ms: 6_000 });
  expect(waitOf(reply(429, {}), now)).toEqual({ ms: null });
  expect(waitOf(reply(403, {}), now)).toBeNull();
  expect(waitOf(reply(503, {}), now)).toBeNull();
});

it('signs as AWS documents it', () => {
  const keys = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    sessionToken: '',
    region: 'us-east-1',
  };
  const url = 'https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J';
  const { authorization } = sign({ url }, keys, Date.UTC(2013, 4, 24));
  expect(authorization).toContain('Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
});

it('says that a key is none without repeating it', () => {
  expect(() => signedJwt({}, 'not a key')).toThrow('must be an RSA key in PEM form');
});

it('keeps and uses the refresh token that a provider puts in place of the one before', async () => {
  const kept: (readonly [string, string])[] = [];
  const used: (string | null)[] = [];
  server.reset(({ url, form, headers }) => {
    if (url.pathname !== '/token')
      return headers.authorization === 'Bearer access-2' ? { json: 'done' } : { status: 401 };
    used.push(form.get('refresh_token'));
    return { json: { access_token: `access-${used.length}`, refresh_token: `refresh-token-${used.length}` } };
  });
  const one = new Client({
    network: server.network,
    origins: ['https://api.example.com'],
    explain: () => null,
    makeAuth: (tools) =>
      oauth(
        {
          url: 'https://api.example.com/token',
          form: () => ({ grant_type: 'refresh_token', refresh_token: 'refresh-token-0' }),
          rotates: 'refreshToken',
        },
        tools,
      ),
    replaced: async (key, value) => void kept.push([key, value]),
    secrets: [],
    signal: stop.signal,
  });
  expect(await one.ask({ url: 'https://api.example.com/' }, (reply) => reply.json)).toBe('done');
  expect(used).toEqual(['refresh-token-0', 'refresh-token-1']);
  expect(kept).toEqual([
    ['refreshToken', 'refresh-token-1'],
    ['refreshToken', 'refresh-token-2'],
  ]);
});

it('says that a web page stood in the way of data, and asks again before it gives up', async () => {
  let left = 1;
  server.reset(
    (): Answer =>
      left-- > 0
        ? { headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Sign in</title>' }
        : { json: 1 },
  );
  expect(await get('https://api.example.com/')).toBe(1);
  server.reset(() => ({ text: '  <HTML><body>Log in to the guest network' }));
  await expect(get('https://api.example.com/', { tries: 2 })).rejects.toThrow('A web page came in place of data');
  expect(server.asked.length).toBe(2);
  server.reset(() => ({ text: '{"half":' }));
  await expect(get('https://api.example.com/', { tries: 1 })).rejects.toThrow('Cut-off answer');
});
