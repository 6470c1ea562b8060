import { useQuestion } from './use-question.ts';

export function useGovernance(search: string, limit: number) {
  return useQuestion('governance.list', { limit, ...(search === '' ? {} : { search }) });
}
