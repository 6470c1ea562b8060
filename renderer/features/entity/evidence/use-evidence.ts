import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Scope } from '../../../../core/contract/common.ts';
import type { MethodInput } from '../../../../core/contract/methods.ts';
import { useEngine } from '../../../bridge/client.tsx';
import { questionKey } from '../../../data/keys.ts';

export type EvidenceSubject = NonNullable<MethodInput<'discovery.listEvidence'>['subject']>;

const PAGE = 50;
/** The first lines show as soon as they are found; the rest of a page follows. Milliseconds. */
const WITHIN = 150;

/**
 * The raw lines behind a thing's figures, page by page.
 * @param reason lines of anonymised streams in clear, for this reason; null: masked
 */
export function useEvidence(scope: Scope, subject: EvidenceSubject, reason: string | null) {
  const engine = useEngine();
  // A reveal is logged for each page: it is waited for.
  const input = { ...scope, subject, limit: PAGE, ...(reason === null ? { within: WITHIN } : {}) };
  const query = useInfiniteQuery({
    // A reveal is logged each time: it is asked once and never again by itself, whatever changes meanwhile.
    queryKey: reason === null ? questionKey('discovery.listEvidence', input) : ['revealed lines', input, reason],
    queryFn: ({ pageParam, signal }) => {
      const question = pageParam === null ? input : { ...input, cursor: pageParam };
      return reason === null
        ? engine.call('discovery.listEvidence', question, signal)
        : engine.call('privacy.revealLines', { ...question, reason }, signal);
    },
    ...(reason === null ? {} : { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const asked = useRef(PAGE);
  const shown = data?.pages.reduce((sum, page) => sum + page.rows.length, 0) ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && shown < asked.current) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, shown, fetchNextPage]);
  const more = (): void => {
    asked.current = shown + PAGE;
    void fetchNextPage();
  };
  return { ...query, more };
}
