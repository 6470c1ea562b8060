import { METRICS, type Metric } from '../../../core/contract/common.ts';
import { setSearch, useSearchText } from '../../state/location.ts';

/** The one measure that all figures of a page show; kept in the address, so that a link shows the same. Null: not chosen. */
export function useChosenMetric(): readonly [Metric | null, (metric: Metric) => void] {
  const search = useSearchText();
  const given = new URLSearchParams(search).get('metric');
  const chosen = METRICS.find((metric) => metric === given) ?? null;
  return [chosen, (metric) => setSearch({ metric }, { replace: true })];
}
