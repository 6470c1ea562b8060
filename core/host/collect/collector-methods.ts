/** What pages and the command line can do with the collector's sources. Each change is written to the governance log. */
import {
  type ReceiverChoice,
  type ReceiverConfig,
  type SourceConfig,
  sourceConfig,
} from '../../contract/collectors.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { isListenHost, isLoopbackHost } from '../../kit/loopback.ts';
import { requireZone } from '../../services/require-zone.ts';
import type { StoredCollector } from '../../store/write/collectors.ts';
import type { Grants } from '../grants.ts';
import { requireFormat } from '../imports/require-format.ts';
import { sealOfStream } from '../privacy/stream-seal.ts';
import type { Session } from '../workspace/session.ts';
import type { Collectors } from './collectors.ts';

export class CollectorMethods {
  private readonly session: Session;
  private readonly grants: Grants;
  private readonly collectors: Collectors;

  constructor(session: Session, grants: Grants, collectors: Collectors) {
    this.session = session;
    this.grants = grants;
    this.collectors = collectors;
  }

  async save(input: MethodParsed<'collectors.save'>): Promise<MethodOutput<'collectors.save'>> {
    this.session.requireWritable();
    const { id, allowRemote, receiver, ...rest } = input;
    const before = id === undefined ? null : await this.require(id);
    await requireFormat(this.session, rest.format);
    if (rest.zone !== null) requireZone(rest.zone);
    const seal = await sealOfStream(this.session, rest.stream, rest.anonymise || undefined, true);
    // As the stream is now: its lines must not come in clear after its last import was removed.
    const anonymise = seal !== null;
    const source = { ...rest, anonymise, receiver: this.resolve(receiver, before?.source.receiver ?? null) };
    requireHost(source);
    if (!allowRemote) refuseRemote(source);
    if (before === null || !this.collectors.isStarted(before.id)) {
      return { id: await this.session.writer('collector.save', { id: before?.id ?? null, source }) };
    }
    await this.collectors.stop(before.id);
    try {
      return { id: await this.session.writer('collector.save', { id: before.id, source }) };
    } finally {
      // As it was, where the change was refused.
      await this.collectors.start(await this.require(before.id));
    }
  }

  async remove(id: number): Promise<Record<string, never>> {
    this.session.requireWritable();
    await this.require(id);
    await this.collectors.stop(id);
    await this.session.writer('collector.remove', { id });
    return {};
  }

  async start(id: number, remember: boolean): Promise<Record<string, never>> {
    this.session.requireWritable();
    const stored = await this.require(id);
    await this.collectors.start(stored);
    await this.session.writer('collector.enable', {
      id,
      enabled: remember || stored.enabled,
      action: 'collector.start',
    });
    return {};
  }

  async stop(id: number, remember: boolean): Promise<Record<string, never>> {
    this.session.requireWritable();
    const stored = await this.require(id);
    await this.collectors.stop(id);
    const enabled = remember ? false : stored.enabled;
    await this.session.writer('collector.enable', { id, enabled, action: 'collector.stop' });
    return {};
  }

  private require(id: number): Promise<StoredCollector> {
    return this.session.writer('collector.get', { id });
  }

  /** Files and folders that the user chose, by their tokens; those not chosen anew stay. */
  private resolve(choice: ReceiverChoice, before: ReceiverConfig | null): ReceiverConfig {
    const path = (token: string): string => this.grants.path(token, false);
    if (choice.kind === 'folder') {
      const known = before?.kind === 'folder' ? before.path : undefined;
      const place = choice.path === undefined ? known : path(choice.path);
      return checked({ ...choice, path: place }, 'Choose the folder to watch.');
    }
    if (choice.kind === 'tls') {
      const known = before?.kind === 'tls' ? before : null;
      const cert = choice.cert === undefined ? known?.cert : path(choice.cert);
      const key = choice.key === undefined ? known?.key : path(choice.key);
      const ca = choice.ca === undefined ? (known?.ca ?? null) : choice.ca === null ? null : path(choice.ca);
      return checked({ ...choice, cert, key, ca }, 'Choose the PEM files of the certificate and of its key.');
    }
    return choice;
  }
}

function checked(receiver: unknown, missing: string): ReceiverConfig {
  const result = sourceConfig.shape.receiver.safeParse(receiver);
  if (!result.success) throw new AppError('input.invalid', missing);
  return result.data;
}

function requireHost({ receiver }: SourceConfig): void {
  if (receiver.kind === 'folder' || isListenHost(receiver.host)) return;
  throw new AppError(
    'input.invalid',
    `"${receiver.host}" is no address to listen on. Give an address of this machine, such as 127.0.0.1, or its name.`,
    { host: receiver.host },
  );
}

function refuseRemote({ receiver }: SourceConfig): void {
  if (receiver.kind === 'folder' || isLoopbackHost(receiver.host)) return;
  throw new AppError(
    'input.invalid',
    `${receiver.host} can be reached by other machines. Confirm that this is meant, or listen on 127.0.0.1.`,
    { host: receiver.host },
  );
}
