import { useLayoutEffect } from 'react';
import { usePath, useSearchText } from './location.ts';
import { type PanelItem, usePanels } from './panels.ts';

/** What an entry of the browser's history keeps beside its address; of a workspace, as keys of another mean nothing here. */
interface Kept {
  readonly workspace: string;
  readonly stack: readonly PanelItem[];
}

function keptBy(workspace: string): readonly PanelItem[] | null {
  const kept = (history.state as { readonly panels?: Kept } | null)?.panels;
  return kept?.workspace === workspace ? kept.stack : null;
}

function keep(workspace: string): void {
  const { stack } = usePanels.getState();
  if (keptBy(workspace) === stack || (keptBy(workspace) === null && stack.length === 0)) return;
  history.replaceState({ ...(history.state as object | null), panels: { workspace, stack } satisfies Kept }, '');
}

/**
 * The side panel belongs to the place where it was opened: another page closes it, and back, forward and reload bring it again. A pinned
 * one stays on every page.
 */
export function usePanelHistory(workspace: string): void {
  const path = usePath();
  const search = useSearchText();
  useLayoutEffect(() => usePanels.subscribe(() => keep(workspace)), [workspace]);
  // Before the one below makes the new place's entry: only another page closes it, not another filter on the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each page anew
  useLayoutEffect(() => {
    const { pinned, close } = usePanels.getState();
    if (!pinned && keptBy(workspace) === null) close();
  }, [path, workspace]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each entry of the history anew
  useLayoutEffect(() => {
    const stack = keptBy(workspace);
    if (stack !== null && !usePanels.getState().pinned) usePanels.setState({ stack });
    else keep(workspace);
  }, [path, search, workspace]);
}
