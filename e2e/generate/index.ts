import { writeSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { generateLog, isLogFormat, LOG_FORMATS, type LogFormat, startFor } from '../../core/sample/index.ts';
import { makeHostile } from './hostile.ts';
import { writeLog } from './write-log.ts';

function whole(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

function format(text: string): LogFormat {
  if (!isLogFormat(text)) throw new InvalidArgumentError(`It must be one of ${LOG_FORMATS.join(', ')}.`);
  return text;
}

function day(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('It must be a date such as 2025-06-30.');
  return time;
}

interface Options {
  readonly format: LogFormat;
  readonly lines: number;
  readonly seed: number;
  readonly days: number;
  readonly end: number;
  readonly out?: string;
  readonly hostile: boolean;
  readonly stories: boolean;
}

const program = new Command('generate')
  .description("Writes a seeded log of a made-up organisation's web traffic.")
  .option('--format <name>', `layout: ${LOG_FORMATS.join(', ')}`, format, 'squid' as LogFormat)
  .option('--lines <n>', 'lines of the log', whole, 1_000_000)
  .option('--seed <n>', 'another seed gives another organisation', whole, 1)
  .option('--days <n>', 'days that the log covers', whole, 14)
  .option('--end <date>', 'where the log ends', day, Date.UTC(2025, 5, 30))
  .option('--out <file>', 'file to write; standard output when absent')
  .option('--hostile', 'mix in lines that try to break a reader', false)
  .option('--stories', 'print what was planted, as JSON, on standard error', false)
  .parse();

function run(options: Options): void {
  const start = startFor(options.end, options.days);
  const log = generateLog({ ...options, start });
  const chunks = options.hostile
    ? makeHostile({ seed: options.seed, chunks: log.chunks, seconds: Math.floor(start / 1000) + 3600 })
    : log.chunks;
  if (options.out !== undefined) writeLog(options.out, chunks);
  else
    for (const chunk of chunks) writeSync(1, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'));
  if (options.stories) process.stderr.write(`${JSON.stringify(log.stories, null, 2)}\n`);
}

try {
  run(program.opts<Options>());
} catch (error) {
  process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
