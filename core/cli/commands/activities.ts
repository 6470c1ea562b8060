/** activities: what happened inside connected apps. */
import type { Command } from 'commander';
import type { ActivityRow } from '../../contract/activities.ts';
import { placeText } from '../../kit/place.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanNumber, UNKNOWN } from '../human.ts';
import { LIMIT_MAX, wholeNumber, workspaceOption } from '../options.ts';
import { textTable } from '../text-table.ts';
import { timeArgument } from '../time-range.ts';

interface ActivitiesOptions {
  readonly workspace: string;
  readonly from?: string;
  readonly to?: string;
  readonly filter?: string;
  readonly limit: number;
  readonly json?: boolean;
  readonly ndjson?: boolean;
  /** Why private activities are to be among them. */
  readonly private?: string;
}

const PAGE = 5_000;
const COLUMNS = ['TIME', 'USER', 'APP', 'ACTIVITY', 'OUTCOME', 'ADDRESS', 'LOCATION', 'OBJECT'].map((title) => ({
  title,
}));

export function addActivitiesCommand(program: Command, context: CommandContext): void {
  program
    .command('activities')
    .description('what happened inside connected apps, newest first')
    .addOption(workspaceOption())
    .option('--from <time>', 'from this time on: ISO, or -7d before the last activity')
    .option('--to <time>', 'up to this time; a bare date includes its day')
    .option('--filter <text>', 'a filter, such as: type:login.failed and country:FR')
    .option('--limit <n>', 'at most this many', wholeNumber(1, LIMIT_MAX), 100)
    .option('--private <reason>', 'private activities too; the reason is kept in the governance log')
    .option('--ndjson', 'one JSON object a line')
    .option('--json', 'one JSON array')
    .action((options: ActivitiesOptions) => listActivities(options, context));
}

async function listActivities(options: ActivitiesOptions, context: CommandContext): Promise<void> {
  const { out } = context;
  await EngineSession.use(context, async (session) => {
    const info = await session.open(options.workspace, { readOnly: options.private === undefined });
    const { extent } = await session.call('activities.describe', {});
    const time = { lastEvent: extent?.to ?? null, zone: info.displayZone };
    const from = timeArgument(options.from, 'from', time);
    const to = timeArgument(options.to, 'to', time);
    const scope = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(options.filter === undefined ? {} : { filter: options.filter }),
    };
    const collected: ActivityRow[] = [];
    let offset = 0;
    let total = 0;
    do {
      const limit = Math.min(PAGE, options.limit - offset);
      const page = { ...scope, offset, limit };
      const { rows, records, events } =
        options.private === undefined
          ? await session.call('activities.list', page)
          : await session.call('activities.listPrivate', { ...page, reason: options.private });
      offset += rows.length;
      total = records;
      if (options.ndjson === true) for (const row of rows) await out.json(shown(row));
      else collected.push(...rows);
      if (offset >= Math.min(total, options.limit) || rows.length === 0) {
        context.note(`${humanNumber(offset)} of ${humanNumber(records)} records, ${humanNumber(events)} events.`);
        break;
      }
    } while (offset < options.limit);
    if (options.json === true) return out.json(collected.map(shown));
    if (options.ndjson !== true) await out.write(textTable(COLUMNS, collected.map(cellsOf)));
  });
}

function shown(row: ActivityRow): object {
  return { ...row, time: new Date(row.time).toISOString() };
}

function cellsOf(row: ActivityRow): string[] {
  return [
    new Date(row.time).toISOString(),
    row.user ?? UNKNOWN,
    row.appName,
    row.operation,
    row.outcome,
    row.ip ?? UNKNOWN,
    row.located?.location == null ? UNKNOWN : placeText(row.located.location, row.located.country),
    row.object ?? row.target ?? UNKNOWN,
  ];
}
