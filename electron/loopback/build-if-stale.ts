import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A part of the console that Vite builds into a folder of `dist`. */
export interface BuildTarget {
  readonly folder: string;
  /** A file that a finished build has. */
  readonly mark: string;
  readonly configs: readonly string[];
  /** Folders and files it is made of. */
  readonly sources: readonly string[];
}

export const PAGE: BuildTarget = {
  folder: 'dist/renderer',
  mark: 'index.html',
  configs: ['renderer/vite.config.ts'],
  sources: ['renderer', 'core/contract', 'core/kit', 'core/model', 'package-lock.json'],
};

export const ELECTRON_CODE: BuildTarget = {
  folder: 'dist/electron',
  mark: 'preload.js',
  configs: ['electron/vite.main.ts', 'electron/vite.preload.ts'],
  sources: ['electron', 'core', 'package-lock.json'],
};

/** What runs on plain Node. */
export const NODE_CODE: BuildTarget = {
  folder: 'dist/node',
  mark: 'cli.js',
  configs: ['electron/vite.node.ts'],
  sources: ['electron', 'core', 'package-lock.json'],
};

/** True when the build is missing or older than its sources; a packaged console without sources is never stale. */
export function isStale(root: string, target: BuildTarget): boolean {
  const built = statSync(join(root, target.folder, target.mark), { throwIfNoEntry: false });
  if (!existsSync(join(root, target.configs[0] ?? ''))) return false;
  if (built === undefined) return true;
  return target.sources.some((source) => isNewer(join(root, source), built.mtimeMs));
}

/** A folder's own time tells of files that were removed. */
function isNewer(path: string, than: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.mtimeMs > than) return !path.endsWith('.test.ts');
  return found.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), than));
}

/**
 * Builds those targets that are stale. Another process may do the same at the same time: each builds aside and swaps.
 * @param announce called before they are built, which takes some seconds
 * @throws Error with a build's first error as one line
 */
export async function buildIfStale(root: string, targets: readonly BuildTarget[], announce: () => void): Promise<void> {
  const stale = targets.filter((target) => isStale(root, target));
  if (stale.length === 0) return;
  announce();
  // Each ends its own way before the failure of another is told.
  const ended = await Promise.allSettled(stale.map((target) => build(root, target)));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

async function build(root: string, target: BuildTarget): Promise<void> {
  const aside = join(root, `${target.folder}.${process.pid}`);
  // As old as its beginning: what is changed while it is built may not be in it. Sources of this very moment are.
  const begun = new Date(Date.now() + 1);
  try {
    for (const config of target.configs) await runVite(root, config, aside);
    await utimes(join(aside, target.mark), begun, begun);
    await swap(aside, join(root, target.folder));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function swap(fresh: string, place: string): Promise<void> {
  const old = `${place}.old.${process.pid}`;
  if (existsSync(place)) await rename(place, old);
  await rename(fresh, place);
  await rm(old, { recursive: true, force: true });
}

function runVite(root: string, config: string, outDir: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) throw new Error('The console’s page is not built and Vite is not installed. Run npm ci.');
  const words = [vite, 'build', '--config', join(root, config), '--outDir', outDir, '--logLevel', 'error'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: dirname(join(root, config)),
      // Whoever asks may be a test: the page is always the one that users get.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (part: Buffer): void => {
      output = (output + part.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${config} could not be built: ${firstError(output)}`));
    });
  });
}

function firstError(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours start with the escape character
  const lines = output.replace(/\u001b\[[0-9;]*m/g, '').split('\n');
  const telling = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(error during build|build failed with \d+ errors?):?$/i.test(line));
  return telling.find((line) => /error|cannot|could not/i.test(line)) ?? telling[0] ?? 'no reason given';
}
