/** connectors: every connector for audit logs, and the ones that a workspace describes itself. */
import { realpathSync } from 'node:fs';
import type { Command } from 'commander';
import { CONNECTORS } from '../../connectors/index.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { chosenConnectors, ownConnectors, readConnectorFile } from '../connectors.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { readJsonFile } from '../format-file.ts';
import { humanNumber } from '../human.ts';
import { addOwnCommands, descriptionText } from '../own-descriptions.ts';
import { reading } from '../read-failure.ts';
import { textTable } from '../text-table.ts';
import { writeWholeFile } from '../write-file.ts';

interface ListOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

interface DescribeOptions {
  readonly connectorFile?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function addConnectorsCommand(program: Command, context: CommandContext): void {
  const connectors = program
    .command('connectors')
    .description('readers of audit logs: the known ones, and those described by you');
  connectors
    .command('list', { isDefault: true })
    .description('every connector: id, title, how sure its layout is')
    .option('-w, --workspace <folder>', 'with the connectors that this workspace describes')
    .option('--json', 'one JSON array')
    .action((options: ListOptions) => list(options, context));
  connectors
    .command('describe <file>')
    .description('describe a provider that no connector reads: a first description guessed from an export, tried on it')
    .option('--connector-file <file>', 'try this description instead of guessing one')
    .option('--out <file>', 'write the description there')
    .option('--json', 'paths, operations, counts and the description as one JSON object')
    .action((file: string, options: DescribeOptions) => describe(file, options, context));
  addOwnCommands(connectors, context, {
    noun: 'connector',
    read: readConnectorFile,
    save: (session, definition) => session.call('connectors.save', { definition }),
    remove: (session, id) => session.call('connectors.remove', { id }),
    get: (session, id) => session.call('connectors.getOwn', { id }),
    list: ownConnectors,
  });
}

async function list(options: ListOptions, context: CommandContext): Promise<void> {
  const { connectors } = await chosenConnectors({ workspace: options.workspace }, context);
  const rows = connectors.map(({ id, title, vendor, app, grade, source, fields }) => ({
    id,
    title,
    vendor,
    app,
    grade,
    source,
    fields,
  }));
  if (options.json === true) return context.out.json(rows);
  const columns = ['ID', 'TITLE', 'VENDOR', 'GRADE'].map((title) => ({ title }));
  return context.out.write(
    textTable(
      columns,
      rows.map((row) => [row.id, row.title, row.vendor, row.grade]),
    ),
  );
}

async function describe(file: string, options: DescribeOptions, context: CommandContext): Promise<void> {
  const given = options.connectorFile === undefined ? {} : { definition: readJsonFile(options.connectorFile) };
  const answer = await EngineSession.use(context, (session) =>
    session.call('connectors.describe', {
      token: session.grant(reading(file, () => realpathSync(file))),
      ...given,
      limit: 1,
    }),
  );
  if (options.out !== undefined) await writeWholeFile(options.out, [descriptionText(answer.definition)]);
  if (options.json === true) return context.out.json(answer);
  await context.out.write(describeText(answer));
  if (answer.problem !== null) context.note(answer.problem.message);
  context.note(`Known connectors: ${CONNECTORS.length}; this one is used with --connector-file.`);
}

function describeText({ paths, operations, counts, definition }: MethodOutput<'connectors.describe'>): string {
  const table = textTable(
    [{ title: 'PATH' }, { title: 'RECORDS', align: 'right' }, { title: 'EXAMPLE' }],
    paths.map(({ path, count, example }) => [path, humanNumber(count), example]),
  );
  const types = textTable(
    [{ title: 'OPERATION' }, { title: 'RECORDS', align: 'right' }, { title: 'TYPE' }],
    operations.map(({ name, count, type }) => [name, humanNumber(count), type]),
  );
  const sum = `${humanNumber(counts.parsed)} read, ${humanNumber(counts.rejected)} rejected, ${humanNumber(counts.skipped)} skipped`;
  return `${table}\n${types}\n${sum}\n\n${descriptionText(definition)}`;
}
