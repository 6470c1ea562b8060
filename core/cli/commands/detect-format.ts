/** detect-format: which formats a log may be in, best first, and why. */
import path from 'node:path';
import type { Command } from 'commander';
import { CONNECTORS, detectConnector } from '../../connectors/index.ts';
import { appNamed } from '../../connectors/own/guess-more.ts';
import { AppError } from '../../contract/errors.ts';
import { type Candidate, detectFormat } from '../../ingest/detect/detect.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import { openHead } from '../../ingest/read/open-text.ts';
import { HEAD_ONLY, listSources } from '../../ingest/read/sources.ts';
import { mayBeAuditLog } from '../../services/imports/preview-activities.ts';
import { chosenConnectors, connectorFileOption } from '../connectors.ts';
import type { CommandContext } from '../context.ts';
import { chosenFormats, formatFileOption } from '../format-file.ts';
import { textTable } from '../text-table.ts';

/** Of the unpacked log; what detection looks at. */
const SAMPLE_BYTES = 512 * 1024;

export function addDetectFormatCommand(program: Command, context: CommandContext): void {
  program
    .command('detect-format <file>')
    .description('which formats a log may be in, best first, with reasons; - reads standard input')
    .addOption(formatFileOption())
    .addOption(connectorFileOption())
    .option('-w, --workspace <folder>', 'know the formats that this workspace describes')
    .option('--json', 'one JSON array')
    .action((file: string, options: DetectOptions) => detect(file, options, context));
}

interface DetectOptions {
  readonly formatFile?: string;
  readonly connectorFile?: string;
  readonly workspace?: string;
  readonly json?: boolean;
}

async function detect(file: string, options: DetectOptions, context: CommandContext): Promise<void> {
  const { own } = await chosenFormats({ ...options, format: 'auto' }, context);
  const { own: described } = await chosenConnectors(options, context);
  const { sources, problems } = await listSources([file]);
  const [source] = sources;
  if (source === undefined) throw problems[0]?.error ?? new AppError('file.empty', `There are no logs in ${file}.`);
  const { text } = await openHead(await source.open(HEAD_ONLY), SAMPLE_BYTES);
  if (text === '') throw new AppError('file.empty', `${source.name} is empty.`, { path: source.name });
  const sample = { text, fileName: path.basename(source.name) };
  // Equal scores leave the traffic format first: sort is stable.
  const candidates = [...detectFormat(sample, formatsFor('auto', own)), ...detectConnector(sample, described)].sort(
    (a, b) => b.score - a.score,
  );
  if (options.json === true) return context.out.json(candidates);
  if (candidates.length === 0) {
    const next = (await mayBeAuditLog(source, SAMPLE_BYTES))
      ? `Its records look like those of an audit log${appWords(source.name)}: "undercast connectors describe" maps their fields and tries it.`
      : '"undercast formats" lists those that are known.';
    throw new AppError('file.noFormat', `No known format reads ${source.name}. ${next}`);
  }
  await context.out.write(candidateText(candidates));
  if (sources.length > 1) context.note(`Looked at ${source.name}, the first of ${sources.length} files.`);
}

/** The app, where the file is named after one. */
function appWords(name: string): string {
  const app = appNamed(path.basename(name).replace(/\.[a-z0-9]+$/i, ''), CONNECTORS);
  return app === undefined ? '' : ` of ${app}`;
}

function candidateText(candidates: readonly Candidate[]): string {
  const rows = candidates.map((candidate) => [
    candidate.format,
    `${Math.round(candidate.score * 100)} %`,
    `${Math.round(candidate.parsedShare * 100)} %`,
    [...candidate.reasons, ...candidate.doubts.map((doubt) => `but ${doubt}`)].join('; '),
  ]);
  const columns = [
    { title: 'FORMAT' },
    { title: 'SCORE', align: 'right' as const },
    { title: 'LINES READ', align: 'right' as const },
    { title: 'REASONS' },
  ];
  return textTable(columns, rows);
}
