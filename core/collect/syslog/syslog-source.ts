/** A source that listens for syslog: its receiver, its spool and what is known of its health. */
import type { SourceConfig, SourceStatus, SyslogConfig } from '../../contract/collectors.ts';
import type { CollectorSource, SourceTools } from '../collector-source.ts';
import { Health, type Heard } from '../health.ts';
import type { LineSink } from '../line-sink.ts';
import { Rate } from '../rate.ts';
import { Spool } from '../spool/spool.ts';
import { Strain } from '../strain.ts';
import { hostPort, type Receiver } from './receiver.ts';
import { StreamReceiver } from './stream-receiver.ts';
import { tlsReason } from './tls-identity.ts';
import { UdpReceiver } from './udp-receiver.ts';

const TICK_MS = 500;
/** A port that another program holds, a certificate that is not there yet: tried again after this. */
const RETRY_MS = 5_000;
/** Between two looks at the files of a certificate. */
const RENEW_MS = 1_000;

export class SyslogSource implements CollectorSource {
  readonly config: SourceConfig;
  private readonly syslog: SyslogConfig;
  private readonly tools: SourceTools;
  private readonly spool: Spool;
  private readonly receiver: Receiver;
  private readonly rate = new Rate();
  private readonly health: Health;
  private readonly strain: Strain;
  private ticker: NodeJS.Timeout | null = null;
  private renewer: NodeJS.Timeout | null = null;
  private renewing: Promise<void> | null = null;
  private listening: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private state: 'stopped' | 'listening' | 'failed' = 'stopped';
  private isStopping = false;
  private failure: string | null = null;

  constructor(config: SourceConfig, syslog: SyslogConfig, tools: SourceTools, heard: Heard) {
    this.config = config;
    this.syslog = syslog;
    this.tools = tools;
    this.health = new Health(config, tools, heard);
    const { name, stream, format, zone } = config;
    this.strain = new Strain(name, tools.note);
    this.spool = new Spool(
      tools.spoolFolder,
      { source: name, receiver: addressOf(syslog), stream, format, zone },
      tools.sealer,
      tools.limits,
      {
        sealed: tools.sealed,
        trouble: (problem) =>
          problem === null
            ? tools.note('info', `${name}: the spool can be written again.`)
            : tools.note('warn', `${name}: ${problem}`),
        taken: (lines) =>
          tools.note(
            'warn',
            `${name}: a segment with ${lines} acknowledged lines was removed from the spool by somebody.`,
          ),
      },
      tools.now,
    );
    this.receiver = receiverOf(syslog, this.spool);
  }

  /** Begins to listen. A port that cannot be had is no error here: the status says so, and it is tried again. */
  async start(): Promise<void> {
    this.health.begin();
    this.ticker = setInterval(() => this.tick(), TICK_MS);
    await this.listen();
    if (this.receiver.renew) this.renewer = setInterval(() => this.renewCertificate(), RENEW_MS);
  }

  /** One look at a time: a disk may take longer than the time between two. */
  private renewCertificate(): void {
    this.renewing ??= Promise.resolve(this.receiver.renew?.())
      .then((renewal) => {
        if (renewal) this.tools.note(renewal.level, `${this.config.name}: ${renewal.message}`);
      })
      .finally(() => {
        this.renewing = null;
      });
  }

  private listen(): Promise<void> {
    this.listening = this.tryToListen();
    return this.listening;
  }

  private async tryToListen(): Promise<void> {
    this.retry = null;
    try {
      await this.receiver.start();
      if (this.failure !== null) this.tools.note('info', `${this.config.name}: listens on ${this.address()} now.`);
      this.state = 'listening';
      this.failure = null;
    } catch (cause) {
      this.state = 'failed';
      const failure = failureText(cause, this.syslog);
      if (failure !== this.failure) this.tools.note('warn', `${this.config.name}: ${failure}`);
      this.failure = failure;
      if (this.isStopping) return;
      this.retry = setTimeout(() => void this.listen(), RETRY_MS);
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.ticker) clearInterval(this.ticker);
    if (this.renewer) clearInterval(this.renewer);
    await this.listening;
    await this.renewing;
    await this.receiver.stop();
    const { lost } = await this.spool.stop();
    if (lost > 0) {
      const { name } = this.config;
      this.tools.note('warn', `${name}: ${lost} lines that were not acknowledged yet are lost: ${this.spool.problem}`);
    }
    this.state = 'stopped';
  }

  async sealNow(): Promise<void> {
    await this.spool.sealNow();
  }

  private tick(): void {
    this.rate.note(this.spool.accepted, this.tools.now());
    this.health.noteData(this.spool.lastData);
    this.health.tick();
    this.lookAtLoad();
  }

  private lookAtLoad(): void {
    const { spool, receiver } = this;
    const now = this.tools.now();
    const dropped = spool.dropped.congested + (receiver.facts().kernelDrops ?? 0);
    if (spool.problem !== null) this.strain.pass(dropped);
    else this.strain.look({ unsynced: spool.unsynced(now), dropped, canWait: this.syslog.kind !== 'udp' }, now);
  }

  private address(): string {
    const { address } = this.receiver.facts();
    return address ? `${this.syslog.kind}://${hostPort(address.host, address.port)}` : addressOf(this.syslog);
  }

  status(waiting: { readonly segments: number; readonly bytes: number }): SourceStatus {
    const { spool, config } = this;
    this.tick();
    const now = this.tools.now();
    const { connections, refused, lastRefusal, problem, receiveBuffer, kernelDrops, machineDrops } =
      this.receiver.facts();
    return {
      name: config.name,
      address: this.address(),
      state: spool.fault === null ? this.state : spool.fault === 'full' ? 'full' : 'blocked',
      fault: spool.fault,
      isStrained: this.strain.problem !== null,
      unsynced: spool.unsynced(now),
      health: this.health.word(),
      problem: spool.problem ?? this.failure ?? problem ?? this.strain.problem,
      lastData: this.health.lastData,
      lines: spool.accepted,
      files: null,
      bytes: spool.acceptedBytes,
      synced: spool.synced,
      rateNow: this.rate.over(5, now),
      rateMinute: this.rate.over(60, now),
      connections,
      refused,
      lastRefusal,
      dropped: { ...spool.dropped, kernel: kernelDrops, machine: machineDrops },
      failedFiles: 0,
      receiveBuffer,
      waiting: waiting.segments,
      waitingBytes: waiting.bytes + spool.openBytes,
    };
  }
}

/** `udp://127.0.0.1:5514`: what a source listens on, and how its segments name it. */
function addressOf(config: SyslogConfig): string {
  return `${config.kind}://${hostPort(config.host, config.port)}`;
}

function receiverOf(config: SyslogConfig, sink: LineSink): Receiver {
  switch (config.kind) {
    case 'udp':
      return new UdpReceiver(config.host, config.port, sink);
    case 'tcp':
      return new StreamReceiver(config.host, config.port, sink, null);
    case 'tls':
      return new StreamReceiver(config.host, config.port, sink, config);
  }
}

function failureText(cause: unknown, config: SyslogConfig): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const where = addressOf(config);
  if (code === 'EADDRINUSE')
    return `${where} is in use already, by another source or another program. Stop that, or choose another port.`;
  if (code === 'EACCES') return `${where} may not be opened: ports below 1024 need more rights. Choose a higher port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${config.host} is no address of this machine.`;
  const certificate = tlsReason(cause);
  if (certificate !== null) return `${where}: ${certificate}`;
  return `${where}: ${cause instanceof Error ? cause.message : String(cause)}`;
}
