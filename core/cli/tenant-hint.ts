/** An import that found no log where a tenant's state was given says which command keeps it. */
import { AppError } from '../contract/errors.ts';
import { listSources } from '../ingest/read/sources.ts';
import { shellWord } from './audit-hint.ts';
import { humanCount } from './human.ts';

/** Files looked into; a collection tool's folder has its lists among the first. */
const MOST_FILES = 40;

/** Runs the import. @throws what it threw, with the way to go where its files hold state that is known */
export async function orTellOfState<T>(
  paths: readonly string[],
  workspace: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file.noFormat') throw error;
    const given = paths.filter((one) => one !== '-');
    const { snapshotsIn } = await import('../host/workspace/snapshot-files.ts');
    const { sources } = await listSources(given);
    let found = 0;
    for (const source of sources.slice(0, MOST_FILES)) if (typeof (await snapshotsIn(source)) !== 'string') found++;
    if (found === 0) throw error;
    const command = ['undercast snapshots add', ...given.map(shellWord), '--workspace', shellWord(workspace)].join(' ');
    const held = found === 1 ? 'One of the files holds' : `${humanCount(found, 'file')} hold`;
    throw new AppError(
      'file.noFormat',
      `No log is among what was given. ${held} a tenant’s state (users, grants, policies, …), which is kept beside logs: run "${command}".`,
      {},
    );
  }
}
