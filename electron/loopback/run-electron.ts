import { spawn } from 'node:child_process';

const STARTED_MS = 10_000;

/**
 * Opens the console in Electron and waits for its end.
 * @returns its exit status, or null when it failed right at its start, so that the browser can take over
 */
export function runElectron(executable: string, root: string, argv: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const started = performance.now();
    // Chromium writes its own notes to stderr, which mean nothing to a user.
    const child = spawn(executable, [root, ...argv], { stdio: ['ignore', 'inherit', 'ignore'] });
    const forward = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    const signals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const end = (code: number | null): void => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', () => end(null));
    child.on('exit', (code) => {
      const early = performance.now() - started < STARTED_MS;
      end(code === 0 ? 0 : early ? null : (code ?? 1));
    });
  });
}
