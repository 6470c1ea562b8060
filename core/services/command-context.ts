import type { WriteConnection } from '../store/open.ts';

/** What a command works with on the writer thread. */
export interface CommandContext {
  readonly db: WriteConnection;
  readonly actor: string;
  readonly now: () => number;
  readonly log: (action: string, subject: string, detail: Record<string, unknown>) => void;
}
