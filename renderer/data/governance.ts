import { useQuestion } from './use-question.ts';

export function useGovernance(search: string, limit: number) {
  return useQuestion('governance.list', { limit, ...(search === '' ? {} : { search }) });
}

/** What was done to one thing, newest first. */
export function useSubjectHistory(subject: string) {
  return useQuestion('governance.list', { subject, limit: 100 });
}
