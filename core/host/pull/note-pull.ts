/** Runs a pull and writes down what came and how it ended, whichever way that was. */
import type { Pulled } from '../../contract/connections.ts';
import { toWireError } from '../../contract/errors.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import type { PullTally } from './pull-connection.ts';

export async function notedPull(
  session: Pick<Session, 'writer'>,
  { connection, asked }: { readonly connection: number; readonly asked: boolean },
  job: Pick<JobProgress, 'cancelled'>,
  run: (tally: PullTally) => Promise<Pulled>,
): Promise<Pulled> {
  const tally: PullTally = { records: 0, stored: 0, duplicates: 0, notes: [], feeds: [] };
  const started = Date.now();
  const note = (outcome: 'done' | 'failed' | 'cancelled', message: string | null): Promise<null> => {
    const { notes: _, ...came } = tally;
    return session.writer('connection.pulled', {
      ...{ connection, started, ended: Date.now(), asked, outcome, message },
      ...came,
    });
  };
  let pulled: Pulled;
  try {
    pulled = await run(tally);
  } catch (cause) {
    // The workspace may be closing: why the pull ended matters more than that it could not be written down.
    const message = job.cancelled ? null : toWireError(cause).message;
    await note(job.cancelled ? 'cancelled' : 'failed', message).catch(() => null);
    throw cause;
  }
  // Its records are stored and so is how far it got: without its line in the history it went well all the same.
  await note('done', null).catch(() => null);
  return pulled;
}
