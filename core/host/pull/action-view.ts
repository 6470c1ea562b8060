/** Dry runs and runs as pages see them. */
import type { ActionPlan, ActionRequest, ActionRun } from '../../contract/connection-actions.ts';
import { AppError } from '../../contract/errors.ts';
import { ACTION_FACTS } from '../../model/control.ts';
import { type Ask, findProvider, type Target, type WriteAction } from '../../pull/index.ts';
import type { StoredActionRun } from '../../store/write/action-runs.ts';

/** A dry run that can still be run. */
export interface KeptPlan {
  readonly id: string;
  readonly connection: number;
  readonly connectionName: string;
  readonly action: WriteAction;
  readonly target: Target;
  /** What must be typed. */
  readonly confirm: string;
  /** State as it was read for the dry run; null where it was not. */
  readonly state: Readonly<Record<string, string>> | null;
  readonly undoOf: number | null;
  readonly expires: number;
}

/** Where a provider's word cannot be typed, or names nothing, what was given is typed. */
export function nameToType(name: string, given: string | undefined): string {
  const typed = name.normalize('NFC').trim();
  return typed === '' || typed.length > 200 || /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(typed) ? (given ?? typed) : typed;
}

export function requestOf({ action, target, undoOf }: Pick<KeptPlan, 'action' | 'target' | 'undoOf'>): Ask {
  if (undoOf === null) return action.request(target);
  if (action.undo === null)
    throw new AppError('input.invalid', `There is no way back. ${action.noWayBack ?? ''}`.trim());
  return action.undo(target);
}

/** As it is sent, but for what lets it in. */
export function shownRequest({ method = 'GET', url, headers, body, subject }: Ask): ActionRequest {
  const acting = subject === undefined || subject === '' ? {} : { '(acting for)': subject };
  return { method, url, headers: { authorization: '•••', ...headers, ...acting }, body: body ?? null };
}

/** The way back, where there is one and what was seen is enough for it. */
export function undoOf(action: WriteAction, target: Target): ActionRequest | null {
  if (action.undo === null) return null;
  try {
    return shownRequest(action.undo(target));
  } catch (cause) {
    if (cause instanceof AppError) return null;
    throw cause;
  }
}

export function shownPlan(plan: KeptPlan, isDone: boolean | null): ActionPlan {
  const { action, target } = plan;
  const { title, effect } = ACTION_FACTS[action.action];
  const isUndo = plan.undoOf !== null;
  return {
    plan: plan.id,
    connection: plan.connectionName,
    action: action.action,
    title: isUndo ? `Take back: ${title}` : title,
    effect: isUndo ? 'What the action did is taken back, as far as the provider can.' : effect,
    isUndo,
    target: plan.confirm,
    request: shownRequest(requestOf(plan)),
    state: plan.state,
    isDone,
    undo: isUndo ? null : undoOf(action, target),
    noWayBack: isUndo ? 'Run the action again.' : (action.noWayBack ?? ''),
    permission: action.permission,
    source: action.source,
    expires: plan.expires,
  };
}

/** @param isRunning whether it is under way in this engine: else a run without an end was cut off */
export function shownRun(run: StoredActionRun, isRunning: boolean, provider: string | null): ActionRun {
  const action = actionOf(provider, run.action);
  const outcome = run.outcome ?? (isRunning ? 'running' : 'unknown');
  const isUndo = run.undoOf !== null;
  const { title } = ACTION_FACTS[run.action];
  return {
    id: run.id,
    started: run.started,
    ended: run.ended,
    connection: run.connectionName,
    action: run.action,
    title: isUndo ? `Take back: ${title}` : title,
    target: run.target,
    isUndo,
    outcome,
    status: run.status,
    message:
      run.outcome === null && !isRunning
        ? 'Undercast ended before the answer came. Look at the provider before you do it again.'
        : run.message,
    before: run.seen.state,
    after: run.after,
    canUndo:
      !isUndo && !run.isUndone && (outcome === 'done' || outcome === 'unknown') && (action?.undo ?? null) !== null,
    noWayBack: action?.noWayBack ?? '',
  };
}

export function actionOf(provider: string | null, action: string): WriteAction | null {
  const writing = provider === null ? undefined : findProvider(provider)?.writing;
  return writing?.actions.find((one) => one.action === action) ?? null;
}
