/** Servers on this machine that stand in for apps: HTTPS, plain HTTP and DNS, each with whatever is wrong with them. */
import { createSocket } from 'node:dgram';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterFile } from '../kit/after-file.test-kit.ts';
import { GOOD, type Identity, ROOT } from './certificates.test-kit.ts';
import { LIMITS } from './limits.ts';
import type { ProbeNetwork } from './network.ts';

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  afterFile(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export interface AppServer {
  readonly identity?: Identity;
  readonly tls?: TlsOptions;
  readonly https?: RequestListener;
  readonly http?: RequestListener;
  /** Records by `name TYPE`; a name without any does not exist. `null`: the server keeps silent. */
  readonly dns?: Readonly<Record<string, readonly Buffer[]>> | null;
}

const PAGE: RequestListener = (_, reply) => reply.end('a page');

/** A network in which every name leads to the app's server on this machine. */
export async function networkWith(app: AppServer = {}): Promise<ProbeNetwork> {
  const { cert, key } = app.identity ?? GOOD;
  const tlsPort = await listening(createHttpsServer({ cert, key, ...app.tls }, app.https ?? PAGE));
  const httpPort = await listening(createHttpServer(app.http ?? PAGE));
  return {
    ...networkOf(tlsPort, httpPort),
    nameServers: [`127.0.0.1:${await nameServer(app.dns ?? {}, app.dns === null)}`],
  };
}

/** A server that speaks no TLS but does this with each connection. */
export async function networkOfTcp(handle: (socket: Socket) => void): Promise<ProbeNetwork> {
  const port = await listening(createTcpServer(handle));
  return networkOf(port, port);
}

/** For servers that keep silent: nobody else is to be given up early, however busy the machine. */
export function impatient(network: ProbeNetwork): ProbeNetwork {
  return { ...network, limits: { ...network.limits, connectMs: 300, exchangeMs: 2000, dnsMs: 300 } };
}

function networkOf(tlsPort: number, httpPort: number): ProbeNetwork {
  return {
    resolve: async () => ['127.0.0.1'],
    isAllowed: (address) => address === '127.0.0.1',
    tlsPort,
    httpPort,
    nameServers: ['127.0.0.1:1'],
    roots: [ROOT],
    limits: { ...LIMITS, pauseMs: 0 },
  };
}

export const DNS_TYPES = { TXT: 16, DS: 43, CAA: 257 } as const;

async function nameServer(records: Readonly<Record<string, readonly Buffer[]>>, isSilent: boolean): Promise<number> {
  const socket = createSocket('udp4');
  afterFile(() => socket.close());
  socket.on('message', (message, { port, address }) => {
    if (!isSilent) socket.send(answerTo(message, records), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket.address().port;
}

function answerTo(query: Buffer, records: Readonly<Record<string, readonly Buffer[]>>): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += length + 1;
  }
  const type = query.readUInt16BE(at + 1);
  const end = at + 5;
  const word = Object.entries(DNS_TYPES).find(([, number]) => number === type)?.[0] ?? '';
  const found = records[`${labels.join('.').toLowerCase()} ${word}`] ?? [];
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(found.length > 0 ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(found.length, 6);
  head.writeUInt32BE(0, 8);
  const answers = found.map((data) => {
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([head, query.subarray(12, end), ...answers]);
}

export const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
export const caa = (tag: string, value: string): Buffer =>
  Buffer.concat([Buffer.from([0, tag.length]), Buffer.from(tag + value)]);
