import type { ScoreSettingsInput } from '../../core/contract/catalog-govern.ts';
import { useOrder, useQuestion } from './use-question.ts';

export function useAppDetail(id: string) {
  return useQuestion('catalog.getApp', { id }, { keep: false });
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

export function useScoring() {
  return useQuestion('catalog.getScoring', {});
}

export function useScoringPreview(settings: ScoreSettingsInput) {
  return useQuestion('catalog.previewScoring', { settings });
}
