import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { type ActivityScope, EXPORT_LIMIT } from '../../../../core/contract/activities.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { ExportMenu } from '../../../kit/export-menu.tsx';
import { formatCount, plural } from '../../../kit/format.ts';
import { usePrivateActivities } from '../../../state/private-activities.ts';

const FORMATS = ['csv', 'json'] as const;

/** Saves what the filter leaves, newest first; what is over the limit is said, not dropped in silence. */
export function ExportActivities({ scope }: { readonly scope: ActivityScope }) {
  const zone = useDisplayZone();
  const order = useOrder('activities.export');
  const all = useOrder('activities.exportPrivate');
  const reason = usePrivateActivities((state) => state.reason);
  // Asked anew each time the log is opened: what leaves the console is decided, not remembered.
  const [leavesOut, setLeavesOut] = useState(true);
  return (
    <ExportMenu
      name="activities"
      noun={['activity', 'activities']}
      formats={FORMATS}
      label={`Up to ${formatCount(EXPORT_LIMIT)} activities`}
      ask={(format: (typeof FORMATS)[number]) =>
        reason === null || leavesOut
          ? order.mutateAsync({ ...scope, format, zone })
          : all.mutateAsync({ ...scope, format, zone, reason })
      }
      options={
        reason !== null && (
          <Checkbox
            size="xs"
            px="sm"
            py={4}
            label="Leave out private activities"
            checked={leavesOut}
            onChange={(event) => setLeavesOut(event.currentTarget.checked)}
          />
        )
      }
      done={({ rows, records }, title) =>
        rows < records
          ? `The newest ${formatCount(rows)} of ${plural(records, 'activity', 'activities')} exported as ${title}. Narrow the filter or the period for the rest.`
          : `${plural(rows, 'activity', 'activities')} exported as ${title}.`
      }
    />
  );
}
