import { checkRuntime } from '../engine/runtime-check.ts';
import { reportFailure } from './launch.ts';
import { readLaunchWords } from './launch-words.ts';
import { runConsole } from './run-console.ts';

/**
 * `undercast serve [--workspace W] [--port N] [--sample]`: the console for a browser, its address printed, nothing opened.
 * @returns the exit status
 */
export async function runServe(argv: readonly string[]): Promise<number> {
  try {
    const words = readLaunchWords(argv);
    if (words.help) {
      console.log('Usage: undercast serve [--workspace W] [--port N] [--sample]');
      return 0;
    }
    await checkRuntime();
    return await runConsole(words, false);
  } catch (error) {
    return reportFailure(error);
  }
}
