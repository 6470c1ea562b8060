/** streams, views: what each source of logs is, and reports of one's own over them. */
import { type Command, Option } from 'commander';
import { STREAM_KINDS, type StreamKind } from '../../contract/streams.ts';
import type { CommandContext } from '../context.ts';
import { humanNumber } from '../human.ts';
import { streamId, viewId } from '../scope.ts';
import { textTable } from '../text-table.ts';
import { listOf, type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface StreamOptions extends WordOptions {
  readonly name?: string;
  readonly comment?: string;
  readonly kind?: StreamKind;
  readonly global?: 'in' | 'out' | 'auto';
}

interface ViewOptions extends WordOptions {
  readonly comment: string;
  readonly streams?: readonly string[];
  readonly groups?: readonly string[];
  readonly tags?: readonly string[];
  readonly ranges?: readonly string[];
}

export function addStreamCommands(program: Command, context: CommandContext): void {
  addStreams(
    program.command('streams').description('sources of logs: kind, comment, place in the global view'),
    context,
  );
  addViews(program.command('views').description('reports of your own: streams, groups, tags and addresses'), context);
}

const IN_GLOBAL = { in: true, out: false, auto: null } as const;

function addStreams(streams: Command, context: CommandContext): void {
  word(streams, 'list', 'all streams, and which of them the global view adds up').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const rows = await session.call('streams.list', {});
      if (options.json === true) return context.out.json(rows);
      const columns = ['STREAM', 'KIND', 'GLOBAL', 'IMPORTS', 'TRANSACTIONS', 'COMMENT'].map((title) => ({ title }));
      const cells = rows.map((row) => [
        row.name,
        row.kind,
        row.inGlobal ? 'in' : 'out',
        humanNumber(row.imports),
        humanNumber(row.transactions),
        row.comment,
      ]);
      await context.out.write(textTable(columns, cells));
    }),
  );
  word(streams, 'change <stream>', 'rename a stream, say what it is, take it in or out of the global view')
    .option('--name <name>', 'another name')
    .option('--comment <text>', 'a comment')
    .addOption(new Option('--kind <kind>', 'what it is').choices(STREAM_KINDS))
    .addOption(new Option('--global <place>', 'auto: as its kind has it').choices(Object.keys(IN_GLOBAL)))
    .action((stream: string, options: StreamOptions) =>
      withWorkspace(context, options, false, async (session) => {
        const { name, comment, kind, global } = options;
        await session.call('streams.update', {
          id: await streamId(session, stream),
          ...(name === undefined ? {} : { name }),
          ...(comment === undefined ? {} : { comment }),
          ...(kind === undefined ? {} : { kind }),
          ...(global === undefined ? {} : { inGlobal: IN_GLOBAL[global] }),
        });
        context.note(`${name ?? stream} was changed.`);
      }),
    );
  word(streams, 'remove <stream>', 'remove a stream with all of its imports').action(
    (stream: string, options: WordOptions) =>
      withWorkspace(context, options, false, async (session) => {
        await session.run('streams.remove', { id: await streamId(session, stream) });
        context.note(`${stream} was removed.`);
      }),
  );
}

function addViews(views: Command, context: CommandContext): void {
  word(views, 'list', 'all views').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const rows = await session.call('views.list', {});
      if (options.json === true) return context.out.json(rows);
      const columns = ['VIEW', 'STREAMS', 'NARROWED BY', 'COMMENT'].map((title) => ({ title }));
      const all = await session.call('streams.list', {});
      const named = (ids: readonly number[]) => ids.flatMap((id) => all.find((one) => one.id === id)?.name ?? []);
      const cells = rows.map((row) => [
        row.name,
        row.streams === null ? 'global' : named(row.streams).join(', '),
        row.filter,
        row.comment,
      ]);
      await context.out.write(textTable(columns, cells));
    }),
  );
  word(views, 'add <name>', 'make a view; the tables take it with --view')
    .option('--comment <text>', 'a comment', '')
    .option('--streams <names>', 'these streams, with commas between; the global view’s when absent', listOf)
    .option('--groups <names>', 'users of these groups of the directory', listOf)
    .option('--tags <names>', 'sources in IP ranges with these tags', listOf)
    .option('--ranges <blocks>', 'sources in these blocks, or in IP ranges of these names', listOf)
    .action((name: string, options: ViewOptions) =>
      withWorkspace(context, options, false, async (session) => {
        const { comment, streams, groups = [], tags = [], ranges = [] } = options;
        const ids: number[] = [];
        for (const stream of streams ?? []) ids.push(await streamId(session, stream));
        const answer = await session.call('views.save', {
          name,
          comment,
          streams: streams === undefined ? null : ids,
          groups: [...groups],
          tags: [...tags],
          ranges: [...ranges],
        });
        if (options.json === true) return context.out.json(answer);
        context.note(`The view ${name} was made.`);
      }),
    );
  word(views, 'remove <name>', 'remove a view').action((name: string, options: WordOptions) =>
    withWorkspace(context, options, false, async (session) => {
      await session.call('views.remove', { id: await viewId(session, name) });
      context.note(`The view ${name} was removed.`);
    }),
  );
}
