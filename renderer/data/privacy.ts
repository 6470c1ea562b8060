import { useQuestion } from './use-question.ts';

/** Which streams are anonymised, and where the workspace's key is. */
export function usePrivacy(enabled = true) {
  return useQuestion('privacy.getState', {}, { enabled });
}
