/** An hour of a fleet that holds more rows than advanced hunting gives at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from './client.ts';
import { defenderEndpoint } from './providers/defender-endpoint.ts';
import { ProviderServer } from './pull.test-kit.ts';
import { type FeedPosition, readFeed } from './read-feed.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 4, 12);
const values = {
  tenant: '11111111-2222-4333-8444-555555555555',
  clientId: '66666666-7777-4888-9999-000000000000',
  clientSecret: 'the-client-secret-nobody-may-see',
};

let server: ProviderServer;
beforeAll(async () => {
  server = await ProviderServer.start();
  server.turnTo(NOW);
});
afterAll(() => server.stop());

/** @param stopsBehind a share that reading stops behind, as by a crash */
async function pull(position: FeedPosition, stopsBehind = ''): Promise<{ read: string[]; position: FeedPosition }> {
  const client = new Client({
    network: server.network,
    origins: defenderEndpoint.origins(values),
    explain: defenderEndpoint.explain,
    makeAuth: (tools) => defenderEndpoint.auth(values, tools),
    replaced: async () => undefined,
    secrets: [values.clientSecret],
    signal: new AbortController().signal,
  });
  const [feed] = defenderEndpoint.feeds;
  if (!feed) throw new Error('it reads nothing');
  const read: string[] = [];
  let reached = position;
  for await (const page of readFeed({ feed, part: '', values, client, position, lookBackMs: 24 * HOUR })) {
    read.push(...page.records.map(String), ...(page.note === null ? [] : [page.note]));
    reached = page.position ?? reached;
    if (stopsBehind !== '' && read.at(-1) === stopsBehind) break;
  }
  return { read, position: reached };
}

/** 09:00 is too much at once, and of it the third share of its devices. */
function serveFleet(): void {
  const tooMany = Array.from({ length: 100_000 }, () => 'one of many');
  server.reset(({ url, body }) => {
    if (url.pathname.endsWith('/token')) return { json: { access_token: 'graph-token', expires_in: 3600 } };
    const { Query } = JSON.parse(body) as { readonly Query: string };
    const [from = '', to = ''] = Query.match(/T\d\d/g) ?? [];
    const share = / hash\(DeviceName, 16\) == (\d+)\n/.exec(Query)?.[1];
    const holdsFull = from <= 'T09' && to > 'T09';
    if (holdsFull && share === undefined) return { json: { results: tooMany } };
    return { json: { results: share === '3' ? ['3', ...tooMany.slice(1)] : [share ?? `${from}-${to}`] } };
  });
}

it('is asked for device by device, each once, also where reading stopped between; what is too much even then is named', async () => {
  serveFleet();
  const begin = { since: NOW - 5 * HOUR };
  const whole = await pull(begin);
  const shares = whole.read.filter((row) => /^\d+$/.test(row));
  expect(shares).toEqual(Array.from({ length: 16 }, (_, share) => String(share)));
  expect(whole.read.filter((row) => /^T\d/.test(row))).toEqual(['T07-T08', 'T08-T09']);
  expect(whole.read.filter((row) => row.includes('left rows out'))).toHaveLength(1);
  expect(whole.position).toEqual({ since: NOW - 2 * HOUR });
  const stopped = await pull(begin, '7');
  expect(stopped.position).toMatchObject({ since: NOW - 3 * HOUR, window: { next: '8' } });
  const rest = await pull(stopped.position);
  expect(rest.read).toEqual(['8', '9', '10', '11', '12', '13', '14', '15']);
});

it('is asked for more narrowly where it is refused for its size or cost, and given up on for its cost alone by no share', async () => {
  const refusal = (message: string) => ({ status: 400, json: { error: { code: 'BadRequest', message } } });
  let cost = '';
  server.reset(({ url, body }) => {
    if (url.pathname.endsWith('/token')) return { json: { access_token: 'graph-token', expires_in: 3600 } };
    const { Query } = JSON.parse(body) as { readonly Query: string };
    const [from = '', to = ''] = Query.match(/T\d\d/g) ?? [];
    const share = / hash\(DeviceName, 16\) == (\d+)\n/.exec(Query)?.[1];
    if (from <= 'T09' && to > 'T09' && share === undefined) return refusal('The query exceeded the timeout period.');
    if (share === '3') return refusal(cost);
    return { json: { results: [share ?? `${from}-${to}`] } };
  });
  cost = 'Query execution has exceeded the allowed result size. Optimize your query';
  const { read } = await pull({ since: NOW - 5 * HOUR });
  expect(read.filter((row) => /^T\d/.test(row))).toEqual(['T07-T08', 'T08-T09']);
  expect(read.filter((row) => /^\d+$/.test(row))).toHaveLength(15);
  expect(read.filter((row) => row.includes('left rows out'))).toHaveLength(1);
  cost = 'Query execution has exceeded the allowed limits.';
  await expect(pull({ since: NOW - 5 * HOUR })).rejects.toThrow('asked again later');
});
