/**
 * Syslog over UDP (RFC 5426): one datagram, one message.
 * Guarantee: what the spool does not take is counted as dropped; what the system dropped before we saw it is read from its counter.
 */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { LineSink } from '../line-sink.ts';
import { linesOf } from './datagram.ts';
import { readBufferErrors, readKernelDrops } from './kernel-drops.ts';
import { plainAddress, type Receiver, type ReceiverFacts } from './receiver.ts';

/** Asked for; the system may give less (Linux: net.core.rmem_max). */
const RECEIVE_BUFFER = 32 * 1024 * 1024;
const DROPS_EVERY_MS = 1_000;

export class UdpReceiver implements Receiver {
  private readonly host: string;
  private readonly port: number;
  private readonly sink: LineSink;
  private socket: Socket | null = null;
  private address: ReceiverFacts['address'] = null;
  private receiveBuffer: number | null = null;
  private kernelDrops: number | null = null;
  /** What was counted of the whole machine before this listened, and since. */
  private errorsBefore: number | null = null;
  private machineDrops: number | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(host: string, port: number, sink: LineSink) {
    this.host = host;
    this.port = port;
    this.sink = sink;
  }

  async start(): Promise<void> {
    const socket = createSocket({ type: isIPv6(this.host) ? 'udp6' : 'udp4' });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(this.port, this.host, () => {
        socket.off('error', reject);
        resolve();
      });
    }).catch((cause: unknown) => {
      socket.close();
      throw cause;
    });
    growBuffer(socket);
    this.receiveBuffer = socket.getRecvBufferSize();
    const { address, port } = socket.address();
    this.address = { host: address, port };
    // An error of one datagram (an ICMP answer to nothing we sent) is no reason to stop.
    socket.on('error', () => undefined);
    socket.on('message', (datagram, from) => this.take(datagram, plainAddress(from.address)));
    this.socket = socket;
    this.errorsBefore = await readBufferErrors(address);
    await this.readDrops();
    this.timer = setInterval(() => void this.readDrops(), DROPS_EVERY_MS);
    this.timer.unref();
  }

  private take(datagram: Buffer, sender: string): void {
    const { sink } = this;
    for (const line of linesOf(datagram)) {
      if (sink.isCongested) sink.drop('congested', 1);
      else sink.accept(line, sender);
    }
  }

  private async readDrops(): Promise<void> {
    const { address, errorsBefore } = this;
    if (!address) return;
    this.kernelDrops = await readKernelDrops(address.host, address.port);
    const errors = await readBufferErrors(address.host);
    // The counter starts anew with the network namespace: never less than nothing.
    this.machineDrops = errors === null || errorsBefore === null ? null : Math.max(0, errors - errorsBefore);
  }

  async stop(): Promise<void> {
    const { socket } = this;
    if (!socket) return;
    await this.readDrops();
    if (this.timer) clearInterval(this.timer);
    // Datagrams that the system holds already are read before the socket closes.
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.socket = null;
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    this.address = null;
  }

  facts(): ReceiverFacts {
    const { address, receiveBuffer, kernelDrops, machineDrops } = this;
    const none = { connections: null, refused: 0, lastRefusal: null, problem: null };
    return { address, ...none, receiveBuffer, kernelDrops, machineDrops };
  }
}

/** The largest receive buffer that the system grants. */
function growBuffer(socket: Socket): void {
  for (let size = RECEIVE_BUFFER; size >= 256 * 1024; size /= 2) {
    try {
      socket.setRecvBufferSize(size);
      return;
    } catch {
      // Some systems refuse instead of giving what they can: ask for less.
    }
  }
}
