import { AppError, type AppErrorCode, type AppErrorData } from '../contract/errors.ts';

export const EXIT = { done: 0, input: 1, usage: 2, cancelled: 3 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The command line is at fault (status 2). */
export class UsageError extends Error {}

/** Whoever read our output went away (`| head`): no failure, nothing left to do. */
export class OutputClosed extends Error {}

/** Something else has printed the reason; only the status is left to hand on. */
export class AlreadyTold extends Error {
  readonly status: ExitStatus;

  constructor(status: number) {
    super('already told');
    this.status = status === EXIT.usage || status === EXIT.cancelled ? status : EXIT.input;
  }
}

/** Faults of what was typed, though only the engine could tell. */
const USAGE_CODES: ReadonlySet<AppErrorCode> = new Set([
  'input.invalid',
  'query.badFilter',
  'query.badTime',
  'format.unknown',
  'zone.unknown',
]);

export interface Ending {
  readonly status: ExitStatus;
  /** One line for standard error; null when there is nothing to say. */
  readonly message: string | null;
}

/** What the process ends with after `error`. */
export function endingOf(error: unknown): Ending {
  if (error instanceof OutputClosed) return { status: EXIT.done, message: null };
  if (error instanceof AlreadyTold) return { status: error.status, message: null };
  if (error instanceof UsageError) return { status: EXIT.usage, message: oneLine(error.message) };
  if (error instanceof AppError) {
    if (error.code === 'job.cancelled') return { status: EXIT.cancelled, message: 'Cancelled. Nothing was changed.' };
    return { status: USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.input, message: oneLine(wordsFor(error)) };
  }
  return { status: EXIT.input, message: oneLine(error instanceof Error ? error.message : String(error)) };
}

function wordsFor({ code, data, message }: AppError): string {
  if (code === 'query.badFilter' && typeof data.position === 'number') {
    return `--filter, character ${data.position + 1}: ${message}`;
  }
  const words = WORDS[code]?.(data);
  return words === undefined || words === null ? message : `${message} ${words}`;
}

/** What to type: the engine's messages are read in the console, too, which has no options. */
const WORDS: { readonly [K in AppErrorCode]?: (data: AppErrorData) => string | null } = {
  'file.noFormat': ({ isForConnector }) =>
    isForConnector === true
      ? '--connector names it ("undercast connectors" lists all); "undercast connectors describe" writes a description.'
      : null,
  'probe.notAllowed': () => 'Or say --allow.',
  'catalog.olderUpdate': () => 'Say --allow-older if you want it all the same.',
  'workspace.readOnly': ({ found }) => (found === undefined ? null : '"undercast workspace compact" does so, too.'),
};

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
