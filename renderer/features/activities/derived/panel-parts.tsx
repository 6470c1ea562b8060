import type { ReactNode } from 'react';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';

/** Leads to the activity that proves something. */
export function Proof({ reference, children }: { readonly reference: string; readonly children: ReactNode }) {
  const open = usePanels((state) => state.open);
  return (
    <button
      type="button"
      className="uc-textlink"
      onClick={() => open({ kind: 'activity', key: reference, title: 'Activity' })}
    >
      {children}
    </button>
  );
}

export function InLog({
  filter,
  children = 'Show in the activity log',
}: {
  readonly filter: string;
  readonly children?: string;
}) {
  return (
    <button type="button" className="uc-textlink" onClick={() => goToLog(filter)}>
      {children}
    </button>
  );
}

export function Instant({ title, at }: { readonly title: string; readonly at: number | null }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <When at={at} />
      </dd>
    </div>
  );
}
