import { useEffect, useRef } from 'react';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { useHostInfo } from '../../data/host.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { toastError } from '../../kit/toast.tsx';

/** Does what the host was started for (open this workspace, make the sample), once, and only while none is open. */
export function useStartAction(workspace: WorkspaceInfo | null | undefined): void {
  const { data: info } = useHostInfo();
  const actions = useWorkspaceActions();
  const done = useRef(false);
  useEffect(() => {
    if (info === undefined || workspace === undefined || done.current) return;
    done.current = true;
    const { action, token, name } = info.start;
    if (workspace !== null || token === null) return;
    if (action === 'open') void actions.open(token, name ?? 'Workspace');
    if (action === 'sample') actions.makeSample(name ?? 'Sample organisation', token).catch(toastError);
  }, [info, workspace, actions]);
}
