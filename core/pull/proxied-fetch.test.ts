/** The way through a proxy, with a real proxy, a real provider over TLS and real sockets between them. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GOOD, ROOT, SELF_SIGNED } from '../probe/certificates.test-kit.ts';
import { fixedHeader } from './auth/auth.ts';
import { Client } from './client.ts';
import type { PullNetwork } from './network.ts';
import { proxiedFetch } from './proxied-fetch.ts';

const SECRET = 'sup3r-secret-token';
const HOST = 'app.example.com';
let provider: Server;
let impostor: Server;
let proxy: Server;
/** What the proxy was asked for, with all that it saw. */
let seen: string[] = [];
let heard: string[] = [];
let refusal = '';
let target: Server;

async function listen(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function answer(asked: IncomingMessage): Promise<Buffer> {
  let body = '';
  for await (const part of asked.setEncoding('utf8')) body += part;
  heard.push(`${asked.method} ${asked.url} ${asked.headers.authorization ?? ''} ${body}`.trim());
  return Buffer.from(JSON.stringify({ said: body === '' ? 'nothing' : body, url: asked.url }));
}

beforeAll(async () => {
  const script = (asked: IncomingMessage, response: ServerResponse): void => {
    if (asked.url === '/slow') {
      slowly(response);
      return;
    }
    if (asked.url === '/cut') {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"half":', () => response.destroy());
      return;
    }
    void answer(asked).then((bytes) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'x-twice': ['a', 'b'] });
      response.end(gzipSync(bytes));
    });
  };
  provider = await listen(createTlsServer(GOOD, script));
  impostor = await listen(createTlsServer(SELF_SIGNED, script));
  target = provider;
  proxy = createServer((asked, response) => {
    seen.push(`${asked.method} ${asked.url}`);
    const { hostname, port, pathname } = new URL(asked.url ?? '');
    request({ hostname, port, path: pathname, headers: asked.headers }, (inner) => {
      response.writeHead(inner.statusCode ?? 500, inner.headers);
      inner.pipe(response);
    }).end();
  });
  proxy.on('connect', (asked: IncomingMessage, socket: Duplex) => {
    seen.push(`${asked.method} ${asked.url} ${JSON.stringify(asked.headers)}`);
    if (refusal !== '') {
      socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
      return;
    }
    const inner = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inner.pipe(socket).pipe(inner);
    });
    inner.on('error', () => socket.destroy());
    socket.on('error', () => inner.destroy());
  });
  await listen(proxy);
});
afterAll(() => {
  for (const server of [provider, impostor, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  seen = [];
  heard = [];
  refusal = '';
  target = provider;
});

/** A byte now and then, for ever. */
function slowly(response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
}

function client(): Client {
  const fetch = proxiedFetch({ https_proxy: `http://127.0.0.1:${portOf(proxy)}` }, [ROOT]);
  if (fetch === null) throw new Error('no proxy');
  const network: PullNetwork = { fetch, sleep: async () => undefined, now: Date.now, random: () => 0.5 };
  return new Client({
    network,
    origins: [`https://${HOST}`],
    explain: () => null,
    makeAuth: () => fixedHeader('authorization', `Bearer ${SECRET}`),
    replaced: async () => undefined,
    secrets: [SECRET],
    signal: new AbortController().signal,
    limits: { tries: 2, exchangeMs: 400 },
  });
}

describe('a proxy named by the environment', () => {
  it('is not there where no name is set', () => {
    expect(proxiedFetch({})).toBeNull();
    expect(proxiedFetch({ HTTPS_PROXY: '', NO_PROXY: '*' })).toBeNull();
  });

  it('tunnels to the provider and never sees a credential', async () => {
    const ask = { url: `https://${HOST}/logs?page=1`, method: 'POST', body: 'cursor' } as const;
    expect(await client().ask(ask, (reply) => reply.json)).toEqual({ said: 'cursor', url: '/logs?page=1' });
    expect(seen).toEqual([expect.stringMatching(/^CONNECT app\.example\.com:443 /)]);
    expect(seen.join()).not.toContain(SECRET);
    expect(heard).toEqual([`POST /logs?page=1 Bearer ${SECRET} cursor`]);
  });

  it('is gone round for hosts of NO_PROXY', async () => {
    const plain = await listen(createServer((_, response) => response.end('direct')));
    const url = `http://127.0.0.1:${portOf(plain)}/`;
    const through = { http_proxy: `http://127.0.0.1:${portOf(proxy)}` };
    expect(await (await proxiedFetch(through)?.(url, {}))?.text()).toBe('direct');
    expect(seen).toEqual([`GET ${url}`]);
    expect(await (await proxiedFetch({ ...through, NO_PROXY: 'example.org,127.0.0.1' })?.(url, {}))?.text()).toBe(
      'direct',
    );
    expect(seen).toEqual([`GET ${url}`]);
    plain.closeAllConnections();
    plain.close();
  });

  it('that refuses is named as what stands in the way', async () => {
    refusal = '407 Proxy Authentication Required';
    await expect(client().ask({ url: `https://${HOST}/` }, (reply) => reply.json)).rejects.toThrow(
      /The proxy did not let the request through/,
    );
    expect(heard).toEqual([]);
    expect(await client().write({ url: `https://${HOST}/`, method: 'POST' }, false)).toMatchObject({
      outcome: 'notSent',
    });
  });

  it('cannot stand in for the provider', async () => {
    target = impostor;
    await expect(client().ask({ url: `https://${HOST}/` }, (reply) => reply.json)).rejects.toThrow(
      /certificate is not trusted \(\w+\)\. Where the network inspects TLS/,
    );
    expect(heard).toEqual([]);
  });

  it('does not hold up a pull whose answer trickles, or take half an answer for a whole one', async () => {
    await expect(client().ask({ url: `https://${HOST}/slow` }, (reply) => reply.json)).rejects.toThrow(
      'Service timeout',
    );
    await expect(client().ask({ url: `https://${HOST}/cut` }, (reply) => reply.json)).rejects.toThrow(
      'was not reached',
    );
  });
});
