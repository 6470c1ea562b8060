/** The sample workspace: an open, empty workspace is filled with the made-up organisation. */
import { Readable } from 'node:stream';
import { readDirectory } from '../../enrich/index.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import {
  SAMPLE_RANGES,
  type SampleOptions,
  sampleAuditFiles,
  sampleDirectory,
  sampleFiles,
  sampleNameFiles,
  sampleTenantFiles,
} from '../../sample/index.ts';
import { readSnapshots } from '../../snapshots/index.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import { partOf } from '../imports/job-views.ts';
import type { NameJobs } from '../imports/name-jobs.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from './session.ts';

const PROFILE = {
  organisation: 'Sample organisation',
  managedDomains: ['example.com'],
  internalRanges: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  logZone: 'UTC',
};

/** What every import of the sample has in common. */
const ORDER = { problems: [], format: 'auto', zone: undefined, keepEvidence: true };

/**
 * Profile, ranges and directory first, then who asked for which names, then the gateways' logs, which so name their addresses at
 * once, then the audit logs, then how the tenant stood. Its addresses are private or reserved, its domain is example.com.
 * @param now ms since the epoch: the sample ends with the day before
 */
export async function fillSample(
  tools: { readonly session: Session; readonly imports: ImportJobs; readonly names: NameJobs },
  size: Pick<SampleOptions, 'seed' | 'lines'>,
  now: number,
  job: JobProgress,
): Promise<void> {
  const { session, imports, names } = tools;
  const options = { ...size, end: Math.floor(now / 86_400_000) * 86_400_000 };
  await session.writer('command.run', { method: 'workspace.setProfile', input: PROFILE });
  for (const range of SAMPLE_RANGES) await session.writer('command.run', { method: 'ranges.save', input: range });
  const { people } = readDirectory(sampleDirectory(options));
  await session.writer('directory.put', { people, file: 'directory.csv' });
  const nameSources = sampleNameFiles(options).map(({ name, chunks }) => sourceOf(name, chunks, options.end));
  let read = (await names.start({ sources: nameSources, problems: [], zone: undefined }, partOf(job, 0))).ledger.bytes;
  for (const { name, chunks, stream } of sampleFiles(options)) {
    job.throwIfCancelled();
    const one = [sourceOf(name, chunks, options.end)];
    read += (await imports.start({ ...ORDER, sources: one, stream }, partOf(job, read))).ledger.bytes;
  }
  job.throwIfCancelled();
  const sources = sampleAuditFiles(options).map(({ name, text }) => sourceOf(name, [text], options.end));
  await imports.startAll({ ...ORDER, sources, stream: undefined, connector: 'auto' }, partOf(job, read));
  const snapshots = sampleTenantFiles(options).map(({ name, taken, text }) => {
    const [snapshot] = readSnapshots(name, text);
    if (snapshot === undefined) throw new Error(`the sample's ${name} is no snapshot`);
    const { kind, tenant, rows } = snapshot;
    return { kind, tenant, taken, source: name, rows };
  });
  await session.writer('command.run', { method: 'snapshots.add', input: { snapshots } });
}

/** A file that is written while it is read. */
function sourceOf(name: string, chunks: Iterable<string>, modifiedMs: number): LogSource {
  return {
    name,
    compression: 'none',
    bytes: null,
    modifiedMs,
    plainPath: null,
    open: async () => Readable.from(bytesOf(chunks), { objectMode: false }),
  };
}

function* bytesOf(chunks: Iterable<string>): Generator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk, 'latin1');
}
