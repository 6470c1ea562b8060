/** In: snapshots of Microsoft Secure Score. Out: the newest whole score of each tenant. */
import type { SecureScoreFact } from '../../contract/posture.ts';
import { readSecureScore } from '../../snapshots/index.ts';
import { tenantOf } from '../tenant/tenant-state.ts';
import type { WorkspaceView } from '../workspace-view.ts';

/** @throws AppError privacy.locked */
export function listSecureScores(view: WorkspaceView): SecureScoreFact[] {
  const all = tenantOf(view)
    .of('secureScore', readSecureScore)
    .map(({ is, from }): SecureScoreFact => ({ ...is, from }));
  const byTenant = Map.groupBy(all, ({ from }) => from.tenant);
  return [...byTenant.values()].flatMap((scores) => scores.sort((a, b) => dateOf(b) - dateOf(a)).slice(0, 1));
}

function dateOf({ day, from }: SecureScoreFact): number {
  return day ?? from.taken;
}
