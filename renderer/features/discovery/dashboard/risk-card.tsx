import type { BandLimits } from '../../../../core/model/app.ts';
import { useBandLimits } from '../../../data/catalog.ts';
import { textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { figureOf } from '../../../kit/charts/figure-of.ts';
import { addsUp } from '../../../kit/charts/metrics.ts';
import { BAND_STYLE, bandRange, TRAFFIC_BANDS } from '../../../kit/charts/palette.ts';
import { RiskDonut } from '../../../kit/charts/risk-donut.tsx';
import { formatShare } from '../../../kit/format.ts';
import { Card, type CardProps } from './card.tsx';
import { openBand } from './timeline-card.tsx';

export function RiskCard(props: CardProps) {
  const bands = useBandLimits();
  return (
    <Card
      {...props}
      title="Risk of what is used"
      height={200}
      content={({ data, metric, measure, source, filter }) => {
        const sum = TRAFFIC_BANDS.reduce((all, band) => all + (figureOf(data.bands[band], metric) ?? 0), 0);
        return {
          empty: sum === 0 ? `There is no ${measure.title.toLowerCase()} in this period.` : null,
          about: addsUp(metric)
            ? `Bands: high ${bandRange('high', bands)}, medium ${bandRange('medium', bands)}, low ${bandRange('low', bands)}.`
            : 'Who uses apps of several bands counts in each of them.',
          table: {
            columns: [
              { title: 'Band' },
              { title: 'Score' },
              { title: measure.title, numeric: true },
              { title: 'Share', numeric: true },
            ],
            rows: TRAFFIC_BANDS.map((band) => ({
              key: band,
              onOpen: () => openBand(band, filter),
              cells: [
                textCell(BAND_STYLE[band].label),
                textCell(rangeText(band, bands)),
                valueCell(figureOf(data.bands[band], metric), measure.format),
                valueCell(sum === 0 ? null : (figureOf(data.bands[band], metric) ?? 0) / sum, formatShare),
              ],
            })),
          },
          plot: (
            <RiskDonut
              parts={TRAFFIC_BANDS.map((band) => ({
                style: BAND_STYLE[band],
                value: figureOf(data.bands[band], metric),
                onOpen: () => openBand(band, filter),
              }))}
              total={data.kpis[metric]}
              measure={measure}
              label={`${measure.title} by risk band, ${source}`}
            />
          ),
        };
      }}
    />
  );
}

function rangeText(band: (typeof TRAFFIC_BANDS)[number], bands: BandLimits): string {
  if (band === 'unmatched') return 'no app';
  return band === 'unscored' ? 'no score' : `score ${bandRange(band, bands)}`;
}
