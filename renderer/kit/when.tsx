import { useDisplayZone } from './display-zone.tsx';
import { formatInstant, MISSING } from './format.ts';

/** An instant in the workspace's display zone; the tooltip has the seconds and the zone. */
export function When({ at, seconds = false }: { readonly at: number | null; readonly seconds?: boolean }) {
  const zone = useDisplayZone();
  if (at === null) return <span>{MISSING}</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      className="uc-time"
      data-tip={`${formatInstant(at, zone, true)} ${zone}`}
    >
      {formatInstant(at, zone, seconds)}
    </time>
  );
}
