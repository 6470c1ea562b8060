import type { Scope } from '../../core/contract/common.ts';
import type { FilterTable } from '../../core/contract/discovery.ts';
import { useQuestion } from './use-question.ts';

export type DiscoveryTable = 'apps' | 'users' | 'sources' | 'devices' | 'unmatched';
export type UsageKind = 'app' | 'user' | 'source' | 'device' | 'host';

export function useUsage(kind: UsageKind, key: string, scope: Scope) {
  return useQuestion('discovery.getUsage', { ...scope, kind, key });
}

export function useFilterFields(table: FilterTable) {
  return useQuestion('discovery.listFilterFields', { table });
}

/** Checks a filter's text; an empty one is not asked about. */
export function useFilterCheck(filter: string, table: FilterTable) {
  return useQuestion('discovery.checkFilter', { filter, table }, { enabled: filter.trim() !== '', keep: false });
}
