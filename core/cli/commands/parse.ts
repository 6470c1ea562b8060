/** parse: normalised records of one file or of standard input, one JSON object a line. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../contract/errors.ts';
import { parseActivities } from '../../ingest/parse-activities.ts';
import { parseFile } from '../../ingest/parse-file.ts';
import type { LineCounts } from '../../ingest/slice/counts.ts';
import { systemReason } from '../../kit/system-reason.ts';
import { inertJson } from '../../kit/visible-text.ts';
import { createZone } from '../../kit/zone.ts';
import { countedReasons } from '../../model/reason-text.ts';
import { auditHint } from '../audit-hint.ts';
import { chosenConnectors, connectorFileOption } from '../connectors.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { chosenFormats, formatFileOption } from '../format-file.ts';
import { humanCount, humanNumber } from '../human.ts';
import { endStdinWhenCancelled } from '../interrupt.ts';

interface ParseOptions {
  readonly format: string;
  readonly connector?: string;
  readonly formatFile?: string;
  readonly connectorFile?: string;
  readonly workspace?: string;
  readonly zone: string;
  readonly rejects?: string;
}

/** Records and rejects are many and small: they leave in pieces. */
const PIECE = 65_536;

export function addParseCommand(program: Command, context: CommandContext): void {
  program
    .command('parse <file>')
    .description('normalised records of a log or an audit log, one JSON object a line; - reads standard input')
    .option('--format <id>', 'read as this format instead of detecting it line by line', 'auto')
    .option('--connector <id>', "read the audit log of a connected app; auto tells them apart by each record's looks")
    .addOption(formatFileOption())
    .addOption(connectorFileOption())
    .option('-w, --workspace <folder>', 'know the formats that this workspace describes')
    .option('--zone <name>', 'IANA zone of times that name none', 'UTC')
    .option('--ndjson', 'one JSON object a line (always so)')
    .option('--rejects <file>', 'write lines that could not be read there, with number and reason')
    .action((file: string, options: ParseOptions) => parse(file, options, context));
}

async function parse(file: string, options: ParseOptions, context: CommandContext): Promise<void> {
  if (createZone(options.zone) === undefined) throw new UsageError(`--zone ${options.zone} is no time zone.`);
  const rejects = options.rejects === undefined ? null : new RejectFile(options.rejects);
  if (file === '-') endStdinWhenCancelled(context.signal);
  let text = '';
  const flush = async (): Promise<void> => {
    const piece = text;
    text = '';
    if (context.signal.aborted) throw new AppError('job.cancelled', 'Cancelled.');
    await context.out.write(piece);
  };
  try {
    const print = (record: object): Promise<void> | undefined => {
      text += `${inertJson(record)}\n`;
      return text.length < PIECE ? undefined : flush();
    };
    const onReject = (line: number, verdict: string, reason: string, raw: string): void => {
      if (verdict === 'rejected') rejects?.add({ line, reason, raw });
    };
    const counts = await readFile(file, options, context, print, onReject);
    await flush();
    const { read, parsed, rejected, skipped, blank } = counts;
    const sum = `${humanCount(read, 'line')}: ${humanNumber(parsed)} parsed, ${humanNumber(rejected)} rejected`;
    context.note(`${sum}, ${humanNumber(skipped)} skipped, ${humanNumber(blank)} blank.${reasonsOf(counts.reasons)}`);
    const isForTraffic = options.connector === undefined && options.connectorFile === undefined;
    const hint = isForTraffic && options.format === 'auto' ? await auditHint(file, counts) : '';
    if (hint !== '') context.note(hint);
  } finally {
    rejects?.close();
  }
}

/** Activities where a connector is asked for, else traffic. */
async function readFile(
  file: string,
  options: ParseOptions,
  context: CommandContext,
  print: (record: object) => Promise<void> | undefined,
  onReject: (line: number, verdict: string, reason: string, raw: string) => void,
): Promise<LineCounts> {
  if (options.connector !== undefined || options.connectorFile !== undefined) {
    if (options.format !== 'auto')
      throw new UsageError('--format reads traffic and --connector activities: choose one.');
    const { connectors } = await chosenConnectors(options, context);
    return parseActivities(file, { connectors, zone: createZone(options.zone), onActivity: print, onReject });
  }
  const { format, own } = await chosenFormats(options, context);
  return parseFile(file, { format, own, zone: options.zone, onRecord: print, onReject });
}

function reasonsOf(reasons: Readonly<Record<string, number>>): string {
  const all = [...countedReasons(reasons), ...countedReasons(reasons, 'counted')];
  const parts = all.map(([words, count]) => `${words}: ${humanNumber(count)}`);
  return parts.length === 0 ? '' : ` Reasons: ${parts.join('; ')}.`;
}

/** Written synchronously: a file that rejects every line must not pile up in memory. */
class RejectFile {
  private readonly file: string;
  private readonly descriptor: number;
  private text = '';

  constructor(file: string) {
    this.file = file;
    this.descriptor = this.guard(() => openSync(file, 'w'));
  }

  add(reject: { readonly line: number; readonly reason: string; readonly raw: string }): void {
    this.text += `${inertJson(reject)}\n`;
    if (this.text.length >= PIECE) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.descriptor);
  }

  private flush(): void {
    const { text } = this;
    this.text = '';
    this.guard(() => writeSync(this.descriptor, text));
  }

  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new AppError('file.notWritable', `${this.file} cannot be written: ${systemReason(error)}.`, {
        path: this.file,
      });
    }
  }
}
