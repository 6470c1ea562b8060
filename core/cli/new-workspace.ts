import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { workspacePlace } from './engine-session.ts';

/**
 * Runs work that may make a workspace at `given`; when it fails, what it made there goes again, so that a failed first
 * import leaves nothing behind. A workspace that was there before is never touched.
 */
export async function orLeaveNothing<T>(given: string, work: () => Promise<T>): Promise<T> {
  const folder = path.resolve(given);
  const isNew = !workspacePlace(given).isThere;
  const wasFolder = existsSync(folder);
  try {
    return await work();
  } catch (error) {
    if (isNew && existsSync(folder)) {
      if (!wasFolder) rmSync(folder, { recursive: true, force: true });
      // The user's own empty folder stays.
      else for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true, force: true });
    }
    throw error;
  }
}
