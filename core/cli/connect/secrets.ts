/** Secrets of a connection from a file, standard input or the environment: never from the command line, which every program can read. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { ConnectionProvider } from '../../contract/connections.ts';
import { UsageError } from '../failure.ts';

const STDIN = 0;

/** `clientSecret` → `UNDERCAST_SECRET_CLIENT_SECRET`. */
export function secretVariable(key: string): string {
  return `UNDERCAST_SECRET_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * @param file a path, `-` for standard input; undefined: the environment only
 * @param isForChanges whether a bare secret is the one for changes
 * @throws UsageError which repeats nothing of what it read
 */
export function readSecrets(
  provider: ConnectionProvider,
  file: string | undefined,
  isForChanges = false,
): Record<string, string> {
  const all = provider.settings.filter(({ isSecret }) => isSecret);
  const keys = all.map(({ key }) => key);
  const bare = all.filter((setting) => setting.isForChanges === isForChanges).map(({ key }) => key);
  const fromEnvironment = keys.flatMap((key) => {
    const value = process.env[secretVariable(key)];
    return value === undefined || value === '' ? [] : [[key, value] as const];
  });
  const secrets = {
    ...Object.fromEntries(fromEnvironment),
    ...(file === undefined ? {} : parse(readText(file), bare)),
  };
  const unknown = Object.keys(secrets).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new UsageError(`${provider.title} has no such secret. It has: ${keys.join(', ')}.`);
  return secrets;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? STDIN : file, 'utf8').trim();
  } catch {
    throw new UsageError(`${file === '-' ? 'Standard input' : file} cannot be read.`);
  }
}

/** A JSON object of texts; for providers with one secret also the bare secret. */
function parse(text: string, keys: readonly string[]): Record<string, string> {
  const [only] = keys;
  if (!text.startsWith('{')) {
    if (only !== undefined && keys.length === 1 && text !== '') return { [only]: text };
    throw new UsageError(`Give the secrets as a JSON object with: ${keys.join(', ')}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError('The secrets are no valid JSON.');
  }
  const entries = Object.entries(value as object);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    throw new UsageError('Every secret is a text.');
  }
  return Object.fromEntries(entries);
}
