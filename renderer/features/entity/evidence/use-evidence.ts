import { useInfiniteQuery } from '@tanstack/react-query';
import type { Scope } from '../../../../core/contract/common.ts';
import type { MethodInput } from '../../../../core/contract/methods.ts';
import { useEngine } from '../../../bridge/client.tsx';
import { questionKey } from '../../../data/keys.ts';

export type EvidenceSubject = NonNullable<MethodInput<'discovery.listEvidence'>['subject']>;

const PAGE = 50;

/** The raw lines behind a thing's figures, page by page. */
export function useEvidence(scope: Scope, subject: EvidenceSubject) {
  const engine = useEngine();
  const input = { ...scope, subject, limit: PAGE };
  return useInfiniteQuery({
    queryKey: questionKey('discovery.listEvidence', input),
    queryFn: ({ pageParam, signal }) =>
      engine.call('discovery.listEvidence', pageParam === null ? input : { ...input, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  });
}
