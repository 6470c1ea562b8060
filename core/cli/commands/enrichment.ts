/** ranges, directory, exclude: what the organisation knows of its own addresses and users, and whom to leave out. */
import { Argument, type Command, Option } from 'commander';
import { shortText } from '../../kit/visible-text.ts';
import { EXCLUSION_KINDS, type ExclusionKind, RANGE_CATEGORIES, type RangeCategory } from '../../model/enrichment.ts';
import type { CommandContext } from '../context.ts';
import { humanCount, humanNumber } from '../human.ts';
import { wholeNumber } from '../options.ts';
import { textTable } from '../text-table.ts';
import { listOf, type WordOptions, withNewWorkspace, withWorkspace, word } from '../workspace-word.ts';
import { writeWholeFile } from '../write-file.ts';

const ids = (text: string): number => wholeNumber(1, Number.MAX_SAFE_INTEGER)(text);

export function addEnrichmentCommands(program: Command, context: CommandContext): void {
  addRanges(
    program.command('ranges').description('IP ranges: category, tags, location and provider of addresses'),
    context,
  );
  addDirectory(
    program.command('directory').description('people of the directory, joined with the users of the logs'),
    context,
  );
  addExclude(program.command('exclude').description('users, groups, addresses and devices to leave out'), context);
}

interface RangeOptions extends WordOptions {
  readonly category: RangeCategory;
  readonly tags?: readonly string[];
  readonly location?: string;
  readonly isp?: string;
  readonly out?: string;
  readonly replace?: boolean;
}

function addRanges(ranges: Command, context: CommandContext): void {
  word(ranges, 'list', 'all ranges, built-in ones last').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const rows = await session.call('ranges.list', {});
      if (options.json === true) return context.out.json(rows);
      const columns = ['ID', 'NAME', 'ADDRESSES', 'CATEGORY', 'TAGS'].map((title) => ({ title }));
      const cells = rows.map(({ id, name, cidrs, category, tags }) => [
        id === null ? 'built-in' : String(id),
        name,
        cidrs.join(' '),
        category,
        tags.join(', '),
      ]);
      await context.out.write(textTable(columns, cells));
    }),
  );
  word(ranges, 'add <name> <blocks...>', 'make a range of CIDR blocks or addresses')
    .addOption(new Option('--category <name>', 'what it is').choices(RANGE_CATEGORIES).default('other'))
    .option('--tags <names>', 'tags, with commas between', listOf)
    .option('--location <text>', 'where its addresses are')
    .option('--isp <name>', 'whose addresses they are')
    .action((name: string, blocks: string[], options: RangeOptions) =>
      withWorkspace(context, options, false, async (session) => {
        const { category, tags = [], location = null, isp = null } = options;
        const answer = await session.call('ranges.save', {
          name,
          cidrs: blocks,
          category,
          tags: [...tags],
          location,
          isp,
        });
        if (options.json === true) return context.out.json(answer);
        await context.out.line(`${name} is range ${answer.id}.`);
      }),
    );
  word(ranges, 'remove <ids...>', 'remove ranges by the ids of the list').action(
    (given: string[], options: WordOptions) =>
      withWorkspace(context, options, false, async (session) => {
        await session.call('ranges.remove', { ids: given.map(ids) });
        context.note(`${humanNumber(given.length)} removed.`);
      }),
  );
  word(ranges, 'import <file>', 'from CSV: name, ip_address_ranges, category, tag, isp_name')
    .option('--replace', 'ranges that the file does not name are removed')
    .action((file: string, options: RangeOptions) =>
      withNewWorkspace(context, options, async (session) => {
        const answer = await session.call('ranges.import', {
          token: session.grant(file),
          replace: options.replace === true,
        });
        if (options.json === true) return context.out.json(answer);
        for (const { line, problem } of answer.problems) context.note(`${file}:${line} ${problem}`);
        await context.out.line(`${answer.added} added, ${answer.changed} changed, ${answer.removed} removed.`);
      }),
    );
  word(ranges, 'export', 'your own ranges in the columns that import reads')
    .option('--out <file>', 'write here instead of standard output')
    .action((options: RangeOptions) =>
      withWorkspace(context, options, true, async (session) => {
        const { text, ranges: count } = await session.call('ranges.export', {});
        if (options.out === undefined) return context.out.write(text);
        await writeWholeFile(options.out, [text]);
        context.note(`${humanCount(count, 'range')} written to ${options.out}.`);
      }),
    );
}

