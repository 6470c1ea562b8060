/** control: reviewed commands that act on an account, a file, an app, a mailbox or a key. Nothing is run. */
import { type Command, Option } from 'commander';
import type { MethodOutput } from '../../contract/methods.ts';
import { commandsFor } from '../../control/commands-for.ts';
import { TEMPLATES } from '../../control/templates.ts';
import { CONTROL_ACTIONS, CONTROL_VALUES, type ControlAction } from '../../model/control.ts';
import { CONTROL_GAPS } from '../../model/control-gaps.ts';
import type { CommandContext } from '../context.ts';
import { controlValuesOf } from '../control-values.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';

interface ControlOptions {
  readonly app?: string;
  readonly set: readonly string[];
  readonly workspace?: string;
  readonly json?: boolean;
}

type Rows = MethodOutput<'control.commandsFor'>;

export function addControlCommand(program: Command, context: CommandContext): void {
  program
    .command('control <action>')
    .description(
      'reviewed commands of the providers for an action, with their effect and their way back; none is run. ' +
        `Actions: ${CONTROL_ACTIONS.join(', ')}`,
    )
    .option('--app <id>', 'only for this app')
    .addOption(
      new Option('--set <name=value...>', `what it acts on: ${Object.keys(CONTROL_VALUES).join(', ')}`).default([]),
    )
    .option('-w, --workspace <folder>', 'write into its governance log that they were taken')
    .option('--json', 'one JSON array')
    .action((action: string, options: ControlOptions) => control(action, options, context));
}

async function control(action: string, options: ControlOptions, context: CommandContext): Promise<void> {
  if (!isAction(action)) throw new UsageError(`There is no action "${action}". Known: ${CONTROL_ACTIONS.join(', ')}.`);
  const rows = commandsFor({ action, app: options.app, values: controlValuesOf(options.set) });
  const { workspace } = options;
  if (workspace !== undefined) {
    await EngineSession.use(context, async (session) => {
      await session.open(workspace, { readOnly: false });
      for (const { tool, command } of rows) await session.call('control.record', { action, tool, command });
    });
  }
  if (options.json === true) return context.out.json(rows);
  if (rows.length === 0) context.note(whyNone(action, options.app));
  await context.out.write(rows.map(textOf).join('\n'));
}

function whyNone(action: ControlAction, app: string | undefined): string {
  const gap = CONTROL_GAPS.find((one) => one.action === action && app !== undefined && one.apps.includes(app));
  if (gap !== undefined) return gap.reason;
  const able = TEMPLATES.filter((one) => one.action === action).flatMap(({ apps }) => apps);
  const known = [...new Set(able)].sort();
  return `No reviewed command does this in ${app ?? 'any app'}. Apps where one does: ${known.join(', ')}.`;
}

function isAction(name: string): name is ControlAction {
  return (CONTROL_ACTIONS as readonly string[]).includes(name);
}

function textOf({ title, tool, effect, command, undo, noWayBack, permission, missing }: Rows[number]): string {
  const gaps =
    missing.length === 0
      ? ''
      : `# Still to be given: ${missing.map((name) => `${name} (${CONTROL_VALUES[name]})`).join(', ')}\n`;
  const back = undo === null ? `# No way back: ${noWayBack}` : `# Way back: ${undo}`;
  return `# ${title}, with ${tool} (needs ${permission}). ${effect}\n${gaps}${command}\n${back}\n`;
}
