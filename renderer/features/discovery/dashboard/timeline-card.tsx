import { type TwinTable, textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { figureOf } from '../../../kit/charts/figure-of.ts';
import { addsUp } from '../../../kit/charts/metrics.ts';
import { BAND_STYLE, TRAFFIC_BANDS, type TrafficBand } from '../../../kit/charts/palette.ts';
import { bucketName, bucketText } from '../../../kit/charts/time-axis.ts';
import { TimelineBrush, timelineHeight } from '../../../kit/charts/timeline-brush.tsx';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { useScope } from '../../../state/scope.ts';
import { goToTable } from '../go.ts';
import { Card, type CardProps } from './card.tsx';
import { type CardModel, useOverview } from './use-dashboard-model.ts';

const PLOT = 190;

/** Rows behind a band: apps of the band, or the hosts that match no app. */
export function openBand(band: TrafficBand, filter: string): void {
  if (band === 'unmatched') goToTable('unmatched', filter);
  else goToTable('apps', allOf(filter, is('band', band)));
}

export function TimelineCard(props: CardProps) {
  const { extent, setRange, setRelative } = useScope();
  const overview = useOverview(props.model?.metric ?? 'bytesTotal');
  return (
    <Card
      {...props}
      title="Usage over time"
      height={timelineHeight(PLOT, true)}
      content={(model) => {
        const { timeline, range } = model.data;
        return {
          table: twin(model),
          empty: range === null || timeline.starts.length === 0 ? 'There are no requests in this period.' : null,
          legend: TRAFFIC_BANDS.map((band) => ({
            style: BAND_STYLE[band],
            onOpen: () => openBand(band, model.filter),
          })),
          about: [
            `One step is ${bucketName(timeline.bucketMs)}, in ${model.zone}.`,
            addsUp(model.metric) ? '' : 'Who uses apps of several bands counts in each of them.',
          ]
            .join(' ')
            .trim(),
          plot: range !== null && (
            <TimelineBrush
              starts={timeline.starts}
              bucketMs={timeline.bucketMs}
              // Drawn from the bottom: what is least worrying first, so that high risk forms the skyline.
              series={[...TRAFFIC_BANDS].reverse().map((band) => ({
                style: BAND_STYLE[band],
                values: timeline.bands[band].map((bucket) => figureOf(bucket, model.metric)),
              }))}
              totals={null}
              range={range}
              extent={
                extent === null ? null : { from: Math.min(extent.from, range.from), to: Math.max(extent.to, range.to) }
              }
              overview={overview}
              zone={model.zone}
              measure={model.measure}
              height={PLOT}
              label={`${model.measure.title} over time by risk band, ${model.source}`}
              onRange={(next) => (next === null ? setRelative('all') : setRange(next.from, next.to))}
            />
          ),
        };
      }}
    />
  );
}

function twin({ data, metric, measure, zone }: CardModel): TwinTable {
  const { starts, bucketMs, bands } = data.timeline;
  return {
    columns: [
      { title: `Start (${zone})` },
      ...TRAFFIC_BANDS.map((band) => ({ title: BAND_STYLE[band].label, numeric: true })),
    ],
    rows: starts.map((start, index) => ({
      key: String(start),
      cells: [
        textCell(bucketText(start, bucketMs, zone)),
        ...TRAFFIC_BANDS.map((band) => valueCell(figureOf(bands[band][index], metric), measure.format)),
      ],
    })),
  };
}
