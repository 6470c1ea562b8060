import { create } from 'zustand';

interface PrivateActivities {
  /** Why somebody wants to see private activities; null: they are hidden, as they are at every start. */
  readonly reason: string | null;
  show(reason: string): void;
  hide(): void;
}

/** Never remembered: who wants to see them again says why again. */
export const usePrivateActivities = create<PrivateActivities>()((set) => ({
  reason: null,
  show: (reason) => set({ reason }),
  hide: () => set({ reason: null }),
}));
