/**
 * In: a connection, its secrets and how far its feeds were read. Out: what came since, imported.
 * Guarantee: a feed's position moves in the transaction that makes the records before it visible, so that a crash at any instant
 * loses nothing and counts nothing twice.
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Pulled, PullRun } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { compressionOf, unpack } from '../../ingest/read/unpack.ts';
import type { Client, Feed, FeedFile, FeedPosition, Provider, Values } from '../../pull/index.ts';
import { DAY, readFeed } from '../../pull/index.ts';
import type { FeedReached, StoredConnection } from '../../store/write/connections.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';

export interface PullTools {
  readonly session: Session;
  readonly imports: ImportJobs;
  readonly jobs: JobManager;
}

export interface PullOrder {
  readonly connection: StoredConnection;
  readonly provider: Provider;
  readonly values: Values;
  readonly client: Client;
}

/** What came of a pull so far, whether it comes to its end or not. */
export interface PullTally extends Pulled {
  readonly feeds: PullRun['feeds'];
}

/** What is imported at once: few large imports are cheaper than many small ones, and memory is bounded. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** Ids of a connection's feeds and their parts, with their feeds. */
export function feedsOf(
  provider: Provider,
  chosen: readonly string[],
  values: Values,
): { readonly id: string; readonly feed: Feed; readonly part: string }[] {
  return provider.feeds
    .filter((feed) => chosen.includes(feed.id))
    .flatMap((feed) =>
      feed.parts === undefined
        ? [{ id: feed.id, feed, part: '' }]
        : feed.parts(values).map((part) => ({ id: `${feed.id}/${part}`, feed, part })),
    );
}

/**
 * Reads every feed to its end. A feed that fails does not keep the others from going on.
 * @param total what comes is added to it
 * @throws the first fault, at the end
 */
export async function pullConnection(
  tools: PullTools,
  order: PullOrder,
  job: JobProgress,
  total: PullTally,
): Promise<Pulled> {
  const { connection, provider, values } = order;
  let fault: unknown = null;
  for (const { id, feed, part } of feedsOf(provider, connection.config.feeds, values)) {
    job.throwIfCancelled();
    const title = part === '' ? feed.title : `${feed.title} (${part})`;
    job.update({ stage: `asking for ${title}` });
    const before = total.records;
    const batches = new Batches(tools, order, id, feed, job, total);
    try {
      await readInto(batches, order, id, feed, part);
    } catch (cause) {
      job.throwIfCancelled();
      fault ??= cause;
    } finally {
      const since = batches.position?.since;
      total.feeds.push({ title, records: total.records - before, reached: since == null ? null : Math.floor(since) });
    }
  }
  if (fault !== null) throw fault;
  const { feeds: _, ...pulled } = total;
  return pulled;
}

async function readInto(batches: Batches, order: PullOrder, id: string, feed: Feed, part: string): Promise<void> {
  const { connection, values, client } = order;
  const stored = connection.feeds.find((one) => one.feed === id);
  const position = stored === undefined ? null : (JSON.parse(stored.position) as FeedPosition);
  batches.position = position;
  const lookBackMs = connection.config.lookBackDays * DAY;
  try {
    for await (const page of readFeed({ feed, part, values, client, position, lookBackMs })) {
      batches.add(page.records, page.files);
      if (page.note !== null) batches.note(page.note);
      if (page.position !== null) batches.position = page.position;
      if (batches.bytes >= BATCH_BYTES) await batches.flush();
    }
  } catch (cause) {
    // What came before the fault is whole, and so is its position.
    await batches.flush();
    throw cause;
  }
  await batches.flush();
}

class Batches {
  position: FeedPosition | null = null;
  bytes = 0;
  private lines: string[] = [];
  private files: FeedFile[] = [];
  private notes: string[] = [];
  private readonly tools: PullTools;
  private readonly order: PullOrder;
  private readonly feedId: string;
  private readonly feed: Feed;
  private readonly job: JobProgress;
  private readonly total: Pulled;

  constructor(tools: PullTools, order: PullOrder, feedId: string, feed: Feed, job: JobProgress, total: Pulled) {
    this.tools = tools;
    this.order = order;
    this.feedId = feedId;
    this.feed = feed;
    this.job = job;
    this.total = total;
  }

