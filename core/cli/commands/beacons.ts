/** beacons: how regularly sources come back to domains, and what the host names they ask for look like. */
import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanBytes, humanNumber, UNKNOWN } from '../human.ts';
import { LIMIT_MAX, type ScopeOptions, wholeNumber, withScope } from '../options.ts';
import { scopeOf } from '../scope.ts';
import { type TextColumn, textTable } from '../text-table.ts';

const SORTS = ['steady', 'hosts', 'transactions', 'bytesSent'] as const;

interface BeaconOptions extends ScopeOptions {
  readonly source?: string;
  readonly host?: string;
  readonly sort: (typeof SORTS)[number];
  readonly atLeast: number;
  readonly limit: number;
  readonly json?: boolean;
}

const RIGHT = 'right' as const;
const COLUMNS: readonly TextColumn[] = [
  { title: 'SOURCE' },
  { title: 'DOMAIN' },
  { title: 'REQUESTS', align: RIGHT },
  { title: 'MINUTES', align: RIGHT },
  { title: 'MEDIAN GAP', align: RIGHT },
  { title: 'DEVIATION', align: RIGHT },
  { title: 'STEADY', align: RIGHT },
  { title: 'HOSTS', align: RIGHT },
  { title: 'NAME LENGTH', align: RIGHT },
  { title: 'BITS/CHAR', align: RIGHT },
  { title: 'UPLOAD', align: RIGHT },
];

export function addBeaconsCommand(program: Command, context: CommandContext): void {
  withScope(program.command('beacons'))
    .description('how regularly sources come back to domains, to the minute; facts, no verdicts')
    .option('--source <address>', 'this source only')
    .option('--host <name>', 'the domain of this host only')
    .addOption(new Option('--sort <column>', 'what stands first').choices(SORTS).default('steady'))
    .option('--at-least <n>', 'requests that a pair has at least', wholeNumber(1, LIMIT_MAX), 8)
    .option('--limit <n>', 'at most this many rows', wholeNumber(1, 10_000), 50)
    .option('--json', 'one JSON array')
    .action((options: BeaconOptions) => listBeacons(options, context));
}

async function listBeacons(options: BeaconOptions, context: CommandContext): Promise<void> {
  await EngineSession.use(context, async (session) => {
    const info = await session.open(options.workspace, { readOnly: true });
    const { source, host, sort, atLeast, limit } = options;
    const answer = await session.call('discovery.listRegularity', {
      ...(await scopeOf(session, info, options)),
      ...(source === undefined ? {} : { source }),
      ...(host === undefined ? {} : { host }),
      sort,
      atLeast,
      limit,
    });
    if (options.json === true) return context.out.json(answer.rows);
    const fixed = (value: number | null, digits: number) => (value === null ? UNKNOWN : value.toFixed(digits));
    const cells = answer.rows.map((row) => [
      row.source,
      row.domain,
      humanNumber(row.transactions),
      humanNumber(row.minutes),
      row.medianGap === null ? UNKNOWN : `${row.medianGap} min`,
      row.deviation === null ? UNKNOWN : `${fixed(row.deviation, 1)} min`,
      row.steady === null ? UNKNOWN : `${Math.round(row.steady * 100)} %`,
      row.foldedTransactions > 0 ? `${humanNumber(row.hosts)}+` : humanNumber(row.hosts),
      fixed(row.nameLength, 1),
      fixed(row.nameEntropy, 2),
      humanBytes(row.bytesSent),
    ]);
    await context.out.write(textTable(COLUMNS, cells));
    context.note(`${humanNumber(answer.rows.length)} of ${humanNumber(answer.total)} pairs of source and domain.`);
    if (answer.leftOut > 0) context.note(`${humanNumber(answer.leftOut)} less active pairs were left out.`);
    if (answer.withoutMarks > 0) {
      context.note(
        `${humanNumber(answer.withoutMarks)} transactions were imported before minutes were kept; read those imports again.`,
      );
    }
  });
}
