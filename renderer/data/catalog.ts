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
