import { type ActivityScope, EXPORT_LIMIT } from '../../../../core/contract/activities.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { ExportMenu } from '../../../kit/export-menu.tsx';
import { formatCount, plural } from '../../../kit/format.ts';

const FORMATS = ['csv', 'json'] as const;

/** Saves what the filter leaves, newest first; what is over the limit is said, not dropped in silence. */
export function ExportActivities({ scope }: { readonly scope: ActivityScope }) {
  const zone = useDisplayZone();
  const order = useOrder('activities.export');
  return (
    <ExportMenu
      name="activities"
      noun={['activity', 'activities']}
      formats={FORMATS}
      label={`Up to ${formatCount(EXPORT_LIMIT)} activities`}
      ask={(format: (typeof FORMATS)[number]) => order.mutateAsync({ ...scope, format, zone })}
      done={({ rows, records }, title) =>
        rows < records
          ? `The newest ${formatCount(rows)} of ${plural(records, 'activity', 'activities')} exported as ${title}. Narrow the filter or the period for the rest.`
          : `${plural(rows, 'activity', 'activities')} exported as ${title}.`
      }
    />
  );
}
