import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogLevel } from '../shared/engine-messages.ts';
import { configFolder, workspaceHome } from '../shared/paths.ts';
import { buildIfStale, NODE_CODE, PAGE } from './build-if-stale.ts';
import type { LaunchWords } from './launch-words.ts';
import { openInBrowser } from './open-in-browser.ts';
import { childProcessEngine } from './spawn-engine.ts';
import { type RunningConsole, readWish, startConsole } from './start-console.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

export function readVersion(): string {
  const parsed = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
  return parsed.version;
}

/** Serves the console in the browser until the user ends it; returns the exit status. */
export async function runConsole(words: LaunchWords, open: boolean): Promise<number> {
  const home = workspaceHome();
  const wish = await readWish(words, home);
  const announce = (): void => console.error('Building the console, once; this takes some seconds …');
  await buildIfStale(ROOT, [PAGE, NODE_CODE], announce);
  const version = readVersion();
  const running = await startConsole({
    version,
    pageFolder: join(ROOT, PAGE.folder),
    port: words.port,
    configFolder: configFolder(),
    workspaceHome: home,
    wish,
    // Compiled, its process and threads start in half the time that the sources take.
    spawn: childProcessEngine(
      { resourcesDir: join(ROOT, 'resources'), version },
      join(ROOT, NODE_CODE.folder, 'engine-child.js'),
    ),
    log: logToTerminal,
  });
  const opened = open && (await openInBrowser(running.address()));
  const rest = asksForAddresses() ? 'Enter prints another, Ctrl+C ends Undercast.' : 'Ctrl+C ends Undercast.';
  console.log(
    `${opened ? 'Opened in your browser. Another address' : 'Open this address in a browser'}: ${running.address()}`,
  );
  console.log(`Each address opens the console once. ${rest}`);
  await untilEnded(running);
  return 0;
}

function logToTerminal(level: LogLevel, message: string, data?: string): void {
  if (level === 'info' && !process.env.UNDERCAST_DEBUG) return;
  console.error(`undercast: ${message}${data ? ` ${data}` : ''}`);
}

/** At a terminal, or driven by a program that said it will ask. */
function asksForAddresses(): boolean {
  return process.stdin.isTTY || process.env.UNDERCAST_ADDRESS_ON_LINE === '1';
}

async function untilEnded(running: RunningConsole): Promise<void> {
  const terminal = asksForAddresses() ? createInterface({ input: process.stdin }) : null;
  terminal?.on('line', () => console.log(running.address()));
  await new Promise<void>((resolve) => {
    // `on`, not `once`: an impatient second Ctrl+C must not cut the engine's closing short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  terminal?.close();
  await running.stop();
}
