import { useInfiniteQuery } from '@tanstack/react-query';
import type { Scope } from '../../../../core/contract/common.ts';
import type { MethodInput } from '../../../../core/contract/methods.ts';
import { useEngine } from '../../../bridge/client.tsx';
import { questionKey } from '../../../data/keys.ts';

export type EvidenceSubject = NonNullable<MethodInput<'discovery.listEvidence'>['subject']>;

const PAGE = 50;

/**
 * The raw lines behind a thing's figures, page by page.
 * @param reason lines of anonymised streams in clear, for this reason; null: masked
 */
export function useEvidence(scope: Scope, subject: EvidenceSubject, reason: string | null) {
  const engine = useEngine();
  const input = { ...scope, subject, limit: PAGE };
  return useInfiniteQuery({
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
}
