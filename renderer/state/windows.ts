import { create } from 'zustand';

/** Dialogs that any part of the console may open, and with what. One at a time. */
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
  | { readonly kind: 'format'; readonly token?: string; readonly id?: string; readonly fromImport?: boolean }
  /** A connector to describe: of a file, one that the workspace has, or a new one. */
  | { readonly kind: 'connector'; readonly token?: string; readonly id?: string; readonly fromImport?: boolean };

interface Windows {
  readonly open: OpenWindow | null;
  show(window: OpenWindow): void;
  close(): void;
}

export const useWindows = create<Windows>()((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));
