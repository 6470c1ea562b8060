import { join } from 'node:path';
import { safeFileName, WORKSPACE_ENDING, WORKSPACE_FILE } from './place-workspace.ts';
import { isMissing } from './recent-list.ts';
import type { StartWish } from './start-action.ts';

const SAMPLE_NAME = 'Sample organisation';

/** Opens the sample workspace if it was made before, otherwise says where to make it. */
export async function wishForSample(workspaceHome: string): Promise<StartWish> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? SAMPLE_NAME : `${SAMPLE_NAME} ${number}`;
    const path = join(workspaceHome, safeFileName(name) + WORKSPACE_ENDING);
    if (!(await isMissing(join(path, WORKSPACE_FILE)))) return { action: 'open', path };
    // A folder without a workspace in it is what an interrupted first start leaves: it is the user's, so not ours to clear.
    if (await isMissing(path)) return { action: 'sample', path, name };
  }
}
