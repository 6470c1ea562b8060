import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineSettings, EngineToHost, SpawnEngine } from '../shared/engine-messages.ts';

/**
 * Threads share so many pools of memory outside the collected heaps, where the C library has pools. Its own eight for each core keep what
 * other threads could use: an import of ten million lines took 40 MB more with them, and no less time.
 */
const MEMORY_POOLS = '2';

/**
 * The engine as a child process of plain Node.
 * @param entry file that runs it
 */
export function childProcessEngine(settings: EngineSettings, entry: string | URL): SpawnEngine<never> {
  return (listener) => {
    const child = fork(entry instanceof URL ? fileURLToPath(entry) : entry, [JSON.stringify(settings)], {
      serialization: 'advanced',
      env: { MALLOC_ARENA_MAX: MEMORY_POOLS, ...process.env },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let lastWords = '';
    let gone = false;
    const exit = (reason: string): void => {
      if (gone) return;
      gone = true;
      listener.exit(reason);
    };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-4000);
    });
    child.on('message', (message) => listener.message(message as EngineToHost));
    child.on('error', (error) => exit(`The engine process could not be started: ${error.message}`));
    child.on('close', (code, signal) => exit(describeExit(code, signal, lastWords)));
    return {
      send: (message) => {
        // A message to a process that is just dying is lost with it; `exit` follows.
        if (child.connected) child.send(message, () => undefined);
      },
      attach: () => undefined,
      kill: () => child.kill('SIGKILL'),
    };
  };
}

/** One line: how it ended and, where it said so, why. */
export function describeExit(code: number | null, signal: string | null, lastWords: string): string {
  const how = signal === null ? `ended with status ${code}` : `was ended by ${signal}`;
  const why = /^(?:[A-Za-z]*Error: .*|FATAL ERROR: .*)$/m.exec(lastWords)?.[0];
  return `The engine process ${how}${why === undefined ? '' : ` (${why})`}.`;
}
