import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, NODE_CODE } from '../../electron/loopback/build-if-stale.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, NODE_CODE.folder);

/**
 * Once before all tests: what they start runs compiled code, as users' bundles do. A thread then loads in half the time, and the tests start
 * hundreds of them.
 */
export default async function compile(): Promise<void> {
  await buildIfStale(ROOT, [NODE_CODE], () => undefined);
  process.env.UNDERCAST_COMPILED = FOLDER;
}

/** The engine as a process of its own. */
export const ENGINE_CHILD: URL = pathToFileURL(join(FOLDER, 'engine-child.js'));
