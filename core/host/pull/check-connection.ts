/** Whether a connection can be what it is said to be, and what providers there are. */
import type { ConnectionConfig, ConnectionProvider } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import { DAY, findProvider, PROVIDERS, type Provider, type Values } from '../../pull/index.ts';

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
  checkValues(provider, config.settings, false);
  if (secrets !== null) checkValues(provider, secrets, true);
}

function checkValues(provider: Provider, values: Values, isSecret: boolean): void {
  const settings = provider.settings.filter((setting) => setting.isSecret === isSecret);
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
  return PROVIDERS.map(({ id, title, app, source, setup, settings, feeds }) => ({
    id,
    title,
    app,
    source,
    setup,
    settings: settings.map(({ key, label, hint, isSecret, isOptional = false, isLong = false }) => ({
      key,
      label,
      hint,
      isSecret,
      isOptional,
      isLong,
    })),
    feeds: feeds.map((feed) => ({
      id: feed.id,
      title: feed.title,
      isDefault: feed.isDefault,
      kind: 'format' in feed.reads ? ('traffic' as const) : ('activities' as const),
      retentionDays: Math.floor(feed.retentionMs / DAY),
    })),
  }));
}
