import { SegmentedControl } from '@mantine/core';
import { METRICS, type Metric } from '../../../core/contract/common.ts';
import { METRIC_MEASURES } from '../../kit/charts/metrics.ts';

const CHOICES = METRICS.map((metric) => ({ value: metric, label: METRIC_MEASURES[metric].title }));

/** Chooses what all figures of the page show. */
export function MetricPicker({
  value,
  onChange,
}: {
  readonly value: Metric;
  readonly onChange: (metric: Metric) => void;
}) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Measure of all charts on this page"
      data={CHOICES}
      value={value}
      onChange={(next) => {
        const metric = METRICS.find((one) => one === next);
        if (metric !== undefined) onChange(metric);
      }}
    />
  );
}
