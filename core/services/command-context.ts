import type { LogAction } from '../model/governance-action.ts';
import type { WriteConnection } from '../store/open.ts';
import type { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';

/** What a command works with on the writer thread. */
export interface CommandContext {
  readonly db: WriteConnection;
  readonly actor: string;
  readonly now: () => number;
  /** What lists are sealed with; null while they are in clear. @throws AppError privacy.locked */
  readonly seal: () => WorkspaceSeal | null;
  readonly log: LogAction;
}
