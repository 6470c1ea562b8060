import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { ActivityRow } from '../../../core/contract/activities.ts';

const MARKS = {
  success: { icon: IconCircleCheck, title: 'Succeeded' },
  failure: { icon: IconCircleX, title: 'Failed' },
  unknown: { icon: IconCircleDashed, title: 'The log does not say whether it succeeded' },
} as const;

/** Whether an activity came about: by shape and colour, and in words for those who see neither. */
export function OutcomeMark({ outcome }: { readonly outcome: ActivityRow['outcome'] }) {
  const { icon: Mark, title } = MARKS[outcome];
  return (
    <span className="uc-outcome" data-outcome={outcome} title={title}>
      <Mark size={15} stroke={1.75} aria-label={title} role="img" />
    </span>
  );
}
