/** One run of the command line: parse, do, and end with the status that the outcome earns. */
import process from 'node:process';
import { CommanderError } from 'commander';
import { AppError } from '../contract/errors.ts';
import type { CommandContext } from './context.ts';
import { AlreadyTold, type Ending, EXIT, type ExitStatus, endingOf } from './failure.ts';
import { printableLine } from './human.ts';
import { listenForInterrupts } from './interrupt.ts';
import { Output } from './output.ts';
import { startOwnEngine } from './own-engine.ts';
import { buildProgram } from './program.ts';

export async function main(words: readonly string[]): Promise<void> {
  const out = new Output(process.stdout);
  // Standard error may be closed as well; there is nobody left to tell.
  process.stderr.on('error', () => undefined);
  const interrupts = listenForInterrupts();
  const note = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  process.exitCode = await runCommand(words, { out, note, signal: interrupts.signal, startEngine: startOwnEngine });
  interrupts.stop();
}

/** Does what the words say and notes why it did not, if so. */
export async function runCommand(words: readonly string[], given: CommandContext): Promise<ExitStatus> {
  // Notes name files and answers of providers: a terminal obeys nothing in them.
  const context: CommandContext = { ...given, note: (text) => given.note(printableLine(text)) };
  const { status, message } = await ending(words, context);
  if (message !== null) context.note(`undercast: ${message}`);
  return status;
}

async function ending(words: readonly string[], context: CommandContext): Promise<Ending> {
  try {
    const program = await buildProgram(words, context);
    await program.parseAsync(words, { from: 'user' });
    await context.out.flush();
    return { status: EXIT.done, message: null };
  } catch (error) {
    if (error instanceof CommanderError) return endingOfCommander(error, words[0]);
    if (context.signal.aborted && !isDeliberate(error)) return endingOf(new AppError('job.cancelled', 'Cancelled.'));
    return endingOf(error);
  }
}

/** Errors that stand whether or not the user pressed Ctrl+C meanwhile. */
function isDeliberate(error: unknown): boolean {
  if (error instanceof AlreadyTold) return true;
  return error instanceof AppError && error.code !== 'engine.gone' && error.code !== 'engine.bug';
}

function endingOfCommander(error: CommanderError, group: string | undefined): Ending {
  if (error.exitCode === 0) {
    return { status: EXIT.done, message: null };
  }
  if (error.code === 'commander.help') {
    const help = ['undercast', group, '--help'].filter(Boolean).join(' ');
    return { status: EXIT.usage, message: `Say what to do; "${help}" lists the commands.` };
  }
  return { status: EXIT.usage, message: error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ') };
}
