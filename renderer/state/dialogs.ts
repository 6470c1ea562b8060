import { create } from 'zustand';

interface Dialogs {
  /** Open dialogs, the one on top last. */
  readonly open: readonly string[];
  opened(id: string): void;
  closed(id: string): void;
}

export const useDialogs = create<Dialogs>()((set) => ({
  open: [],
  opened: (id) => set(({ open }) => ({ open: [...open.filter((one) => one !== id), id] })),
  closed: (id) => set(({ open }) => ({ open: open.filter((one) => one !== id) })),
}));
