/** oauth data: whose data an app reached, in which app, how often, how much and when. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { humanBytes, humanNumber, UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';
import { withWorkspace, word } from '../workspace-word.ts';
import { wantedApp } from './wanted-app.ts';

const TITLES = ['USER', 'APP', 'ACTIVITIES', 'CHANGES', 'DATA', 'FIRST', 'LAST'];

export function addOauthData(oauth: Command, context: CommandContext): void {
  word(oauth, 'data <app>', 'whose data an app reached, by its name, id or key, the latest first')
    .addHelpText(
      'after',
      '\nAs far as activities name the app that acted. DATA is what records state of sizes: of files, messages and answers.',
    )
    .action((app: string, options) =>
      withWorkspace(context, options, true, async (session) => {
        const { key } = await wantedApp(session, app);
        const { data, row } = await session.call('oauth.get', { key });
        const shown = data.map(({ first, last, ...one }) => ({ ...one, first: instant(first), last: instant(last) }));
        if (options.json === true) return context.out.json(shown);
        context.note(`${humanNumber(row.dataUsers)} users, ${humanNumber(row.dataActivities)} activities.`);
        const cells = shown.map(({ user, app, activities, changes, bytes, first, last }) => [
          user ?? UNKNOWN,
          app,
          humanNumber(activities),
          humanNumber(changes),
          bytes === null ? UNKNOWN : humanBytes(bytes),
          first,
          last,
        ]);
        await context.out.write(
          textTable(
            TITLES.map((title) => ({ title })),
            cells,
          ),
        );
      }),
    );
}

function instant(time: number): string {
  return new Date(time).toISOString();
}
