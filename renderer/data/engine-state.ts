import { create } from 'zustand';
import type { TransportState } from '../bridge/transport.ts';

interface EngineState {
  readonly transport: TransportState;
  /** Why the engine was restarted, until the user has read it. */
  readonly restartReason: string | null;
  setTransport(state: TransportState): void;
  noteRestart(reason: string): void;
  forgetRestart(): void;
}

export const useEngineState = create<EngineState>()((set) => ({
  transport: 'connecting',
  restartReason: null,
  setTransport: (transport) => set({ transport }),
  noteRestart: (restartReason) => set({ restartReason }),
  forgetRestart: () => set({ restartReason: null }),
}));
