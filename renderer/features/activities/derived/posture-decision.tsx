import { Button } from '@mantine/core';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { Logged } from '../../../kit/logged.tsx';
import { toastError } from '../../../kit/toast.tsx';
import { When } from '../../../kit/when.tsx';
import { ReasonForm } from './reason-form.tsx';

/** What is to be done of a finding: it is open, accepted for a reason, or over. */
export function PostureDecision({ row, accepted }: Pick<MethodOutput<'posture.get'>, 'row' | 'accepted'>) {
  const order = useOrder('posture.accept');
  const writable = useOpenWorkspace()?.readOnly === false;
  const decide = (why: string | null): void => {
    order.mutateAsync({ id: row.id, reason: why }).catch(toastError);
  };
  return (
    <section>
      <h3 className="uc-sectionhead">Status</h3>
      {accepted === null ? (
        <p className="uc-scopeline">
          {row.status === 'resolved'
            ? 'Resolved: not seen for 30 days, while logs that would show it went on.'
            : 'Open.'}
        </p>
      ) : (
        <p className="uc-prose">
          Accepted on <When at={accepted.at} />: <Logged text={accepted.reason} />
          {row.lastSeen !== null && row.lastSeen > accepted.at && ' It was seen again since.'}
        </p>
      )}
      {writable && accepted !== null && (
        <Button size="compact-sm" variant="default" loading={order.isPending} onClick={() => decide(null)}>
          Open again
        </Button>
      )}
      {writable && accepted === null && (
        <ReasonForm label="Why it is accepted" button="Accept" before="" isPending={order.isPending} onSave={decide} />
      )}
    </section>
  );
}
