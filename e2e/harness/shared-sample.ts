import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const CLI = join(import.meta.dirname, '..', '..', 'core', 'cli', 'undercast.mjs');
const WORKSPACE = 'Sample organisation.undercast';
const LOOK_AGAIN_MS = 100;

/** Before all specs: a place for the sample workspace that their workers share; gone behind the last. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'undercast-sample-'));
  process.env.UNDERCAST_SHARED_SAMPLE = folder;
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Copies the sample workspace into a folder; the first worker that asks makes it, the others wait for that. @returns the copy */
export async function copySample(into: string): Promise<string> {
  const shared = process.env.UNDERCAST_SHARED_SAMPLE;
  if (shared === undefined) throw new Error('Nobody has set up a place for the sample workspace.');
  const copy = join(into, WORKSPACE);
  await cp(join(await madeIn(shared), WORKSPACE), copy, { recursive: true });
  return copy;
}

async function madeIn(shared: string): Promise<string> {
  const made = join(shared, 'made');
  const making = join(shared, 'making');
  while (!existsSync(made)) {
    if (!(await isFirst(making))) await sleep(LOOK_AGAIN_MS);
    // Between the look and the folder another may have finished.
    else if (!existsSync(made)) await make(making, made);
  }
  return made;
}

/** One process alone can make a folder. */
function isFirst(making: string): Promise<boolean> {
  return mkdir(making).then(
    () => true,
    () => false,
  );
}

async function make(making: string, made: string): Promise<void> {
  const env = { ...process.env, UNDERCAST_CONFIG: join(making, 'config') };
  try {
    await promisify(execFile)(process.execPath, [CLI, 'sample', '--workspace', join(making, WORKSPACE)], { env });
    await rename(making, made);
  } catch (cause) {
    // Whoever waits tries for itself.
    await rm(making, { recursive: true, force: true });
    throw new Error('The sample workspace could not be made.', { cause });
  }
}
