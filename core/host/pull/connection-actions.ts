/**
 * Changes at providers, through connections that may make them.
 * Guarantee: nothing is sent but what a dry run showed and a person confirmed by typing its target; it is in the governance log before it
 * leaves; a request whose fate is unknown is never sent again by itself, and is told as unknown.
 */
import { randomUUID } from 'node:crypto';
import type { ActionPlan, ActionRun } from '../../contract/connection-actions.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { ACTION_FACTS, CONTROL_VALUES, type Given, type Looked } from '../../model/control.ts';
import {
  type Client,
  type ClientLimits,
  type Provider,
  PullFault,
  type WriteAction,
  type Writing,
} from '../../pull/index.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import { type JobProgress, signalOf } from '../jobs/job-progress.ts';
import type { OpenWorkspace, Session } from '../workspace/session.ts';
import { judgedWrite, requireGiven, requireSame } from './action-checks.ts';
import {
  actionOf,
  type KeptPlan,
  nameToType,
  requestOf,
  shownPlan,
  shownRequest,
  shownRun,
  undoOf,
} from './action-view.ts';
import { requireProvider } from './check-connection.ts';
import type { ConnectionAccess } from './connection-access.ts';

/** A dry run is good for as long as somebody may be looking at it. */
const PLAN_MS = 15 * 60_000;
const MOST_PLANS = 100;
/** Whoever runs an action waits for it. */
const LIMITS: Partial<ClientLimits> = { exchangeMs: 30_000, tries: 3, waits: 3, waitMs: 60_000 };

export interface ActionTools {
  readonly session: Session;
  readonly jobs: JobManager;
  readonly access: ConnectionAccess;
  readonly changed: () => void;
}

/** A connection that may make changes, and what it can. */
interface Writer {
  readonly connection: StoredConnection;
  readonly provider: Provider;
  readonly writing: Writing;
}

export class ConnectionActions {
  private readonly tools: ActionTools;
  /** By the workspace whose connections they name: another one's have the same numbers. */
  private readonly plans = new WeakMap<OpenWorkspace, Map<string, KeptPlan>>();
  private readonly underWay = new Set<number>();

  constructor(tools: ActionTools) {
    this.tools = tools;
  }

  async options({ app, kind }: MethodParsed<'connections.actions'>): Promise<MethodOutput<'connections.actions'>> {
    return (await this.tools.access.stored()).flatMap((connection) => {
      const { config, enabled } = connection;
      const writing = enabled && config.writes ? requireProvider(config.provider).writing : undefined;
      if (writing === undefined || (app !== undefined && !writing.apps.includes(app))) return [];
      return writing.actions
        .filter(({ action }) => kind === undefined || ACTION_FACTS[action].kind === kind)
        .map(({ action, needs, permission }) => ({
          connection: connection.id,
          name: config.name,
          provider: config.provider,
          apps: [...writing.apps],
          action,
          ...ACTION_FACTS[action],
          needs: [...needs],
          permission,
        }));
    });
  }

  async runs(): Promise<MethodOutput<'connections.runs'>> {
    const providers = new Map((await this.tools.access.stored()).map(({ id, config }) => [id, config.provider]));
    return (await this.tools.session.reader.call('reader.actionRuns', null)).map((run) =>
      shownRun(run, this.underWay.has(run.id), providers.get(run.connection) ?? null),
    );
  }

  async plan({
    connection: id,
    action: name,
    values,
  }: MethodParsed<'connections.planAction'>): Promise<{ jobId: string }> {
    const writer = await this.requireWriter(id);
    const action = writer.writing.actions.find((one) => one.action === name);
    if (!action) {
      throw new AppError(
        'input.invalid',
        `${ACTION_FACTS[name].title}: ${writer.provider.title} cannot do it by its API.`,
      );
    }
    const given = requireGiven(action, values);
    return this.start('connections.planAction', `Dry run: ${ACTION_FACTS[name].title}`, async (job) => {
      const seen = await this.look(writer, action, given, await this.clientOf(writer, job));
      return this.keep(writer, action, given, seen, null, seen.isDone, seen.state);
    });
  }

  async planUndo({ run: id }: MethodParsed<'connections.planUndo'>): Promise<{ jobId: string }> {
    const run = await this.tools.session.writer('action.get', { id });
    const writer = await this.requireWriter(run.connection);
    const action = actionOf(writer.provider.id, run.action);
    if (action === null || !shownRun(run, this.underWay.has(id), writer.provider.id).canUndo) {
      throw new AppError('input.invalid', `There is no way back for run ${id}. ${action?.noWayBack ?? ''}`.trim(), {
        id,
      });
    }
    return this.start('connections.planUndo', `Dry run: take back ${ACTION_FACTS[run.action].title}`, async (job) => {
      const client = await this.clientOf(writer, job);
      const now = await this.lookAgain(writer, action, run.given, client);
      const isBack = now?.isDone === null || now === null ? null : !now.isDone;
      return this.keep(writer, action, run.given, run.seen, id, isBack, now?.state ?? null);
    });
  }

  async run({ plan: id, confirm }: MethodParsed<'connections.runAction'>): Promise<{ jobId: string }> {
    const plans = this.plansHere();
    const plan = plans.get(id);
    if (!plan || plan.expires < Date.now()) {
      throw new AppError(
        'entity.unknown',
        'This dry run is no longer known, or too old. Make a new one: nothing was sent.',
      );
    }
    if (confirm.normalize('NFC').trim() !== plan.confirm) {
      throw new AppError('input.invalid', 'What was typed is not the name of the target. Nothing was sent.', {
        field: 'confirm',
      });
    }
    const writer = await this.requireWriter(plan.connection);
    // Once: whoever asks twice sends once.
    if (!plans.delete(id)) throw new AppError('entity.unknown', 'This dry run was run already.');
    const { title } = ACTION_FACTS[plan.action.action];
    return this.start('connections.runAction', `${title}: ${plan.confirm}`, (job) => this.carryOut(writer, plan, job));
  }

