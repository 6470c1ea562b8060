/** One run of the command line: parse, do, and end with the status that the outcome earns. */
import process from 'node:process';
import { CommanderError } from 'commander';
import { AppError } from '../contract/errors.ts';
import { type Ending, EXIT, endingOf } from './failure.ts';
import { listenForInterrupts } from './interrupt.ts';
import { Output } from './output.ts';
import { buildProgram } from './program.ts';

export async function main(words: readonly string[]): Promise<void> {
  const out = new Output(process.stdout);
  // Standard error may be closed as well; there is nobody left to tell.
  process.stderr.on('error', () => undefined);
  const interrupts = listenForInterrupts();
  const note = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const ending = await run(words, out, note, interrupts.signal);
  interrupts.stop();
  if (ending.message !== null) note(`undercast: ${ending.message}`);
  process.exitCode = ending.status;
}

async function run(
  words: readonly string[],
  out: Output,
  note: (text: string) => void,
  signal: AbortSignal,
): Promise<Ending> {
  try {
    const program = await buildProgram(words, { out, note, signal });
    await program.parseAsync(words, { from: 'user' });
    await out.flush();
    return { status: EXIT.done, message: null };
  } catch (error) {
    if (error instanceof CommanderError) return endingOfCommander(error);
    if (signal.aborted && !isDeliberate(error)) return endingOf(new AppError('job.cancelled', 'Cancelled.'));
    return endingOf(error);
  }
}

/** Errors that stand whether or not the user pressed Ctrl+C meanwhile. */
function isDeliberate(error: unknown): boolean {
  return error instanceof AppError && error.code !== 'engine.gone' && error.code !== 'engine.bug';
}

function endingOfCommander(error: CommanderError): Ending {
  if (error.exitCode === 0) {
    return { status: EXIT.done, message: null };
  }
  if (error.code === 'commander.help')
    return { status: EXIT.usage, message: 'Say what to do; "undercast --help" lists the commands.' };
  return { status: EXIT.usage, message: error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ') };
}
