export type WorkerName = 'ingest-worker' | 'writer-worker' | 'reader-worker' | 'collector-worker' | 'compact-worker';

/** File of a worker thread: the TypeScript source when running unbuilt, its bundle beside ours otherwise. */
export function workerUrl(name: WorkerName): URL {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`./${name}${extension}`, import.meta.url);
}
