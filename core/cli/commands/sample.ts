/** sample: the made-up organisation, as a workspace or as log files. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { AppError } from '../../contract/errors.ts';
import { formatInstant } from '../../export/index.ts';
import {
  generateLog,
  LOG_FORMATS,
  type LogFormat,
  SAMPLE_DAYS,
  type SampleFile,
  sampleFiles,
  sampleStories,
  startFor,
} from '../../sample/index.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession, workspacePlace } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanCount } from '../human.ts';
import { orLeaveNothing } from '../new-workspace.ts';
import { wholeNumber } from '../options.ts';
import { timeArgument } from '../time-range.ts';
import { refuseExisting, writeWholeFile } from '../write-file.ts';

interface SampleOptions {
  readonly workspace?: string;
  readonly out?: string;
  readonly format?: LogFormat;
  readonly lines: number;
  readonly seed: number;
  readonly end: string;
  readonly json?: boolean;
}

const DEFAULT_LINES = 60_000;
const DEFAULT_SEED = 7;
/** A fixed day, so that the same words write the same bytes on any day; relative ranges anchor on the data's last event. */
const DEFAULT_END = '2026-06-29';

export function addSampleCommand(program: Command, context: CommandContext): void {
  program
    .command('sample')
    .description('generate the made-up organisation: a workspace, or its log files')
    .option('-w, --workspace <folder>', 'make a sample workspace here')
    .option('--out <folder>', 'write log files here')
    .addOption(new Option('--format <name>', 'with --out: one log of all offices in this layout').choices(LOG_FORMATS))
    .option('--lines <n>', 'lines in all', wholeNumber(1_000, 1_000_000_000), DEFAULT_LINES)
    .option(
      '--seed <n>',
      'another seed gives other people and other traffic',
      wholeNumber(0, 2 ** 31 - 1),
      DEFAULT_SEED,
    )
    .option('--end <date>', 'with --out: the day the logs end', DEFAULT_END)
    .option('--json', 'what was made, as JSON')
    .action(async (options: SampleOptions) => {
      if ((options.workspace === undefined) === (options.out === undefined)) {
        throw new UsageError('Give either --workspace or --out.');
      }
      if (options.workspace !== undefined) await makeWorkspace(options.workspace, options, context);
      else if (options.out !== undefined) await writeLogs(options.out, options, context);
    });
}

async function makeWorkspace(folder: string, options: SampleOptions, context: CommandContext): Promise<void> {
  if (options.lines > 5_000_000)
    throw new UsageError('--lines goes up to 5000000 with --workspace; use --out for more.');
  if (workspacePlace(folder).isThere) {
    throw new AppError('workspace.exists', `There is something at ${folder} already. Name another folder.`);
  }
  const info = await orLeaveNothing(folder, () =>
    EngineSession.use(context, (session) =>
      session.run('workspace.createSample', {
        token: session.grant(folder, true),
        seed: options.seed,
        lines: options.lines,
      }),
    ),
  );
  if (options.json === true) return context.out.json(info);
  return context.out.line(`Sample workspace made at ${info.path}.`);
}

/** All files or none. */
async function writeLogs(folder: string, options: SampleOptions, context: CommandContext): Promise<void> {
  const end = timeArgument(options.end, 'to', { lastEvent: null, zone: 'UTC' });
  if (end === undefined) throw new UsageError(`--end ${options.end} is no date.`);
  const { seed, lines } = options;
  const files =
    options.format === undefined ? sampleFiles({ seed, lines, end }) : [oneLog(options.format, options, end)];
  await mkdir(folder, { recursive: true });
  const targets = files.map((file) => path.join(folder, file.name));
  for (const target of targets) await refuseExisting(target);
  const written: string[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const target = targets[index] ?? '';
      await writeWholeFile(target, untilCancelled(file.chunks, context.signal));
      written.push(target);
    }
  } catch (error) {
    for (const target of written) await rm(target, { force: true });
    throw error;
  }
  const stories = options.format === undefined ? sampleStories({ seed, lines, end }) : (files[0]?.stories ?? []);
  if (options.json === true) {
    return context.out.json({
      files: files.map((file, index) => ({ path: targets[index], stream: file.stream, lines: file.lines })),
      stories: stories.map((story) => ({ ...story, from: formatInstant(story.from), to: formatInstant(story.to) })),
    });
  }
  for (const [index, file] of files.entries())
    await context.out.line(`${targets[index]}: ${humanCount(file.lines, 'line')}`);
  for (const story of stories) await context.out.line(`Planted: ${story.title} (${story.host}).`);
}

function oneLog(format: LogFormat, options: SampleOptions, end: number): SampleFile {
  const { seed, lines } = options;
  const log = generateLog({ seed, lines, format, start: startFor(end, SAMPLE_DAYS), days: SAMPLE_DAYS });
  return { name: `${format}.log`, stream: format, lines, stories: log.stories, chunks: log.chunks };
}

/** Lets signals in between chunks: generating never waits for anything by itself. */
async function* untilCancelled(chunks: Iterable<string>, signal: AbortSignal): AsyncGenerator<string> {
  for (const chunk of chunks) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new AppError('job.cancelled', 'Cancelled.');
    yield chunk;
  }
}
