import { useQuestion } from './use-question.ts';

export function useStreams(enabled = true) {
  return useQuestion('streams.list', {}, { enabled });
}

export function useViews() {
  return useQuestion('views.list', {});
}
