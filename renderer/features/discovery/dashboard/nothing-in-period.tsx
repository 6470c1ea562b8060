import { BrushStrip } from '../../../kit/charts/brush-strip.tsx';
import { useWidth } from '../../../kit/charts/use-size.ts';
import { useScope } from '../../../state/scope.ts';
import { NothingFound } from '../tables/nothing-found.tsx';
import { type CardModel, useOverview } from './use-dashboard-model.ts';

/** Room for the strip's own name on its left, and for half a handle on its right. */
const LEFT = 66;
const RIGHT = 8;

/** A dashboard without figures: said once, under the strip of all data that leads to where there are some. */
export function NothingInPeriod({ model }: { readonly model: CardModel }) {
  const { filter, setFilter, setRange, extent, from, to } = useScope();
  const overview = useOverview(model.metric);
  const [ref, width] = useWidth<HTMLDivElement>();
  const range = extent === null ? null : { from: from ?? extent.from, to: to ?? extent.to };
  const isElsewhere = overview?.values.some((value) => value > 0) ?? false;
  return (
    <>
      {extent !== null && range !== null && isElsewhere && overview !== null && (
        <div className="uc-card">
          <div ref={ref}>
            {width > 0 && (
              <BrushStrip
                overview={overview}
                extent={{ from: Math.min(extent.from, range.from), to: Math.max(extent.to, range.to) }}
                range={range}
                width={Math.max(1, width - LEFT - RIGHT)}
                left={LEFT}
                zone={model.zone}
                onRange={(next) => setRange(next.from, next.to)}
              />
            )}
          </div>
        </div>
      )}
      <NothingFound what="apps or hosts" isFiltered={filter !== ''} narrowing="filter" onClear={() => setFilter('')} />
    </>
  );
}
