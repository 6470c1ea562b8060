/** What becomes of a request that changes something, on a provider's worst day: done, refused, never sent, or unknown; never sent twice blindly. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixedHeader } from './auth/auth.ts';
import { oauth } from './auth/oauth.ts';
import { Client, type ClientLimits } from './client.ts';
import type { PullNetwork } from './network.ts';
import type { Ask } from './provider.ts';
import { type Answer, ProviderServer } from './pull.test-kit.ts';
import { explainRefusal } from './writing.ts';

let server: ProviderServer;
beforeAll(async () => {
  server = await ProviderServer.start();
});
afterAll(() => server.stop());

const SECRET = 'write-token-nobody-may-see';
const POST: Ask = { url: 'https://api.example.com/users/7/suspend', method: 'POST' };
const DELETE: Ask = { url: 'https://api.example.com/links/7', method: 'DELETE' };

interface Change {
  readonly limits?: Partial<ClientLimits>;
  readonly signal?: AbortSignal;
  readonly network?: PullNetwork;
}

function client({ limits = { tries: 3, waits: 2, waitMs: 60_000 }, signal, network }: Change = {}): Client {
  return new Client({
    network: network ?? server.network,
    origins: ['https://api.example.com'],
    explain: explainRefusal,
    makeAuth: () => fixedHeader('authorization', `Bearer ${SECRET}`),
    replaced: async () => undefined,
    secrets: [SECRET],
    signal: signal ?? new AbortController().signal,
    limits,
  });
}

/** Answers in turn; the last one stays. */
async function send(answers: readonly Answer[], ask = POST, isRepeatable = false, change: Change = {}) {
  server.reset((_, count) => answers[Math.min(count, answers.length) - 1] ?? {});
  const { outcome, message } = await client(change).write(ask, isRepeatable);
  return { outcome, message, asked: server.asked.length };
}

it.each([
  ['accepted', { status: 204 }, 'done', ''],
  ['accepted for later', { status: 202, json: { message: 'queued' } }, 'done', ''],
  ['malformed', { status: 400, json: { message: 'no' } }, 'refused', '400'],
  [
    'without a permission',
    { status: 403, json: { error: { message: 'Insufficient privileges' } } },
    'refused',
    '403: the credentials lack a permission (Insufficient privileges)',
  ],
  [
    'of something unknown',
    { status: 404, json: { errorSummary: 'Not found: 00u1' } },
    'refused',
    '404: the provider knows no such thing',
  ],
  [
    'in conflict',
    { status: 409, json: { error_summary: 'suspend_inactive_user/' } },
    'refused',
    '409: it contradicts the state',
  ],
  ['refused with status 200', { json: { ok: false, error: 'missing_scope' } }, 'refused', 'missing_scope'],
  ['refused record by record', { json: [{ success: false, errors: [{ message: 'locked' }] }] }, 'refused', 'locked'],
  ['sent elsewhere', { status: 307, headers: { location: 'https://evil.example.net/' } }, 'refused', 'status 307'],
] as const)('a request %s', async (_, answer, outcome, message) => {
  const written = await send([answer]);
  expect(written).toMatchObject({ outcome, asked: 1 });
  expect(written.message).toContain(message);
});

it('waits where the provider says that it did nothing, and no longer than it may', async () => {
  expect(await send([{ status: 429, headers: { 'retry-after': '7' } }, { status: 204 }])).toMatchObject({
    outcome: 'done',
    asked: 2,
  });
  expect(server.waits).toEqual([7_000]);
  expect(await send([{ status: 503, headers: { 'retry-after': '1' } }, { status: 204 }])).toMatchObject({
    outcome: 'done',
  });
  expect(await send([{ status: 429 }])).toMatchObject({ outcome: 'notSent', asked: 3 });
  const far = await send([{ status: 429, headers: { 'retry-after': '3600' } }]);
  expect(far).toMatchObject({ outcome: 'notSent', asked: 1 });
  expect(far.message).toContain('Nothing was sent');
});

it('renews a token once, and takes a second 401 for what it is', async () => {
  expect(await send([{ status: 401, json: { message: 'expired' } }])).toMatchObject({ outcome: 'refused', asked: 1 });
  let tokens = 0;
  server.reset(({ url, headers }) => {
    if (url.pathname === '/token') return { json: { access_token: `token-${++tokens}` } };
    return { status: headers.authorization === 'Bearer token-2' ? 204 : 401 };
  });
  const renewing = new Client({
    network: server.network,
    origins: ['https://api.example.com'],
    explain: explainRefusal,
    makeAuth: (tools) => oauth({ url: 'https://api.example.com/token', form: () => ({ grant_type: 'x' }) }, tools),
    replaced: async () => undefined,
    secrets: [],
    signal: new AbortController().signal,
  });
  expect(await renewing.write(POST, false)).toMatchObject({ outcome: 'done' });
  server.reset(() => ({ status: 400, json: { error: 'invalid_client' } }));
  const refused = await renewing.write(POST, false);
  // The old token is still good for an hour: the refusal is the provider's.
  expect(refused.outcome).toBe('refused');
});

it('says unknown, and sends no second time, where a request that must not be repeated got no answer', async () => {
  for (const answer of [
    { isDropped: true },
    { status: 500 },
    { status: 502 },
    { json: { a: 'b'.repeat(5_000) }, isCut: true },
  ]) {
    const written = await send([answer, { status: 204 }]);
    expect(written, JSON.stringify(answer).slice(0, 40)).toMatchObject({ outcome: 'unknown', asked: 1 });
    expect(written.message).toContain('no answer says what became of it');
  }
  expect(await send([{ isSilent: true }], POST, false, { limits: { exchangeMs: 500 } })).toMatchObject({
    outcome: 'unknown',
    asked: 1,
  });
});

it('repeats what may be repeated, a bounded number of times', async () => {
  expect(await send([{ isDropped: true }, { status: 500 }, { status: 204 }], POST, true)).toMatchObject({
    outcome: 'done',
    asked: 3,
  });
  expect(await send([{ status: 500 }], POST, true)).toMatchObject({ outcome: 'unknown', asked: 3 });
  // The try that got no answer removed it.
  expect(await send([{ isDropped: true }, { status: 404 }], DELETE, true)).toMatchObject({ outcome: 'done', asked: 2 });
  expect(await send([{ isDropped: true }, { status: 409 }], POST, true)).toMatchObject({
    outcome: 'unknown',
    asked: 2,
  });
});

it('knows what never left', async () => {
  const refusing = async (): Promise<never> => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
  };
  const written = await client({ network: { ...server.network, fetch: refusing } }).write(POST, false);
  expect(written).toMatchObject({ outcome: 'notSent', message: expect.stringContaining('Nothing was sent') });
  server.reset(() => ({ status: 204 }));
  expect(await client().write({ ...POST, url: 'https://evil.example.net/' }, true)).toMatchObject({
    outcome: 'notSent',
  });
  const stopped = AbortSignal.abort();
  expect(await client({ signal: stopped }).write(POST, true)).toMatchObject({ outcome: 'notSent' });
  expect(server.asked).toEqual([]);
});

it('cancelled while the answer is awaited, it is unknown', async () => {
  const stop = new AbortController();
  server.reset(() => {
    setImmediate(() => stop.abort());
    return { isSilent: true };
  });
  expect(await client({ signal: stop.signal }).write(POST, true)).toMatchObject({ outcome: 'unknown' });
});

it('shows no secret in what it says', async () => {
  const { message } = await send([{ status: 403, json: { message: `token ${SECRET} lacks it` } }]);
  expect(message).toContain('•••');
  expect(message).not.toContain(SECRET);
});
