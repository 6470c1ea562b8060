/** Follows a catalog update that another process put in force or took back: the command line, or a second console. */
import { statSync, unwatchFile, watchFile } from 'node:fs';
import type { Session } from '../workspace/session.ts';
import { inForceFile, readInForce } from './catalog-folder.ts';
import { followFolder } from './release-handlers.ts';

/** How often the file is looked at; asking costs one call to the system. */
const EVERY_MS = 1000;

/**
 * @param changed told after the open workspace goes by the other catalog
 * @param failed told when it could not; the next change is followed again
 * @returns stops watching
 */
export function watchInForce(
  session: Session,
  resourcesDir: string,
  changed: () => void,
  failed: (cause: unknown) => void,
): () => void {
  const file = inForceFile();
  let following: Promise<void> = Promise.resolve();
  const follow = async (): Promise<void> => {
    // A file that is not there says nothing: going back to the shipped catalog is written too.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return;
    // What this process put in force, it goes by already.
    if (session.workspace === null || session.catalog === readInForce().current) return;
    await followFolder(session, resourcesDir);
    changed();
  };
  const look = (): void => {
    following = following.then(follow).catch(failed);
  };
  watchFile(file, { interval: EVERY_MS, persistent: false }, look);
  return () => unwatchFile(file, look);
}
