/** Asks the engine now and then whether it is there, and has one that stays silent killed. */
export interface HealthOptions {
  readonly ping: () => Promise<void>;
  readonly kill: (reason: string) => void;
  readonly everyMs?: number;
  /** How many rounds in a row may pass without an answer. Counted in rounds, so that a sleeping laptop kills nothing. */
  readonly patience?: number;
}

/** @returns what stops it */
export function watchHealth({ ping, kill, everyMs = 15_000, patience = 4 }: HealthOptions): () => void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= patience) {
      unanswered = 0;
      kill(`The engine did not answer for ${Math.round((patience * everyMs) / 1000)} seconds.`);
      return;
    }
    unanswered++;
    ping().then(
      () => {
        unanswered = 0;
      },
      () => {
        // It died or is starting; the supervisor knows.
        unanswered = 0;
      },
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
