import { create } from 'zustand';

/** One entry of the side panel's stack: what it shows, and the tab the user is on. */
export interface PanelItem {
  readonly kind: string;
  readonly key: string;
  readonly title: string;
  readonly tab?: string;
}

interface Panels {
  readonly stack: readonly PanelItem[];
  readonly pinned: boolean;
  /** Puts an item on top; the same item is not put on itself. */
  open(item: PanelItem): void;
  /** Replaces whatever is shown, as a click in the table behind the panel does. */
  show(item: PanelItem): void;
  back(): void;
  close(): void;
  setTab(tab: string): void;
  togglePin(): void;
}

const same = (a: PanelItem | undefined, b: PanelItem): boolean => a?.kind === b.kind && a.key === b.key;

export const usePanels = create<Panels>()((set) => ({
  stack: [],
  pinned: false,
  open: (item) =>
    set((now) => ({ stack: same(now.stack.at(-1), item) ? [...now.stack.slice(0, -1), item] : [...now.stack, item] })),
  show: (item) => set({ stack: [item] }),
  back: () => set((now) => ({ stack: now.stack.slice(0, -1) })),
  close: () => set({ stack: [], pinned: false }),
  setTab: (tab) =>
    set((now) => {
      const top = now.stack.at(-1);
      return top === undefined ? {} : { stack: [...now.stack.slice(0, -1), { ...top, tab }] };
    }),
  togglePin: () => set((now) => ({ pinned: !now.pinned })),
}));
