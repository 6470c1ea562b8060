import type { Dashboard } from '../../../core/contract/discovery.ts';
import { useQuestion } from '../../data/use-question.ts';
import { useScope } from '../../state/scope.ts';

/**
 * For how many requests of the range and streams the logs know each measure; null while it is asked. The filter is left out: it may ask
 * of table rows, which the dashboard has none of, and what a source can log does not depend on it.
 */
export function useKnown(): Dashboard['known'] | null {
  const { scope } = useScope();
  const { filter: _filter, ...where } = scope;
  const { data } = useQuestion('discovery.getDashboard', { ...where, top: 1 });
  return data?.known ?? null;
}