  private start(
    method: 'connections.planAction' | 'connections.planUndo' | 'connections.runAction',
    title: string,
    work: (job: JobProgress) => Promise<unknown>,
  ): { jobId: string } {
    return { jobId: this.tools.jobs.start(method, title, work, 'asked', 'beside') };
  }

  private keep(
    { connection }: Writer,
    action: WriteAction,
    given: Given,
    seen: Looked,
    takesBack: number | null,
    isDone: boolean | null,
    state: KeptPlan['state'],
  ): ActionPlan {
    const now = Date.now();
    const plans = this.plansHere();
    for (const [id, { expires }] of plans) {
      if (expires < now || plans.size >= MOST_PLANS) plans.delete(id);
    }
    const plan: KeptPlan = {
      id: randomUUID(),
      connection: connection.id,
      connectionName: connection.config.name,
      action,
      target: { where: connection.config.settings, given, seen },
      confirm: nameToType(seen.name, given[action.needs[0] ?? 'user']),
      state,
      undoOf: takesBack,
      expires: now + PLAN_MS,
    };
    // What is so already has no request that could be run.
    if (isDone !== true) plans.set(plan.id, plan);
    return shownPlan(plan, isDone);
  }

  private plansHere(): Map<string, KeptPlan> {
    const workspace = this.tools.session.require();
    const plans = this.plans.get(workspace) ?? new Map<string, KeptPlan>();
    this.plans.set(workspace, plans);
    return plans;
  }

  private async carryOut(writer: Writer, plan: KeptPlan, job: JobProgress): Promise<ActionRun> {
    const { session } = this.tools;
    const { action, target, undoOf: takesBack } = plan;
    const isUndo = takesBack !== null;
    const client = await this.clientOf(writer, job);
    job.update({ stage: 'reading the state once more' });
    const now = isUndo
      ? await this.lookAgain(writer, action, target.given, client)
      : await this.look(writer, action, target.given, client);
    requireSame(plan.state, now?.state ?? null);
    job.throwIfCancelled();
    const ask = requestOf(plan);
    const shown = shownRequest(ask);
    const id = await session.writer('action.begin', {
      run: {
        started: Date.now(),
        connection: plan.connection,
        connectionName: plan.connectionName,
        action: action.action,
        target: plan.confirm,
        undoOf: takesBack,
        given: target.given,
        seen: target.seen,
      },
      detail: {
        takesBack,
        request: shown,
        before: plan.state,
        wayBack: isUndo ? null : undoOf(action, target),
        noWayBack: action.noWayBack ?? '',
      },
    });
    this.underWay.add(id);
    try {
      job.update({ stage: 'sending' });
      const isRepeatable = isUndo ? (action.isUndoRepeatable ?? action.isRepeatable) : action.isRepeatable;
      const written = await client.write(ask, isRepeatable);
      const after =
        written.outcome === 'done' || written.outcome === 'unknown'
          ? await this.lookAgain(writer, action, target.given, client)
          : null;
      await session.writer('action.end', {
        id,
        ended: Date.now(),
        ...judgedWrite(written, after, isUndo, action.permission),
        after: after?.state ?? null,
      });
    } finally {
      this.underWay.delete(id);
      this.tools.changed();
    }
    return shownRun(await session.writer('action.get', { id }), false, writer.provider.id);
  }

  private async clientOf({ connection, provider, writing }: Writer, job: JobProgress): Promise<Client> {
    return this.tools.access.forChanges(connection, provider, writing, {
      limits: LIMITS,
      signal: signalOf(job),
      onWait: (why) => job.update({ stage: why ?? 'asking' }),
    });
  }

  /** @throws AppError connection.failed, entity.unknown */
  private async look({ connection }: Writer, action: WriteAction, given: Given, client: Client): Promise<Looked> {
    const { config } = connection;
    let seen: Looked;
    try {
      seen = await action.look({
        where: config.settings,
        given,
        read: (ask) =>
          client.ask(ask, (reply) => {
            void reply.json;
            return reply;
          }),
      });
    } catch (cause) {
      if (!(cause instanceof PullFault)) throw cause;
      const hint = cause.kind === 'attention' ? ` It needs: ${action.permission}.` : '';
      throw new AppError('connection.failed', `${cause.message}${hint} Nothing was changed.`, {
        connection: config.name,
      });
    }
    if (seen.name === '') {
      const [what = 'user'] = action.needs;
      throw new AppError(
        'entity.unknown',
        `${config.name} does not know this one (${CONTROL_VALUES[what].toLowerCase()}: ${given[what] ?? ''}). Nothing was changed.`,
      );
    }
    return seen;
  }

  /** The state where it can be read; what cannot be read is no reason to stop. */
  private async lookAgain(writer: Writer, action: WriteAction, given: Given, client: Client): Promise<Looked | null> {
    return this.look(writer, action, given, client).catch(() => null);
  }

  /** @throws AppError connection.offline, input.invalid, entity.unknown */
  private async requireWriter(id: number): Promise<Writer> {
    const connection = await this.tools.access.requireAskable(id);
    const { config, enabled } = connection;
    const provider = requireProvider(config.provider);
    if (!config.writes || provider.writing === undefined) {
      throw new AppError(
        'input.invalid',
        `${config.name} may only read. Let it make changes first: nothing was sent.`,
        { id },
      );
    }
    if (!enabled)
      throw new AppError('input.invalid', `${config.name} is disabled. Enable it first: nothing was sent.`, { id });
    return { connection, provider, writing: provider.writing };
  }
}
