import { create } from 'zustand';

/** A workspace that could not be opened, and why. */
export interface LaunchProblem {
  readonly error: unknown;
  readonly token: string;
  readonly name: string;
}

interface Launch {
  readonly problem: LaunchProblem | null;
  /** What is being opened or made right now; null when nothing is. */
  readonly busy: string | null;
  setProblem(problem: LaunchProblem | null): void;
  setBusy(busy: string | null): void;
}

export const useLaunch = create<Launch>()((set) => ({
  problem: null,
  busy: null,
  setProblem: (problem) => set({ problem }),
  setBusy: (busy) => set({ busy }),
}));
