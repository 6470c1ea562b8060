/** In: `--syslog` addresses, watched folders and a configuration file. Out: checked sources. Faults name the option and what is wrong with it. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type SourceConfig, sourceConfig } from '../../contract/collectors.ts';
import { AppError } from '../../contract/errors.ts';
import { isLoopbackHost } from '../../kit/loopback.ts';
import { UsageError } from '../failure.ts';
import { readJsonFile } from '../format-file.ts';

/** Ports that syslog uses where none is given. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { udp: 514, tcp: 601, tls: 6514 };
const ADDRESS_WORDS = new Set(['name', 'stream', 'format', 'zone', 'quiet', 'cert', 'key', 'ca']);
const DEFAULT_STREAM = 'Syslog';

/** `udp|tcp|tls://HOST:PORT[?stream=…&format=…&zone=…&name=…&quiet=HOURS&cert=…&key=…&ca=…]` */
export function syslogSource(given: string): SourceConfig {
  const fault = (why: string): UsageError => new UsageError(`--syslog ${given}: ${why}`);
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw fault('is no address. Give one such as udp://127.0.0.1:5514.');
  }
  const kind = url.protocol.replace(/:$/, '');
  if (!Object.hasOwn(DEFAULT_PORTS, kind)) throw fault('begins with udp://, tcp:// or tls:// only.');
  const words = url.searchParams;
  for (const word of words.keys()) {
    if (!ADDRESS_WORDS.has(word)) throw fault(`knows no "${word}". It takes ${[...ADDRESS_WORDS].join(', ')}.`);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? DEFAULT_PORTS[kind] : Number(url.port);
  const file = (word: string): string | null => {
    const value = words.get(word);
    return value === null || value === '' ? null : path.resolve(value);
  };
  if (kind === 'tls' && (file('cert') === null || file('key') === null)) {
    throw fault('needs the PEM files of its certificate and key: ?cert=FILE&key=FILE.');
  }
  const source = {
    name: words.get('name') ?? `${kind}-${port}`,
    stream: words.get('stream') ?? DEFAULT_STREAM,
    format: words.get('format') ?? 'auto',
    zone: words.get('zone'),
    ...(words.has('quiet') ? { quietHours: Number(words.get('quiet')) } : {}),
    receiver: {
      kind,
      host,
      port,
      ...(kind === 'tls' ? { cert: file('cert'), key: file('key'), ca: file('ca') } : {}),
    },
  };
  const checked = sourceConfig.safeParse(source);
  if (!checked.success) throw fault(issueText(checked.error));
  return checked.data;
}

const configFile = z.strictObject({ sources: z.array(sourceConfig).min(1).max(200) });

/** A file with `{ "sources": [ … ] }`; paths in it are relative to its folder. */
export function sourcesOfFile(file: string): SourceConfig[] {
  const checked = configFile.safeParse(readJsonFile(file));
  if (!checked.success) throw new UsageError(`--config ${file}: ${issueText(checked.error)}`);
  const folder = path.dirname(path.resolve(file));
  return checked.data.sources.map((source) => {
    const { receiver } = source;
    const at = (given: string): string => path.resolve(folder, given);
    if (receiver.kind === 'folder') return { ...source, receiver: { ...receiver, path: at(receiver.path) } };
    if (receiver.kind !== 'tls') return source;
    const ca = receiver.ca === null ? null : at(receiver.ca);
    return { ...source, receiver: { ...receiver, cert: at(receiver.cert), key: at(receiver.key), ca } };
  });
}

function issueText(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  return `${where === '' ? '' : `${where}: `}${issue?.message ?? 'is not valid'}`;
}

/** `FOLDER[=STREAM]`; the stream is named like the folder where none is given. */
function watchSource(given: string): SourceConfig {
  const cut = given.lastIndexOf('=');
  const isWhole = cut < 0 || existsSync(given);
  const folder = path.resolve(isWhole ? given : given.slice(0, cut));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('file.notFound', `There is no folder at ${folder}.`, { path: folder });
  }
  const name = path.basename(folder) || 'folder';
  return sourceConfig.parse({
    name: `folder-${name}`.slice(0, 100),
    stream: (isWhole ? name : given.slice(cut + 1)) || name,
    receiver: { kind: 'folder', path: folder },
  });
}

/** The folders to watch. Several of one name are told apart by their paths. */
export function watchSources(given: readonly string[]): SourceConfig[] {
  const sources = given.map(watchSource);
  return sources.map((source) => {
    const { name, receiver } = source;
    const isAlone = sources.filter((one) => one.name === name).length === 1;
    if (isAlone || receiver.kind !== 'folder') return source;
    // Its end tells more than its beginning.
    return sourceConfig.parse({ ...source, name: `folder-${receiver.path.slice(-90)}` });
  });
}

/** A host among the sources that machines elsewhere could reach; null where there is none. */
export function remoteHost(sources: readonly SourceConfig[]): string | null {
  for (const { receiver } of sources) {
    if (receiver.kind !== 'folder' && !isLoopbackHost(receiver.host)) return receiver.host;
  }
  return null;
}
