import { useMemo } from 'react';
import { useStreams } from '../data/streams.ts';
import type { Page } from '../kit/page.ts';
import { PAGES } from './pages.ts';

/** The pages that the open workspace has something for, in the rail's order. @param enabled false while none is open */
export function useShownPages(enabled: boolean): readonly Page[] {
  const { data: streams } = useStreams(enabled);
  return useMemo(
    () => PAGES.filter(({ needs }) => needs === undefined || streams?.some(({ fields }) => fields.includes(needs))),
    [streams],
  );
}
