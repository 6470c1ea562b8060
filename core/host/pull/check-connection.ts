/** Whether a connection can be what it is said to be, and what providers there are. */
import type { ConnectionConfig, ConnectionProvider } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import {
  DAY,
  findProvider,
  PROVIDERS,
  type Provider,
  type Setting,
  type Values,
  writeSettings,
} from '../../pull/index.ts';

/** @throws AppError input.invalid */
export function requireProvider(id: string): Provider {
  const provider = findProvider(id);
  if (!provider) {
    const known = PROVIDERS.map((one) => one.id).join(', ');
    throw new AppError('input.invalid', `There is no provider "${id}". Known: ${known}.`, { provider: id });
  }
  return provider;
}

/** @param secrets null: those that are kept already stay. @throws AppError input.invalid, which names no value */
export function checkConnection(provider: Provider, config: ConnectionConfig, secrets: Values | null): void {
  const feed = config.feeds.find((id) => !provider.feeds.some((one) => one.id === id));
  if (feed !== undefined) {
    throw new AppError('input.invalid', `${provider.title} has nothing called "${feed}" to read.`, { feed });
  }
  const listing = config.listings.find((id) => !provider.listings?.some((one) => one.id === id));
  if (listing !== undefined) {
    throw new AppError('input.invalid', `${provider.title} has nothing called "${listing}" to list.`, { listing });
  }
  if (config.writes && provider.writing === undefined) {
    throw new AppError(
      'input.invalid',
      `Nothing can be changed in ${provider.title} from here: leave it to read only.`,
      {
        field: 'writes',
      },
    );
  }
  checkValues(provider, config, config.settings, false);
  if (secrets !== null) checkValues(provider, config, secrets, true);
}

/** Settings of a provider, those for changes among them: they may stay empty where the connection makes none. */
function settingsOf({ settings, writing }: Provider, { writes }: ConnectionConfig): readonly Setting[] {
  if (writing === undefined) return settings;
  const more = writeSettings(settings, writing);
  return [...settings, ...more.map((setting) => (writes ? setting : { ...setting, isOptional: true }))];
}

function checkValues(provider: Provider, config: ConnectionConfig, values: Values, isSecret: boolean): void {
  const settings = settingsOf(provider, config).filter((setting) => setting.isSecret === isSecret);
  for (const { key, label, hint, isOptional, pattern } of settings) {
    const value = values[key] ?? '';
    if (value === '' && isOptional !== true) {
      throw new AppError('input.invalid', `${label} is missing.`, { field: key });
    }
    if (value !== '' && pattern !== undefined && !pattern.test(value)) {
      const like = hint === '' ? '' : ` It looks like this: ${hint}`;
      throw new AppError('input.invalid', `${label} is not of the right form.${like}`, { field: key });
    }
  }
  const unknown = Object.keys(values).find((key) => !settings.some((setting) => setting.key === key));
  if (unknown !== undefined) {
    throw new AppError('input.invalid', `${provider.title} has no ${isSecret ? 'secret' : 'setting'} "${unknown}".`, {
      field: unknown,
    });
  }
}

export function describeProviders(): ConnectionProvider[] {
  return PROVIDERS.map(({ id, title, app, source, setup, settings, listings = [], writing, feeds }) => ({
    id,
    title,
    app,
    source,
    setup,
    settings: [
      ...settings.map((setting) => described(setting, false)),
      ...(writing === undefined ? [] : writeSettings(settings, writing)).map((setting) => described(setting, true)),
    ],
    listings: listings.map((one) => ({ id: one.id, title: one.title, permission: one.permission })),
    changes:
      writing === undefined ? null : { setup: writing.setup, actions: writing.actions.map(({ action }) => action) },
    feeds: feeds.map((feed) => ({
      id: feed.id,
      title: feed.title,
      isDefault: feed.isDefault,
      kind: 'format' in feed.reads ? ('traffic' as const) : ('activities' as const),
      connector: 'connector' in feed.reads ? feed.reads.connector : null,
      retentionDays: Math.floor(feed.retentionMs / DAY),
    })),
  }));
}

function described(
  { key, label, hint, isSecret, isOptional = false, isLong = false }: Setting,
  isForChanges: boolean,
): ConnectionProvider['settings'][number] {
  return { key, label, hint, isSecret, isOptional, isLong, isForChanges };
}
