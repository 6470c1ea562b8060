import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type WorkerName = 'ingest-worker' | 'writer-worker' | 'reader-worker' | 'collector-worker' | 'compact-worker';

/**
 * File of a worker thread: the TypeScript source when running unbuilt, its bundle beside ours otherwise. UNDERCAST_COMPILED names a folder of
 * bundles for sources that would rather start those, as tests do.
 */
export function workerUrl(name: WorkerName): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL(`./${name}.js`, import.meta.url);
  const folder = process.env.UNDERCAST_COMPILED;
  return folder ? pathToFileURL(join(folder, `${name}.js`)) : new URL(`./${name}.ts`, import.meta.url);
}