  add(records: readonly unknown[], files: readonly FeedFile[]): void {
    for (const record of records) {
      const line = JSON.stringify(record);
      this.lines.push(line);
      this.bytes += line.length + 1;
    }
    for (const file of files) {
      this.files.push(file);
      this.bytes += file.bytes.length;
    }
  }

  note(text: string): void {
    this.notes.push(text);
    this.total.notes.push(text);
  }

  /** Imports what there is, with how far it goes. */
  async flush(): Promise<void> {
    const { tools, order, lines, files, position } = this;
    const { session } = tools;
    const reached: FeedReached | null =
      position === null
        ? null
        : {
            connection: order.connection.id,
            feed: this.feedId,
            position: JSON.stringify(position),
            records: lines.length,
            note: this.notes.at(-1) ?? null,
            at: Date.now(),
          };
    this.lines = [];
    this.files = [];
    this.notes = [];
    this.bytes = 0;
    if (lines.length === 0 && files.length === 0) {
      if (reached) await session.writer('connection.reached', reached);
      return;
    }
    const sources = [
      ...(lines.length > 0 ? [linesSource(order.connection.config.name, lines)] : []),
      ...files.map(fileSource),
    ];
    const ledger = await this.inTurn((job) => this.import(sources, reached, job));
    this.total.records += ledger.read - ledger.blank;
    this.total.stored += ledger.stored;
    this.total.duplicates += ledger.duplicates;
  }

  private async import(sources: readonly LogSource[], reached: FeedReached | null, job: JobProgress): Promise<Counts> {
    const { stream } = this.order.connection.config;
    const { reads } = this.feed;
    const isTraffic = 'format' in reads;
    const { ledger } = await this.tools.imports.startAll(
      {
        sources,
        problems: [],
        stream,
        format: isTraffic ? reads.format : 'auto',
        connector: isTraffic ? undefined : reads.connector,
        zone: 'UTC',
        keepEvidence: true,
        mayBeEmpty: true,
        isRoutine: true,
        isDaily: true,
        kind: isTraffic ? 'endpoint' : 'continuous',
        ...(reached === null ? {} : { reached }),
      },
      job,
    );
    return ledger;
  }

  /** As a job of its own: the network is waited for beside the queue, writing takes its turn in it. */
  private async inTurn(run: (job: JobProgress) => Promise<Counts>): Promise<Counts> {
    const { jobs } = this.tools;
    let counts: Counts | null = null;
    let fault: unknown = null;
    const title = `Import from ${this.order.connection.config.name}`;
    const id = jobs.start(
      'connections.import',
      title,
      async (job) => {
        try {
          counts = await run(job);
        } catch (cause) {
          fault = cause;
          throw cause;
        }
      },
      'routine',
    );
    this.job.onCancel(() => jobs.cancel(id));
    await jobs.ended(id);
    this.job.throwIfCancelled();
    if (counts === null) throw fault ?? new AppError('job.cancelled', 'The import was cancelled; it comes again.');
    return counts;
  }
}

interface Counts {
  readonly read: number;
  readonly blank: number;
  readonly stored: number;
  readonly duplicates: number;
}

/** Named as a spool names its segments: the ledger of a day sums them up. */
function linesSource(connection: string, lines: readonly string[]): LogSource {
  const slug = connection
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const when = new Date().toISOString().replace(/[-:]/g, '');
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  return {
    name: `${slug === '' ? 'connection' : slug}-${when}-${randomUUID().slice(0, 8)}.log`,
    compression: 'none',
    bytes: bytes.length,
    modifiedMs: Date.now(),
    plainPath: null,
    unfolded: true,
    open: async () => Readable.from([bytes], { objectMode: false }),
  };
}

function fileSource({ name, bytes }: FeedFile): LogSource {
  const compression = compressionOf(bytes);
  return {
    name,
    compression,
    bytes: bytes.length,
    modifiedMs: Date.now(),
    plainPath: null,
    open: async () => unpack(Readable.from([bytes], { objectMode: false }), compression, name, bytes.length),
  };
}
