/** Changes at providers through connections that may make them: a dry run first, then the change that it showed, then its way back. */
import { z } from 'zod';
import { CONTROL_ACTIONS, CONTROL_KINDS } from '../model/control.ts';
import { instant } from './common.ts';
import { controlValueName, controlValues } from './control.ts';

const id = z.number().int().positive();
const action = z.enum(CONTROL_ACTIONS);
/** What was seen at the provider, as label and value. */
const facts = z.record(z.string(), z.string());

/** A request as it is sent; what lets it in is masked. */
const request = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});
export type ActionRequest = z.infer<typeof request>;

const option = z.object({
  connection: z.number(),
  name: z.string(),
  provider: z.string(),
  apps: z.string().array(),
  action,
  title: z.string(),
  kind: z.enum(CONTROL_KINDS),
  effect: z.string(),
  /** Values that must be given. */
  needs: controlValueName.array(),
  permission: z.string(),
});
export type ActionOption = z.infer<typeof option>;

const plan = z.object({
  /** Names the dry run to `connections.runAction`, once. */
  plan: z.string(),
  connection: z.string(),
  action,
  title: z.string(),
  effect: z.string(),
  isUndo: z.boolean(),
  /** What must be typed before it is run. */
  target: z.string(),
  request,
  /** As read from the provider just now; null where its API does not tell. */
  state: facts.nullable(),
  /** It is so already: there is nothing to run. Null: not known. */
  isDone: z.boolean().nullable(),
  undo: request.nullable(),
  noWayBack: z.string(),
  permission: z.string(),
  source: z.string(),
  /** It is forgotten then. */
  expires: instant,
});
export type ActionPlan = z.infer<typeof plan>;

/**
 * running · done: the provider accepted it · refused: it said no, nothing was changed · notSent: it never left this machine ·
 * unknown: it left and no answer says what became of it: look at the provider before doing it again.
 */
export const actionOutcome = z.enum(['running', 'done', 'refused', 'notSent', 'unknown']);
export type ActionOutcome = z.infer<typeof actionOutcome>;

const run = z.object({
  id: z.number(),
  started: instant,
  ended: instant.nullable(),
  connection: z.string(),
  action,
  title: z.string(),
  target: z.string(),
  isUndo: z.boolean(),
  outcome: actionOutcome,
  /** What the provider answered; null where it did not. */
  status: z.number().nullable(),
  message: z.string(),
  before: facts,
  /** As read afterwards; null where it was not. */
  after: facts.nullable(),
  canUndo: z.boolean(),
  noWayBack: z.string(),
});
export type ActionRun = z.infer<typeof run>;

export const connectionActionMethods = {
  /** What connections that may make changes can do. */
  'connections.actions': {
    kind: 'query',
    input: z.object({
      /** Catalog id of the app; every app when absent. */
      app: z.string().max(100).optional(),
      kind: z.enum(CONTROL_KINDS).optional(),
    }),
    output: option.array(),
  },
  /** Dry run: reads the state, and shows the exact request. Nothing is changed. */
  'connections.planAction': {
    kind: 'job',
    input: z.object({ connection: id, action, values: controlValues }),
    output: plan,
  },
  /** Dry run of the way back of something that was run. */
  'connections.planUndo': { kind: 'job', input: z.object({ run: id }), output: plan },
  /** Sends what a dry run showed, if the state is still the same. @param confirm the target of the dry run, as typed by a person */
  'connections.runAction': {
    kind: 'job',
    input: z.object({ plan: z.string().max(64), confirm: z.string().max(2_000) }),
    output: run,
  },
  /** What was run, newest first. */
  'connections.runs': { kind: 'query', input: z.object({}), output: run.array() },
} as const;
