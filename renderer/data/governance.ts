import { useQuestion } from './use-question.ts';

export function useGovernance(search: string, limit: number) {
  return useQuestion('governance.list', { limit, ...(search === '' ? {} : { search }) });
}

/** One entry; of a log that only grows no other takes its number. */
export function useEntry(id: number) {
  return useQuestion('governance.list', { before: id + 1, limit: 1 }, { keep: false });
}

/** What was done to one thing, newest first. */
export function useSubjectHistory(subject: string) {
  return useQuestion('governance.list', { subject, limit: 100 });
}
