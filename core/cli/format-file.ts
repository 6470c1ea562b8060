/** Formats that a command line brings along: in a file, or from a workspace. */
import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { type CustomFormat, readCustomFormat } from '../contract/custom-format.ts';
import { AppError } from '../contract/errors.ts';
import type { CommandContext } from './context.ts';
import { EngineSession } from './engine-session.ts';
import { UsageError } from './failure.ts';
import { reading } from './read-failure.ts';

/** `--format-file FILE`. */
export function formatFileOption(): Option {
  return new Option('--format-file <file>', 'read as the format that this JSON file describes');
}

export interface FormatChoice {
  /** `auto` or an id, as `formatsFor` takes it. */
  readonly format: string;
  readonly own: readonly CustomFormat[];
}

/** The format to read as, and the described ones that may be it. @throws AppError, UsageError */
export async function chosenFormats(
  options: {
    readonly format: string;
    readonly formatFile?: string | undefined;
    readonly workspace?: string | undefined;
  },
  context: CommandContext,
): Promise<FormatChoice> {
  if (options.formatFile !== undefined) {
    if (options.format !== 'auto') throw new UsageError('Give --format or --format-file, not both.');
    const definition = await readFormatFile(options.formatFile);
    return { format: definition.id, own: [definition] };
  }
  if (options.workspace === undefined) return { format: options.format, own: [] };
  const { workspace } = options;
  const own = await EngineSession.use(context, async (session) => {
    await session.open(workspace, { readOnly: true });
    return ownFormats(session);
  });
  return { format: options.format, own };
}

/** Formats that the open workspace describes. */
export async function ownFormats(session: EngineSession): Promise<CustomFormat[]> {
  const listed = await session.call('formats.list', {});
  const own: CustomFormat[] = [];
  for (const { id, grade } of listed) {
    if (grade === 'own') own.push((await session.call('formats.get', { id })).definition);
  }
  return own;
}

/** @throws AppError when the file cannot be read or describes no format */
export async function readFormatFile(file: string): Promise<CustomFormat> {
  const { compileFormat } = await import('../ingest/formats/custom/compile.ts');
  const definition = readCustomFormat(readJsonFile(file));
  compileFormat(definition);
  return definition;
}

/** @throws AppError when the file cannot be read or is no JSON */
export function readJsonFile(file: string): unknown {
  const text = reading(file, () => readFileSync(file, 'utf8'));
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('format.invalid', `${file} is no JSON: ${reason}`, { where: '' });
  }
}
