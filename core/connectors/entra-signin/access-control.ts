/** What Conditional Access did about a sign-in, and whether a certificate proved who it was. */
import type { ActivityOutcome, AppliedAction } from '../../model/activity.ts';
import { APPLIED_ACTIONS } from '../../model/activity.ts';
import { entraPaths } from '../kit/entra.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Codes with which Conditional Access refuses a device, a place, an app or everything (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const REFUSALS: ReadonlySet<string> = new Set(['53000', '53001', '53002', '53003', '530032', '530034']);
const SESSION_CONTROL = /^(?:cloudappsecurity|mcas)/i;

/** The strictest of what the policies that applied did; undefined where none did, or none that stops or proves anything. */
export function appliedAction(record: SourceRecord, code: string): AppliedAction | undefined {
  if (REFUSALS.has(code)) return 'block';
  const policies = entraPaths('appliedConditionalAccessPolicies', 'conditionalAccessPolicies');
  const did = new Set(policies.flatMap((path) => record.list(path)).flatMap(actionsOf));
  return APPLIED_ACTIONS.find((action) => did.has(action));
}

function actionsOf(policy: SourceRecord): AppliedAction[] {
  // Of others it is reported only what they would have done.
  const result = policy.text('result').toLowerCase();
  if (result !== 'success' && result !== 'failure') return [];
  const did: AppliedAction[] = [];
  const asked = policy.texts('enforcedGrantControls');
  if (asked.some((control) => control.toLowerCase() === 'block')) did.push('block');
  else if (asked.length > 0) did.push(result === 'success' ? 'verified' : 'verify');
  const isProxied = policy.texts('enforcedSessionControls').some((control) => SESSION_CONTROL.test(control));
  return isProxied && result === 'success' ? [...did, 'proxy'] : did;
}

/** Known only of sign-ins that list the steps they took. */
export function certificateOf(record: SourceRecord, outcome: ActivityOutcome): { readonly certificate?: boolean } {
  const steps = entraPaths('authenticationDetails').flatMap((path) => record.list(path));
  const methods = steps.filter((step) => step.text('authenticationMethod') !== '');
  if (methods.length === 0 || outcome === 'unknown') return {};
  // A claim of an earlier sign-in does not say how that one was proven.
  const isEarlier = methods.every((step) => /^previously/i.test(step.text('authenticationMethod')));
  if (isEarlier) return {};
  const isShown = methods.some(
    (step) => /certificate/i.test(step.text('authenticationMethod')) && step.flag('succeeded') !== false,
  );
  return { certificate: isShown };
}
