import { useQueries } from '@tanstack/react-query';
import type { ScoreSettingsInput } from '../../core/contract/catalog-govern.ts';
import type { BandLimits } from '../../core/model/app.ts';
import { useEngine } from '../bridge/client.tsx';
import { questionKey } from './keys.ts';
import { useOrder, useQuestion } from './use-question.ts';

export function useAppDetail(id: string) {
  return useQuestion('catalog.getApp', { id }, { keep: false });
}

/** Several apps at once, in the given order; undefined while one is on its way. */
export function useAppDetails(ids: readonly string[]) {
  const engine = useEngine();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: questionKey('catalog.getApp', { id }),
      queryFn: ({ signal }: { signal: AbortSignal }) => engine.call('catalog.getApp', { id }, signal),
    })),
  });
}

export function useCategories() {
  return useQuestion('catalog.listCategories', {});
}

export function useAppSearch(text: string) {
  return useQuestion('catalog.searchApps', { text, limit: 20 }, { enabled: text.trim() !== '' });
}

export function useTagApps() {
  return useOrder('catalog.tagApps');
}

/** Apps per category behind a filter and a search. */
export function useCatalogCategories(filter: string, search: string) {
  return useQuestion('catalog.listCategories', {
    ...(filter === '' ? {} : { filter }),
    ...(search === '' ? {} : { search }),
  });
}

export function useCustomTags() {
  return useQuestion('catalog.listCustomTags', {});
}

const DEFAULT_BANDS: BandLimits = { high: 3, medium: 7 };

/** Where the workspace's risk bands end. */
export function useBandLimits(): BandLimits {
  return useScoring().data?.settings.bands ?? DEFAULT_BANDS;
}

export function useScoring() {
  return useQuestion('catalog.getScoring', {});
}

export function useScoringPreview(settings: ScoreSettingsInput) {
  return useQuestion('catalog.previewScoring', { settings });
}

/** Which catalog holds, what could be gone back to, and whose updates are taken. */
export function useRelease() {
  return useQuestion('catalog.getRelease', {});
}
