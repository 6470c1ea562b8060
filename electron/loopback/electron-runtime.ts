import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from '../shared/json-file.ts';

const POLL_MS = 250;
/** A failed attempt is not repeated for the rest of a working day, unless the computer was started anew or asked to. */
const REMEMBERED_MS = 12 * 3600 * 1000;

/** Path of Electron's executable, or null where its runtime is not installed. */
export function findElectron(root: string): string | null {
  const home = join(root, 'node_modules', 'electron');
  try {
    const path = readFileSync(join(home, 'path.txt'), 'utf8').trim();
    const full = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), path);
    return existsSync(full) ? full : null;
  } catch {
    return null;
  }
}

/** Why Electron could not open a window here even if it were installed; null when it could. */
export function electronObstacle(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  uid: number | undefined,
): string | null {
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  // Chromium's sandbox does not run as root, and without it a hostile log line would be nearer to the system.
  return uid === 0 ? 'it does not run as root' : null;
}

export interface DownloadOptions {
  readonly root: string;
  /** How long nothing may arrive before the attempt ends. */
  readonly quietMs?: number;
  readonly installer?: string;
}

/** Runs Electron's own installer, which fetches its runtime; false as soon as nothing arrives any more. */
export async function downloadElectron({ root, quietMs = 10_000, installer }: DownloadOptions): Promise<boolean> {
  const script = installer ?? join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return false;
  const temporary = await mkdtemp(join(tmpdir(), 'undercast-electron-'));
  const unpacked = join(root, 'node_modules', 'electron', 'dist');
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(process.execPath, [script], { stdio: 'ignore', env });
  const ended = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
  let bytes = -1;
  let lastGrowth = performance.now();
  const timer = setInterval(async () => {
    // The installer says nothing while it works, so progress is what grows: the download, then the unpacked folder.
    const size = (await folderBytes(temporary)) + (await folderBytes(unpacked));
    if (size !== bytes) {
      bytes = size;
      lastGrowth = performance.now();
    } else if (performance.now() - lastGrowth > quietMs) child.kill('SIGKILL');
  }, POLL_MS);
  const done = await ended;
  clearInterval(timer);
  await rm(temporary, { recursive: true, force: true });
  return done;
}

async function folderBytes(folder: string): Promise<number> {
  let sum = 0;
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile()) sum += found.size;
  }
  return sum;
}

/** Remembers in the temporary folder that Electron could not be had, so that not every start waits for it. */
export interface AttemptMemory {
  failedLately(): Promise<boolean>;
  noteFailure(): Promise<void>;
}

export function createAttemptMemory(folder: string = tmpdir(), now: () => number = Date.now): AttemptMemory {
  const path = join(folder, `undercast-electron-attempt-${process.getuid?.() ?? 'user'}.json`);
  const bootTime = (): number => now() - uptime() * 1000;
  return {
    async failedLately() {
      const noted = await readJsonFile(path);
      const at = typeof noted === 'object' && noted !== null && 'at' in noted ? Number(noted.at) : Number.NaN;
      return at > bootTime() && now() - at < REMEMBERED_MS;
    },
    // Not being able to remember only costs the next start some seconds.
    noteFailure: () => writeJsonFile(path, { at: now() }).catch(() => undefined),
  };
}
