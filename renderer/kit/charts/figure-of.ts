import type { Metric } from '../../../core/contract/common.ts';

type Figures = Readonly<Record<Metric, number | null>>;

/** A group's figure: without any request it is 0, as nothing happened; with requests that do not carry the measure it stays unknown. */
export function figureOf(group: Figures | undefined, metric: Metric): number | null {
  if (group === undefined || group.transactions === 0) return 0;
  return group[metric];
}
