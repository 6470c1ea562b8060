import { useQuestion } from './use-question.ts';
import { useOpenWorkspace } from './workspace.ts';

/** Which streams are anonymised, and where the workspace's key is. */
export function usePrivacy(enabled = true) {
  return useQuestion('privacy.getState', {}, { enabled });
}

/** Directory, ranges, exclusions and name evidence can be changed: the workspace takes changes, and sealed lists have their key. */
export function useCanChangeLists(): boolean {
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const privacy = usePrivacy().data;
  return !readOnly && privacy !== undefined && (!privacy.listsSealed || privacy.key === 'unlocked');
}
