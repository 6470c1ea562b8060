import type { MethodOutput } from '../../../../core/contract/methods.ts';

type Snapshot = Pick<MethodOutput<'snapshots.list'>[number], 'kind' | 'tenant'>;

/** What follows from removing a snapshot: the newest of a kind and tenant is what counts. @param all newest first */
export function afterRemoval(one: Snapshot, all: readonly Snapshot[]): string {
  const [newest, before] = all.filter(({ kind, tenant }) => kind === one.kind && tenant === one.tenant);
  if (newest !== one) return 'A newer one counts: accounts, apps and findings stay as they are.';
  return before === undefined
    ? 'What nothing else says of accounts, apps and findings goes with it.'
    : 'For accounts, apps and findings the one before it counts again.';
}
