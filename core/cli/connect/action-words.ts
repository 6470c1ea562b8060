/** connect act, undo, runs and changes: what is changed at providers, after a dry run and a confirmation. */
import type { Command } from 'commander';
import type { ActionPlan, ActionRequest, ActionRun } from '../../contract/connection-actions.ts';
import { AppError } from '../../contract/errors.ts';
import { quoteSh } from '../../control/quote.ts';
import { CONTROL_ACTIONS, CONTROL_VALUES, type ControlAction } from '../../model/control.ts';
import type { CommandContext } from '../context.ts';
import { controlValuesOf } from '../control-values.ts';
import type { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { printable, UNKNOWN } from '../human.ts';
import { unlockWorkspace } from '../passphrase.ts';
import { textTable } from '../text-table.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface ActOptions extends WordOptions {
  readonly set: readonly string[];
  readonly confirm?: string;
}

const CONFIRM = `
Without --confirm it is a dry run: the state is read, the exact request is shown, and nothing is changed. With --confirm NAME, where NAME is
the target that the dry run named, the same is looked at once more and sent. A connection changes nothing until \`connect changes NAME on\`.`;

export function addActionWords(
  connect: Command,
  context: CommandContext,
  connectionOf: (session: EngineSession, name: string) => Promise<{ readonly id: number }>,
): void {
  word(connect, 'act <name> <action>', `change something at the provider. Actions: ${CONTROL_ACTIONS.join(', ')}`)
    .option('--set <name=value...>', `what it acts on: ${Object.keys(CONTROL_VALUES).join(', ')}`, [])
    .option('--confirm <target>', 'run it; the target that the dry run named')
    .addHelpText('after', CONFIRM)
    .action((name: string, action: string, options: ActOptions) =>
      withWorkspace(context, options, false, async (session) => {
        if (!isAction(action)) {
          throw new UsageError(`There is no action "${action}". Known: ${CONTROL_ACTIONS.join(', ')}.`);
        }
        const { id } = await connectionOf(session, name);
        await unlockWorkspace(session, context.note, { make: false });
        const values = controlValuesOf(options.set);
        const plan = await session.run('connections.planAction', { connection: id, action, values });
        await confirmed(context, session, plan, options);
      }),
    );
  word(connect, 'undo <run>', 'take back what was run, where the provider can')
    .option('--confirm <target>', 'run it; the target that the dry run named')
    .addHelpText('after', CONFIRM)
    .action((run: string, options: Omit<ActOptions, 'set'>) =>
      withWorkspace(context, options, false, async (session) => {
        if (!/^\d{1,9}$/.test(run)) throw new UsageError('Name the run by its number: undercast connect runs.');
        await unlockWorkspace(session, context.note, { make: false });
        const plan = await session.run('connections.planUndo', { run: Number(run) });
        await confirmed(context, session, plan, options);
      }),
    );
  word(connect, 'runs', 'what was changed at providers, and what came of it').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const runs = await session.call('connections.runs', {});
      if (options.json === true) return context.out.json(runs);
      await context.out.write(runTable(runs));
    }),
  );
}

function isAction(name: string): name is ControlAction {
  return (CONTROL_ACTIONS as readonly string[]).includes(name);
}

async function confirmed(
  context: CommandContext,
  session: EngineSession,
  plan: ActionPlan,
  { confirm, json }: Pick<ActOptions, 'confirm' | 'json'>,
): Promise<void> {
  if (confirm === undefined || plan.isDone === true) {
    if (json === true) return context.out.json(plan);
    return context.out.write(planText(plan));
  }
  const run = await session.run('connections.runAction', { plan: plan.plan, confirm });
  if (json === true) await context.out.json(run);
  else await context.out.write(runTable([run]));
  if (run.outcome !== 'done') {
    throw new AppError('connection.failed', `${run.title}: ${run.outcome}. ${run.message}`, { run: run.id });
  }
}

function planText(plan: ActionPlan): string {
  const state = Object.entries(plan.state ?? {}).map(([label, value]) => `${label} ${value}`);
  const back = plan.undo === null ? `none: ${plan.noWayBack}` : requestText(plan.undo);
  const last =
    plan.isDone === true
      ? 'It is so already: there is nothing to run.'
      : `Nothing was changed. To run it, add: --confirm ${quoteSh(plan.target)}`;
  const lines = [
    `${plan.title}: ${plan.target} (${plan.connection})`,
    plan.effect,
    `State now: ${state.join(', ') || 'the provider does not tell'}`,
    `Request:   ${requestText(plan.request)}`,
    `Way back:  ${back}`,
    `Needs:     ${plan.permission}`,
    last,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function requestText({ method, url, headers, body }: ActionRequest): string {
  const shown = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, `[${shown.join('; ')}]`, body ?? ''].join(' ').trim();
}

function runTable(runs: readonly ActionRun[]): string {
  const cells = runs.map(({ id, started, connection, title, target, outcome, message, canUndo, status }) => [
    String(id),
    new Date(started).toISOString().slice(0, 16),
    printable(connection),
    title,
    printable(target),
    outcome,
    status === null ? UNKNOWN : String(status),
    canUndo ? 'yes' : 'no',
    printable(message),
  ]);
  const titles = ['RUN', 'TIME', 'CONNECTION', 'ACTION', 'TARGET', 'OUTCOME', 'STATUS', 'WAY BACK', 'MESSAGE'];
  return textTable(
    titles.map((title) => ({ title })),
    cells,
  );
}
