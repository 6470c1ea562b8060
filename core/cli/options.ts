/** Readers of option values; what they refuse is a fault of the command line. */
import { type Command, InvalidArgumentError, Option } from 'commander';

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

export const LIMIT_MAX = 10_000_000;

/** `--workspace W`, required. */
export function workspaceOption(): Option {
  return new Option('-w, --workspace <folder>', 'the workspace folder').makeOptionMandatory();
}

export interface ScopeOptions {
  readonly workspace: string;
  readonly from?: string;
  readonly to?: string;
  readonly filter?: string;
  readonly stream?: string;
  readonly view?: string;
}

/** What narrows a question: workspace, time range, filter, stream. */
export function withScope(command: Command): Command {
  return command
    .addOption(workspaceOption())
    .option('--from <time>', 'from this time on: ISO, or -7d before the last event')
    .option('--to <time>', 'up to this time; a bare date includes its day')
    .option('--filter <text>', 'a filter, such as: category:crm and users>5')
    .option('--stream <name>', 'only this stream; those of the global view when absent')
    .option('--view <name>', 'a view of your own');
}
