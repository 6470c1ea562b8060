import { z } from 'zod';
import { CONTROL_ACTIONS, CONTROL_KINDS, CONTROL_VALUES, type ControlValue } from '../model/control.ts';

export const controlValueName = z.enum(Object.keys(CONTROL_VALUES) as [ControlValue, ...ControlValue[]]);

const value = z.string().max(4_000).optional();
export const controlValues = z.strictObject(
  Object.fromEntries(Object.keys(CONTROL_VALUES).map((name) => [name, value])) as {
    [V in ControlValue]: typeof value;
  },
);

const command = z.object({
  action: z.enum(CONTROL_ACTIONS),
  title: z.string(),
  kind: z.enum(CONTROL_KINDS),
  /** What it does to people. */
  effect: z.string(),
  /** What runs it. */
  tool: z.string(),
  shell: z.enum(['sh', 'powershell']),
  /** `{name}` stands where a value is missing. */
  command: z.string(),
  /** The way back; null when there is none, with `noWayBack` saying why. */
  undo: z.string().nullable(),
  noWayBack: z.string(),
  /** Scope or role that whoever runs it needs. */
  permission: z.string(),
  source: z.string(),
  /** Values that are still to be given. */
  missing: controlValueName.array(),
});

export const controlMethods = {
  /** Reviewed commands that act on an account, a file, an app, a mailbox or a key. Nothing is run. */
  'control.commandsFor': {
    kind: 'query',
    input: z.object({
      kind: z.enum(CONTROL_KINDS).optional(),
      action: z.enum(CONTROL_ACTIONS).optional(),
      /** Catalog id of the app; every app when absent. */
      app: z.string().max(100).optional(),
      values: controlValues.default({}),
    }),
    output: command.array(),
  },
  /** Writes into the governance log that somebody took a command away, or ran it elsewhere, with its values. */
  'control.record': {
    kind: 'command',
    input: z.object({
      action: z.enum(CONTROL_ACTIONS),
      tool: z.string().max(100),
      command: z.string().min(1).max(20_000),
      /** Taken away to be run elsewhere, or run there already. */
      as: z.enum(['taken', 'done']).default('taken'),
    }),
    output: z.object({}),
  },
} as const;
