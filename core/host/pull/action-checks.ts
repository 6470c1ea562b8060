/** What is checked before a change is sent, and what is to be said of it afterwards. */
import { AppError } from '../../contract/errors.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { requireSafe } from '../../control/quote.ts';
import { CONTROL_VALUES, type ControlValue, type Given, type Looked } from '../../model/control.ts';
import type { WriteAction, Written } from '../../pull/index.ts';
import type { KeptPlan } from './action-view.ts';

/** @throws AppError input.invalid */
export function requireGiven({ needs }: WriteAction, values: MethodParsed<'connections.planAction'>['values']): Given {
  const given: Partial<Record<ControlValue, string>> = {};
  for (const need of needs) {
    const value = values[need];
    if (value === undefined)
      throw new AppError('input.invalid', `${CONTROL_VALUES[need]} is missing.`, { field: need });
    given[need] = requireSafe(need, value);
  }
  return given;
}

/** @throws AppError input.invalid where somebody changed something between the dry run and now */
export function requireSame(before: KeptPlan['state'], now: KeptPlan['state']): void {
  if (before === null || now === null) return;
  const changed = Object.keys({ ...before, ...now }).find((key) => before[key] !== now[key]);
  if (changed === undefined) return;
  throw new AppError(
    'input.invalid',
    `${changed} is ${now[changed] ?? 'unknown'} now, and was ${before[changed] ?? 'unknown'} in the dry run. Make a new one: nothing was sent.`,
  );
}

/** What came of it, with what the state read afterwards adds. */
export function judgedWrite(
  written: Written,
  after: Looked | null,
  isUndo: boolean,
  permission: string,
): Pick<Written, 'outcome' | 'status' | 'message'> {
  const { outcome, status, message } = written;
  if (outcome === 'refused' && (status === 401 || status === 403)) {
    return { outcome, status, message: `${message} It needs: ${permission}.` };
  }
  if (outcome !== 'unknown') return { outcome, status, message };
  if (after?.isDone === !isUndo) {
    return { outcome: 'done', status, message: `${message} The state that was read afterwards is as wanted.` };
  }
  const seen = after?.isDone === isUndo ? ' The state that was read afterwards is as before.' : '';
  return { outcome, status, message: `${message}${seen} Look at the provider before you do it again.` };
}
