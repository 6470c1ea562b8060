import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';

/** Leads to the activity that proves something. */
export function Proof({ reference }: { readonly reference: string }) {
  const open = usePanels((state) => state.open);
  return (
    <button
      type="button"
      className="uc-textlink"
      onClick={() => open({ kind: 'activity', key: reference, title: 'Activity' })}
    >
      Proving activity
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
