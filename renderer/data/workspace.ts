import type { WorkspaceInfo } from '../../core/contract/workspace.ts';
import { useQuestion } from './use-question.ts';

/** The open workspace; `data` is null when none is open. */
export function useWorkspace() {
  return useQuestion('workspace.get', {});
}

/** The open workspace on pages that exist only while one is open. */
export function useOpenWorkspace(): WorkspaceInfo | null {
  return useWorkspace().data ?? null;
}
