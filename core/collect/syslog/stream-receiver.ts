/**
 * Syslog over TCP (RFC 6587) and TLS (RFC 5425).
 * Guarantee: while the spool takes nothing, no connection is read, so that senders wait instead of losing lines; one connection
 * cannot hold more memory than one message, all together not more than `maxHeldBytes`; connections that never said a word, and
 * handshakes that do not end, do not keep others out.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import type { LineSink } from '../line-sink.ts';
import { plainAddress, type Receiver, type ReceiverFacts } from './receiver.ts';
import { Handshakes } from './refusals.ts';
import { StreamFramer } from './stream-framer.ts';
import { type Renewal, type TlsFiles, TlsIdentity } from './tls-identity.ts';

export interface StreamLimits {
  readonly maxConnections: number;
  /** Beginnings of messages, over all connections: beyond it the longest is given up. */
  readonly maxHeldBytes: number;
  /** Connections that said nothing for so long since they are open go when all are taken. */
  readonly silentMs: number;
}

const DEFAULT_LIMITS: StreamLimits = { maxConnections: 4_000, maxHeldBytes: 64 * 1024 * 1024, silentMs: 15_000 };
const HANDSHAKE_MS = 15_000;
const KEEP_ALIVE_MS = 60_000;
/** Time that connections get to hand over what is on its way when we stop. */
const LINGER_MS = 200;

interface Connection {
  readonly framer: StreamFramer;
  /** Since when it is listened to without a word; null once it said something. */
  silentSince: number | null;
}

export class StreamReceiver implements Receiver {
  private readonly host: string;
  private readonly port: number;
  private readonly sink: LineSink;
  /** Whether senders must show a certificate. */
  private readonly isMutual: boolean;
  private readonly identity: TlsIdentity | null;
  private tlsServer: TlsServer | null = null;
  private server: Server | null = null;
  private readonly limits: StreamLimits;
  private readonly sockets = new Map<Socket, Connection>();
  private heldBytes = 0;
  private address: ReceiverFacts['address'] = null;
  private refused = 0;
  private lastRefusal: string | null = null;
  private isPaused = false;

  constructor(host: string, port: number, sink: LineSink, tls: TlsFiles | null, limits = DEFAULT_LIMITS) {
    this.host = host;
    this.port = port;
    this.sink = sink;
    this.isMutual = tls !== null && tls.ca !== null;
    this.identity = tls && new TlsIdentity(tls);
    this.limits = limits;
  }

  async start(): Promise<void> {
    this.tlsServer = this.identity && (await this.createTls(this.identity));
    const server = this.tlsServer ?? createServer();
    server.maxConnections = this.limits.maxConnections;
    const handshakes = new Handshakes();
    if (this.identity) server.on('connection', (socket: Socket) => handshakes.begin(socket));
    server.on(this.identity ? 'secureConnection' : 'connection', (socket: Socket) => {
      handshakes.succeed(socket);
      this.serve(socket);
    });
    server.on('drop', () => {
      this.refuse(`more than ${this.limits.maxConnections} connections`);
      this.dropSilent();
      // While all wait for room, nobody is given as long for a handshake as else.
      handshakes.endOlder(Date.now() - this.limits.silentMs / 5);
    });
    server.on('tlsClientError', (cause: Error, socket: TLSSocket) => {
      this.refuse(handshakes.fail(socket, cause));
      socket.destroy();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, this.host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    server.on('error', () => undefined);
    const bound = server.address();
    if (bound !== null && typeof bound === 'object') this.address = { host: bound.address, port: bound.port };
    this.server = server;
  }

  private async createTls(identity: TlsIdentity): Promise<TlsServer> {
    return createTlsServer({
      ...(await identity.load()),
      requestCert: this.isMutual,
      rejectUnauthorized: this.isMutual,
      handshakeTimeout: HANDSHAKE_MS,
    });
  }

  /** Connections that are open keep what they agreed on; those made from now on see the new files. */
  async renew(): Promise<Renewal | null> {
    const { identity, tlsServer } = this;
    if (identity === null || tlsServer === null) return null;
    return identity.look((options) => tlsServer.setSecureContext(options));
  }

  private refuse(reason: string): void {
    this.refused++;
    this.lastRefusal = reason.slice(0, 300);
  }

  private serve(socket: Socket): void {
    const sender = plainAddress(socket.remoteAddress);
    const { sink } = this;
    const framer = new StreamFramer(
      (line) => sink.accept(line, sender),
      (reason, lines) => sink.drop(reason, lines),
    );
    let isClean = false;
    const connection: Connection = { framer, silentSince: Date.now() };
    this.sockets.set(socket, connection);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('data', (chunk) => {
      connection.silentSince = null;
      const before = framer.heldBytes;
      framer.feed(chunk);
      this.heldBytes += framer.heldBytes - before;
      if (this.heldBytes > this.limits.maxHeldBytes) this.giveUpLongest();
      if (sink.isCongested) this.pauseAll();
    });
    socket.on('end', () => {
      isClean = true;
    });
    // What follows an error is 'close'.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.heldBytes -= framer.heldBytes;
      framer.end(isClean);
    });
    if (this.isPaused) socket.pause();
  }

  private pauseAll(): void {
    if (this.isPaused) return;
    this.isPaused = true;
    for (const socket of this.sockets.keys()) socket.pause();
    this.sink.onRelief(() => {
      this.isPaused = false;
      for (const [socket, connection] of this.sockets) {
        socket.resume();
        // What it said meanwhile was not listened to.
        if (connection.silentSince !== null) connection.silentSince = Date.now();
      }
    });
  }

  /** All connections are taken: those that were opened and never used make room. */
  private dropSilent(): void {
    if (this.isPaused) return;
    const before = Date.now() - this.limits.silentMs;
    for (const [socket, { silentSince }] of this.sockets) {
      if (silentSince === null || silentSince > before) continue;
      this.refuse(`${plainAddress(socket.remoteAddress)}: it sent nothing while all connections were taken`);
      socket.destroy();
    }
  }

  private giveUpLongest(): void {
    let longest: StreamFramer | null = null;
    for (const { framer } of this.sockets.values()) {
      if (longest === null || framer.heldBytes > longest.heldBytes) longest = framer;
    }
    const before = longest?.heldBytes ?? 0;
    longest?.giveUp();
    this.heldBytes -= before - (longest?.heldBytes ?? 0);
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = null;
    this.tlsServer = null;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if (this.sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, LINGER_MS));
    for (const socket of this.sockets.keys()) socket.destroy();
    await closed;
    this.address = null;
  }

  facts(): ReceiverFacts {
    const { address, refused, lastRefusal } = this;
    return {
      address,
      connections: this.sockets.size,
      refused,
      lastRefusal,
      problem: this.identity?.problem ?? null,
      receiveBuffer: null,
      kernelDrops: null,
      machineDrops: null,
    };
  }
}