function addDirectory(directory: Command, context: CommandContext): void {
  word(directory, 'import <file>', 'put the people of a CSV export in place of the present directory').action(
    (file: string, options: WordOptions) =>
      withNewWorkspace(context, options, async (session) => {
        const answer = await session.call('directory.import', { token: session.grant(file) });
        if (options.json === true) return context.out.json(answer);
        for (const { line, problem } of answer.problems) context.note(`${file}:${line} ${problem}`);
        const found = Object.entries(answer.columns).flatMap(([name, title]) =>
          title === null ? [] : [`${name} (${title})`],
        );
        await context.out.line(`${humanNumber(answer.people)} people; columns: ${found.join(', ')}.`);
      }),
  );
  word(directory, 'show', 'how many users of the logs the directory knows').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const info = await session.call('directory.get', {});
      if (options.json === true) return context.out.json(info);
      const { people, users, joined, ambiguous, merge, severalSpellings } = info;
      await context.out.line(
        `${humanNumber(people)} people. Of ${humanNumber(users)} users of the logs, ${humanNumber(joined)} are joined and ${humanNumber(ambiguous.total)} fit several people.`,
      );
      await context.out.line(
        merge
          ? `${humanNumber(severalSpellings)} people with several spellings count as one user each.`
          : 'Every spelling counts as a user of its own.',
      );
      if (ambiguous.total > 0) await context.out.line(`Not joined: ${ambiguous.names.join(', ')}`);
    }),
  );
  word(directory, 'clear', 'forget the directory').action((options: WordOptions) =>
    withWorkspace(context, options, false, async (session) => {
      await session.call('directory.clear', {});
      context.note('The directory is gone; users are shown as the logs have them.');
    }),
  );
  const state = new Argument('<state>', 'a person’s spellings count as one user').choices(['on', 'off']);
  word(directory, 'merge', 'whether a person’s several spellings count as one user')
    .addArgument(state)
    .action((wanted: string, options: WordOptions) =>
      withWorkspace(context, options, false, async (session) => {
        await session.call('directory.setMerge', { merge: wanted === 'on' });
        context.note(`Merging is ${wanted}.`);
      }),
    );
}

interface ExcludeOptions extends WordOptions {
  readonly comment: string;
}

function addExclude(exclude: Command, context: CommandContext): void {
  word(exclude, 'list', 'who and what is left out').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const rows = await session.call('exclusions.list', {});
      if (options.json === true) return context.out.json(rows);
      const columns = ['ID', 'KIND', 'VALUE', 'COMMENT'].map((title) => ({ title }));
      await context.out.write(
        textTable(
          columns,
          rows.map((row) => [String(row.id), row.kind, row.value, row.comment]),
        ),
      );
    }),
  );
  word(exclude, 'add', 'leave out from now on; `exclude apply` does so for what was imported before')
    .addArgument(new Argument('<kind>', 'what the values are').choices(EXCLUSION_KINDS))
    .argument('<values...>', 'names, or addresses and CIDR blocks')
    .option('--comment <text>', 'why', '')
    .action((kind: ExclusionKind, values: string[], options: ExcludeOptions) =>
      withWorkspace(context, options, false, async (session) => {
        const answer = await session.call('exclusions.add', { kind, values, comment: options.comment });
        for (const group of answer.emptyGroups) {
          context.note(`Nobody in the directory is in the group "${shortText(group)}": it leaves nobody out.`);
        }
        if (options.json === true) return context.out.json(answer);
        await context.out.line(`${answer.added} added. They hold for lines read from now on.`);
      }),
    );
  word(exclude, 'remove <ids...>', 'stop leaving out').action((given: string[], options: WordOptions) =>
    withWorkspace(context, options, false, async (session) => {
      await session.call('exclusions.remove', { ids: given.map(ids) });
      context.note(`${humanNumber(given.length)} removed.`);
    }),
  );
  word(exclude, 'apply', 'read every import again that kept its lines, with the present exclusions').action(
    (options: WordOptions) =>
      withWorkspace(context, options, false, async (session) => {
        const answer = await session.run('imports.rereadAll', {});
        if (options.json === true) return context.out.json(answer);
        const kept = answer.kept === 0 ? '' : ` ${answer.kept} without kept lines stay as they are.`;
        await context.out.line(`${humanCount(answer.reread, 'import')} read again.${kept}`);
      }),
  );
}
