import { create } from 'zustand';

/** Dialogs that any part of the console may open, and with what. One at a time, apart from what an import opens. */
export type OpenWindow =
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'createWorkspace' }
  | { readonly kind: 'sample' }
  | { readonly kind: 'restore'; readonly token: string; readonly name: string }
  /** `asLogs`: whoever chose the files said that they are logs, whatever they look like. */
  | { readonly kind: 'import'; readonly asLogs?: boolean }
  /** Files of a tenant's state: those of the draft that these tokens name; all of them, and more to choose, without. */
  | { readonly kind: 'snapshots'; readonly tokens?: readonly string[] }
  /** A format to describe: of a file, one that the workspace has, or a new one. */
  | { readonly kind: 'format'; readonly token?: string; readonly id?: string }
  /** A connector to describe: of a file, one that the workspace has, or a new one. */
  | { readonly kind: 'connector'; readonly token?: string; readonly id?: string };

interface Windows {
  readonly open: OpenWindow | null;
  /** The import that `open` was opened over: it stays with what was chosen in it, and is on top again afterwards. */
  readonly behind: Extract<OpenWindow, { kind: 'import' }> | null;
  show(window: OpenWindow): void;
  /** Over the import that is open. */
  showOver(window: OpenWindow): void;
  close(): void;
}

export const useWindows = create<Windows>()((set) => ({
  open: null,
  behind: null,
  show: (open) => set({ open, behind: null }),
  showOver: (open) => set((state) => ({ open, behind: state.open?.kind === 'import' ? state.open : null })),
  close: () => set(({ behind }) => ({ open: behind, behind: null })),
}));
