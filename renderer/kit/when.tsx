import { Tooltip } from '@mantine/core';
import { useDisplayZone } from './display-zone.tsx';
import { formatInstant, MISSING } from './format.ts';

/** An instant in the workspace's display zone; the tooltip has the seconds and the zone. */
export function When({ at, seconds = false }: { readonly at: number | null; readonly seconds?: boolean }) {
  const zone = useDisplayZone();
  if (at === null) return <span>{MISSING}</span>;
  return (
    <Tooltip label={`${formatInstant(at, zone, true)} ${zone}`} openDelay={400}>
      <time dateTime={new Date(at).toISOString()} className="uc-time">
        {formatInstant(at, zone, seconds)}
      </time>
    </Tooltip>
  );
}
