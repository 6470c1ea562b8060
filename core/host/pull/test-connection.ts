/** Whether a connection's feeds can be read: each is asked for its first page of the last minutes, and nothing is kept. */
import type { MethodOutput } from '../../contract/methods.ts';
import { type ClientLimits, PullFault, prepareFeed } from '../../pull/index.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { feedsOf, type PullOrder } from './pull-connection.ts';

export type TestedFeed = MethodOutput<'connections.testNow'>['feeds'][number];

const TEST_WINDOW_MS = 10 * 60_000;
/** Whoever tests waits for the answer. */
export const TEST_LIMITS: Partial<ClientLimits> = { exchangeMs: 30_000, tries: 2, waits: 1, waitMs: 5_000 };

/** @param found what is said of each feed, filled in as they are asked @throws PullFault the first fault, at the end */
export async function testFeeds(
  { connection, provider, values, client }: PullOrder,
  found: TestedFeed[],
  job: JobProgress,
): Promise<void> {
  let fault: PullFault | null = null;
  for (const { id, feed, part } of feedsOf(provider, connection.config.feeds, values)) {
    job.throwIfCancelled();
    job.update({ stage: `asking for ${feed.title}` });
    try {
      await prepareFeed({ feed, client, values });
      const to = client.now();
      await client.ask(feed.first(values, { from: to - TEST_WINDOW_MS, to }, part), (reply) => feed.read(reply));
      found.push({ id, problem: null });
    } catch (cause) {
      if (!(cause instanceof PullFault)) throw cause;
      fault ??= cause;
      found.push({ id, problem: cause.message });
    }
  }
  if (fault !== null) throw fault;
}
