/**
 * How the engine comes to talk to a provider: which connection, with whose credentials, and whether this machine may.
 * Guarantee: secrets go to their provider and to the vault, nowhere else; those for changes are used for changes only.
 */
import { AppError } from '../../contract/errors.ts';
import {
  Client,
  type ClientLimits,
  explainRefusal,
  internet,
  type Listing,
  type Provider,
  type Values,
  valuesForChanges,
  type Writing,
  writeKey,
  writeSettings,
} from '../../pull/index.ts';
import { isOffline } from '../../services/probe/probe-state.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import type { EngineOptions } from '../api.ts';
import type { Session } from '../workspace/session.ts';
import { ProxyChoice } from './proxy-choice.ts';
import { Vault } from './vault.ts';

export interface ClientWish {
  readonly limits: Partial<ClientLimits>;
  readonly signal: AbortSignal;
  readonly onWait?: (why: string | null) => void;
}

export class ConnectionAccess {
  readonly vault: Vault;
  readonly proxy: ProxyChoice;
  private readonly options: EngineOptions;
  private readonly session: Session;

  constructor(options: EngineOptions, session: Session) {
    this.options = options;
    this.session = session;
    this.vault = new Vault(session.keys);
    this.proxy = new ProxyChoice(session, this.vault);
  }

  stored(): Promise<StoredConnection[]> {
    return this.session.reader.call('reader.connections', null);
  }

  /** @throws AppError entity.unknown */
  require(id: number): Promise<StoredConnection> {
    return this.session.writer('connection.get', { id });
  }

  /** @throws AppError connection.offline */
  requireAskable(id: number): Promise<StoredConnection> {
    this.session.requireWritable();
    if (isOffline()) {
      throw new AppError(
        'connection.offline',
        'This machine is set to make no connections (UNDERCAST_OFFLINE). Nothing was asked.',
      );
    }
    return this.require(id);
  }

  /** A client that reads: logs, or what a listing asks for. @returns it with all values of the connection */
  async forReading(
    connection: StoredConnection,
    provider: Provider,
    wish: ClientWish,
    listing?: Listing,
  ): Promise<{ readonly client: Client; readonly values: Values }> {
    const secrets = await this.vault.read(connection.vault);
    const scope = listing?.scope === undefined ? {} : { scope: listing.scope };
    const values: Values = { ...connection.config.settings, ...secrets, ...scope };
    const client = await this.client(connection, wish, {
      origins: [...provider.origins(values), ...(listing?.origins ?? [])],
      explain: listing === undefined ? provider.explain : explainRefusal,
      makeAuth: (tools) => provider.auth(values, tools),
      secrets,
      keyOf: (key) => key,
    });
    return { client, values };
  }

  /** A client with the credentials for changes. @throws AppError input.invalid where they are missing */
  async forChanges(
    connection: StoredConnection,
    provider: Provider,
    writing: Writing,
    wish: ClientWish,
  ): Promise<Client> {
    const secrets = await this.vault.read(connection.vault);
    const all: Values = { ...connection.config.settings, ...secrets };
    const missing = writeSettings(provider.settings, writing).find(
      ({ key, isOptional }) => isOptional !== true && (all[key] ?? '') === '',
    );
    const hasSecret = writing.credentials.some((key) => (secrets[writeKey(key)] ?? '') !== '');
    if (missing !== undefined || !hasSecret) {
      throw new AppError(
        'input.invalid',
        `${connection.config.name} has no credentials for changes: ${missing?.label ?? 'its secret for changes'} is missing.`,
        { field: missing?.key ?? '' },
      );
    }
    const values = valuesForChanges(all, writing);
    return this.client(connection, wish, {
      origins: [...provider.origins(values), ...(writing.origins ?? [])],
      explain: explainRefusal,
      makeAuth: (tools) => provider.auth(values, tools),
      secrets,
      keyOf: writeKey,
    });
  }

  private async client(
    connection: StoredConnection,
    { limits, signal, onWait }: ClientWish,
    {
      origins,
      explain,
      makeAuth,
      secrets,
      keyOf,
    }: Pick<ConstructorParameters<typeof Client>[0], 'origins' | 'explain' | 'makeAuth'> & {
      readonly secrets: Values;
      readonly keyOf: (key: string) => string;
    },
  ): Promise<Client> {
    const { folder } = this.session.requireWritable();
    const out = await this.proxy.wayOut();
    return new Client({
      network: this.options.pullNetwork ?? internet(out.way),
      origins,
      explain,
      makeAuth,
      replaced: async (key, value) => {
        const known = await this.vault.read(connection.vault);
        await this.vault.write(connection.vault, { ...known, [keyOf(key)]: value }, folder);
      },
      secrets: [...Object.values(secrets).flatMap((secret) => [secret, ...secret.split('\n')]), ...out.secrets],
      signal,
      limits,
      ...(onWait === undefined ? {} : { onWait }),
    });
  }
}
