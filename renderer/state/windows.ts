import { create } from 'zustand';

/** Dialogs that any part of the console may open, and with what. One at a time. */
export type OpenWindow =
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'createWorkspace' }
  | { readonly kind: 'sample' }
  | { readonly kind: 'restore'; readonly token: string; readonly name: string }
  | { readonly kind: 'import' };

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
