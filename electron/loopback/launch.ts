import { AppError } from '../../core/contract/errors.ts';
import { checkRuntime } from '../engine/runtime-check.ts';
import { buildIfStale, ELECTRON_CODE, PAGE } from './build-if-stale.ts';
import { createAttemptMemory, downloadElectron, electronObstacle, findElectron } from './electron-runtime.ts';
import { LAUNCH_HELP, type LaunchWords, readLaunchWords, UsageError } from './launch-words.ts';
import { ROOT, runConsole } from './run-console.ts';
import { runElectron } from './run-electron.ts';

/**
 * `npm start`: the console in Electron where it can be had, in the browser otherwise.
 * @returns the exit status; whatever goes wrong is one line on stderr
 */
export async function launch(argv: readonly string[]): Promise<number> {
  try {
    const words = readLaunchWords(argv);
    if (words.help) {
      console.log(LAUNCH_HELP);
      return 0;
    }
    await checkRuntime();
    const why = words.electron === 'never' ? null : await tryElectron(words, argv);
    if (typeof why === 'number') return why;
    if (why !== null) console.log(`Electron cannot be used here (${why}), so the console runs in your browser.`);
    return await runConsole(words, words.open);
  } catch (error) {
    return reportFailure(error);
  }
}

/** One line on stderr, never a stack trace; returns the exit status. */
export function reportFailure(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`undercast: ${error.message} --help lists the options.`);
    return 2;
  }
  const message = error instanceof AppError || error instanceof Error ? error.message : String(error);
  console.error(`undercast: ${message.split('\n')[0]}`);
  return 1;
}

/** Electron's exit status once the user closed it, or why it cannot be used. */
async function tryElectron(words: LaunchWords, argv: readonly string[]): Promise<number | string> {
  const obstacle = electronObstacle(process.platform, process.env, process.getuid?.());
  if (obstacle !== null) return obstacle;
  const executable = findElectron(ROOT) ?? (await fetchElectron(words));
  if (executable === null) return 'its runtime is not installed and could not be downloaded';
  const announce = (): void => console.error('Building the console, once; this takes some seconds …');
  await buildIfStale(ROOT, [PAGE, ELECTRON_CODE], announce);
  return (await runElectron(executable, ROOT, argv)) ?? 'it failed to start';
}

async function fetchElectron(words: LaunchWords): Promise<string | null> {
  const memory = createAttemptMemory();
  if (words.electron !== 'retry' && (await memory.failedLately())) return null;
  console.error('Getting Electron’s runtime …');
  if (!(await downloadElectron({ root: ROOT }))) await memory.noteFailure();
  return findElectron(ROOT);
}
