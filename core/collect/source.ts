/** One source of a collector: its receiver, its spool and what is known of its health. */
import type { ReceiverConfig, SourceConfig, SourceStatus } from '../contract/collectors.ts';
import type { LineSink } from './line-sink.ts';
import { Rate } from './rate.ts';
import { Spool, type SpoolLimits } from './spool/spool.ts';
import { hostPort, type Receiver } from './syslog/receiver.ts';
import { StreamReceiver } from './syslog/stream-receiver.ts';
import { UdpReceiver } from './syslog/udp-receiver.ts';

export interface SourceTools {
  readonly spoolFolder: string;
  readonly limits: SpoolLimits;
  readonly now: () => number;
  /** A segment of this source waits to be imported. */
  readonly sealed: (place: string, bytes: number) => void;
  /** Something that a person should hear of, or that it is over. */
  readonly note: (level: 'info' | 'warn', message: string) => void;
}

const TICK_MS = 500;
/** A port that another program holds, a certificate that is not there yet: tried again after this. */
const RETRY_MS = 5_000;
const HOUR_MS = 3_600_000;

export class Source {
  readonly config: SourceConfig;
  private readonly tools: SourceTools;
  private readonly spool: Spool;
  private readonly receiver: Receiver;
  private readonly rate = new Rate();
  private lastData: number | null;
  private begun = 0;
  private ticker: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private state: 'stopped' | 'listening' | 'failed' = 'stopped';
  private failure: string | null = null;
  private isQuiet = false;

  /** @param lastData when data came last in an earlier run; null when never */
  constructor(config: SourceConfig, tools: SourceTools, lastData: number | null) {
    this.config = config;
    this.tools = tools;
    this.lastData = lastData;
    const { name, stream, format, zone } = config;
    this.spool = new Spool(
      tools.spoolFolder,
      { source: name, receiver: addressOf(config.receiver), stream, format, zone },
      tools.limits,
      {
        sealed: tools.sealed,
        trouble: (problem) =>
          problem === null
            ? tools.note('info', `${name}: the spool can be written again.`)
            : tools.note('warn', `${name}: ${problem}`),
      },
      tools.now,
    );
    this.receiver = receiverOf(config.receiver, this.spool);
  }

  /** Begins to listen. A port that cannot be had is no error here: the status says so, and it is tried again. */
  async start(): Promise<void> {
    this.begun = this.tools.now();
    this.ticker = setInterval(() => this.tick(), TICK_MS);
    await this.listen();
  }

  private async listen(): Promise<void> {
    this.retry = null;
    try {
      await this.receiver.start();
      if (this.failure !== null) this.tools.note('info', `${this.config.name}: listens on ${this.address()} now.`);
      this.state = 'listening';
      this.failure = null;
    } catch (cause) {
      this.state = 'failed';
      const failure = failureText(cause, this.config.receiver);
      if (failure !== this.failure) this.tools.note('warn', `${this.config.name}: ${failure}`);
      this.failure = failure;
      this.retry = setTimeout(() => void this.listen(), RETRY_MS);
    }
  }

  /** Stops listening, syncs and seals. */
  async stop(): Promise<void> {
    if (this.retry) clearTimeout(this.retry);
    if (this.ticker) clearInterval(this.ticker);
    await this.receiver.stop();
    const { lost } = await this.spool.stop();
    if (lost > 0) {
      this.tools.note(
        'warn',
        `${this.config.name}: ${lost} lines that were not acknowledged yet are lost: ${this.spool.problem}`,
      );
    }
    this.state = 'stopped';
  }

  private tick(): void {
    const now = this.tools.now();
    this.rate.note(this.spool.accepted, now);
    const wasQuiet = this.isQuiet;
    this.isQuiet = now - (this.latest() ?? this.begun) > this.config.quietHours * HOUR_MS;
    if (this.isQuiet !== wasQuiet) {
      const { name, quietHours } = this.config;
      if (this.isQuiet) this.tools.note('warn', `${name}: no data for ${quietHours} h.`);
      else this.tools.note('info', `${name}: data comes again.`);
    }
  }

  private latest(): number | null {
    this.lastData = this.spool.lastData ?? this.lastData;
    return this.lastData;
  }

  private address(): string {
    const { address } = this.receiver.facts();
    const { kind } = this.config.receiver;
    return address ? `${kind}://${hostPort(address.host, address.port)}` : addressOf(this.config.receiver);
  }

  /** @param waiting sealed segments of this source that nobody imported yet */
  status(waiting: { readonly segments: number; readonly bytes: number }): SourceStatus {
    const { spool, config } = this;
    const now = this.tools.now();
    this.rate.note(spool.accepted, now);
    const { connections, refused, lastRefusal, receiveBuffer, kernelDrops } = this.receiver.facts();
    const lastData = this.latest();
    return {
      name: config.name,
      address: this.address(),
      state: spool.problem === null ? this.state : 'full',
      health: this.isQuiet ? 'disconnected' : lastData === null ? 'created' : 'connected',
      problem: spool.problem ?? this.failure,
      lastData,
      lines: spool.accepted,
      bytes: spool.acceptedBytes,
      synced: spool.synced,
      rateNow: this.rate.over(5, now),
      rateMinute: this.rate.over(60, now),
      connections,
      refused,
      lastRefusal,
      dropped: { ...spool.dropped, kernel: kernelDrops },
      receiveBuffer,
      waiting: waiting.segments,
      waitingBytes: waiting.bytes + spool.openBytes,
    };
  }
}

/** `udp://127.0.0.1:5514`: what a source listens on, and how its segments name it. */
export function addressOf(config: ReceiverConfig): string {
  return `${config.kind}://${hostPort(config.host, config.port)}`;
}

function receiverOf(config: ReceiverConfig, sink: LineSink): Receiver {
  switch (config.kind) {
    case 'udp':
      return new UdpReceiver(config.host, config.port, sink);
    case 'tcp':
      return new StreamReceiver(config.host, config.port, sink, null);
    case 'tls':
      return new StreamReceiver(config.host, config.port, sink, config);
  }
}

function failureText(cause: unknown, config: ReceiverConfig): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const where = addressOf(config);
  if (code === 'EADDRINUSE') return `${where} is in use by another program. Stop it, or choose another port.`;
  if (code === 'EACCES') return `${where} may not be opened: ports below 1024 need more rights. Choose a higher port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${config.host} is no address of this machine.`;
  return `${where}: ${cause instanceof Error ? cause.message : String(cause)}`;
}
