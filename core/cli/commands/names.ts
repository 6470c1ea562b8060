/** names: evidence of who and what addresses stood for: import, list, lookup, remove, reread. */
import type { Command } from 'commander';
import { AppError } from '../../contract/errors.ts';
import { formatInstant } from '../../export/index.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanNumber } from '../human.ts';
import { wholeNumber, workspaceOption } from '../options.ts';
import { unlockIfGiven } from '../passphrase.ts';
import { textTable } from '../text-table.ts';
import { everyFile, wholeNamesLedger } from '../whole-ledger.ts';
import { withNewWorkspace } from '../workspace-word.ts';
import { printLedger } from './import.ts';

interface NamesOptions {
  readonly workspace: string;
  readonly zone?: string;
  readonly at?: string;
  readonly client?: string;
  readonly json?: boolean;
}

const evidenceId = wholeNumber(1, Number.MAX_SAFE_INTEGER);

export function addNamesCommands(program: Command, context: CommandContext): void {
  const names = program
    .command('names')
    .description('name evidence: DNS answers, leases, VPN sessions, logons and sign-ins name addresses');
  const leaf = (words: string, about: string): Command =>
    names.command(words).description(about).addOption(workspaceOption()).option('--json', 'as JSON');

  leaf('import <paths...>', 'read logs as name evidence')
    .option('--zone <name>', 'IANA zone of times that name none')
    .action((paths: readonly string[], options: NamesOptions) => importNames(paths, options, context));
  leaf('list', 'what was read').action((options: NamesOptions) => list(options, context));
  leaf('lookup <address>', 'what an address stood for')
    .requiredOption('--at <time>', 'at this time, such as 2026-03-02T08:00:00Z')
    .option('--client <address>', 'for hosts: as this client saw it')
    .action((address: string, options: NamesOptions) => lookUp(address, options, context));
  leaf('remove <id>', 'take evidence away; what it named is read again without it').action(
    (id: string, options: NamesOptions) =>
      withWorkspace(options, false, context, async (session) => {
        const { imports } = await session.run('names.remove', { id: evidenceId(id) });
        await context.out.line(`Name evidence ${id} is removed; imports read again: ${imports}.`);
      }),
  );
  leaf('reread', 'read imports again that were read without some of the evidence').action((options: NamesOptions) =>
    withWorkspace(options, false, context, async (session) => {
      const { imports } = await session.run('names.reread', {});
      await context.out.line(`Imports read again: ${imports}.`);
    }),
  );
}

function withWorkspace(
  options: NamesOptions,
  readOnly: boolean,
  context: CommandContext,
  work: (session: EngineSession) => Promise<void>,
): Promise<void> {
  return EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly });
    await unlockIfGiven(session);
    await work(session);
  });
}

/** Evidence is best read before the logs that it names, so it may be what makes the workspace. */
function importNames(paths: readonly string[], options: NamesOptions, context: CommandContext): Promise<void> {
  return withNewWorkspace(context, options, async (session) => {
    const { id, ledger, outdated } = await session.run('names.import', {
      tokens: paths.map((given) => session.grant(given)),
      ...(options.zone === undefined ? {} : { zone: options.zone }),
    });
    await printLedger(await wholeNamesLedger(session, ledger, id), options.json === true, context);
    if (outdated.length > 0) {
      const [which, them] =
        outdated.length === 1 ? [`Import ${outdated[0]} was`, 'it'] : [`Imports ${outdated.join(', ')} were`, 'them'];
      context.note(`${which} read without it. "undercast names reread" reads ${them} again.`);
    }
  });
}

function list(options: NamesOptions, context: CommandContext): Promise<void> {
  return withWorkspace(options, true, context, async (session) => {
    const { evidence: counted, outdated } = await session.call('names.list', {});
    const evidence = [];
    for (const { id, started, ledger } of counted) {
      evidence.push({
        id,
        started,
        ledger: { ...ledger, files: await everyFile((page) => session.call('names.listFiles', { id, page })) },
      });
    }
    if (options.json === true) return context.out.json({ evidence, outdated });
    const columns = ['ID', 'READ', 'LINES', 'FORMATS', 'FILES'].map((title) => ({ title }));
    const cells = evidence.map(({ id, started, ledger }) => [
      String(id),
      formatInstant(started) ?? '',
      humanNumber(ledger.parsed),
      [...new Set(ledger.files.flatMap((file) => Object.keys(file.formats)))].join(' '),
      ledger.files.map((file) => file.path).join(', '),
    ]);
    await context.out.write(textTable(columns, cells));
    if (outdated.length > 0) context.note(`Read without some of it: imports ${outdated.join(', ')}.`);
  });
}

function lookUp(address: string, options: NamesOptions, context: CommandContext): Promise<void> {
  const at = Date.parse(options.at ?? '');
  if (Number.isNaN(at)) throw new UsageError(`--at ${options.at} is no time. Write it as 2026-03-02T08:00:00Z.`);
  return withWorkspace(options, true, context, async (session) => {
    const found = await session.call('names.lookUp', {
      address,
      at,
      ...(options.client ? { client: options.client } : {}),
    });
    if (options.json === true) return context.out.json(found);
    const lines = Object.entries(found).flatMap(([kind, name]) =>
      name === null ? [] : [`${kind}: ${name.value}, by ${name.basis} (name evidence ${name.evidence})`],
    );
    if (lines.length === 0) {
      throw new AppError(
        'entity.unknown',
        `Nothing names ${address} at ${new Date(at).toISOString()}, or not clearly.`,
        {
          address,
        },
      );
    }
    await context.out.write(`${lines.join('\n')}\n`);
  });
}
