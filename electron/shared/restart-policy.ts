/** How long to wait before each restart in a row; after the last one the engine is given up. */
const DELAYS_MS: readonly number[] = [0, 500, 2000, 5000, 15_000];
/** An engine that ran this long before it died starts the row anew. */
const STEADY_MS = 60_000;

/** Decides when a dead engine is started again. Times come from the caller. */
export interface RestartPolicy {
  started(now: number): void;
  /** Milliseconds to wait, or null: it dies again and again, stop trying. */
  died(now: number): number | null;
  reset(): void;
}

export function createRestartPolicy(): RestartPolicy {
  let inARow = 0;
  let since = 0;
  return {
    started(now) {
      since = now;
    },
    died(now) {
      if (now - since >= STEADY_MS) inARow = 0;
      const delay = DELAYS_MS[inARow];
      inARow++;
      return delay ?? null;
    },
    reset() {
      inARow = 0;
    },
  };
}
