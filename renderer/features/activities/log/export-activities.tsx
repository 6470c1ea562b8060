import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { type ActivityScope, EXPORT_LIMIT } from '../../../../core/contract/activities.ts';
import { useOrder } from '../../../data/use-question.ts';
import { saveBlob } from '../../../kit/charts/save-blob.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { formatCount, plural } from '../../../kit/format.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';

const FORMATS = [
  { format: 'csv', title: 'CSV', type: 'text/csv' },
  { format: 'json', title: 'JSON', type: 'application/json' },
] as const;

/** Saves what the filter leaves, newest first; what is over the limit is said, not dropped in silence. */
export function ExportActivities({ scope }: { readonly scope: ActivityScope }) {
  const zone = useDisplayZone();
  const order = useOrder('activities.export');
  const run = ({ format, type, title }: (typeof FORMATS)[number]): void => {
    order.mutateAsync({ ...scope, format, zone }).then(({ text, rows, records }) => {
      saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), `activities.${format}`);
      toastDone(
        rows < records
          ? `The newest ${formatCount(rows)} of ${plural(records, 'activity', 'activities')} exported as ${title}. Narrow the filter or the period for the rest.`
          : `${plural(rows, 'activity', 'activities')} exported as ${title}.`,
      );
    }, toastError);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={order.isPending}
          leftSection={<IconDownload size={16} stroke={1.5} />}
          rightSection={<IconChevronDown size={14} />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Up to {formatCount(EXPORT_LIMIT)} activities</Menu.Label>
        {FORMATS.map((one) => (
          <Menu.Item key={one.format} onClick={() => run(one)}>
            {one.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
