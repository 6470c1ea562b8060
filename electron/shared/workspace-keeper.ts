import { randomBytes } from 'node:crypto';
import type { EngineEventName, EngineEvents } from '../../core/contract/events.ts';
import type { EngineCaller } from './engine-caller.ts';
import type { LogLevel } from './engine-messages.ts';
import type { Grant } from './grants.ts';

/** Remembers which workspace the engine has open, and opens it again in the engine's successor. */
export interface WorkspaceKeeper {
  onEvent(name: EngineEventName, data: EngineEvents[EngineEventName]): void;
  /** Never fails: a workspace that cannot be opened any more is simply not open, and the page sees that. */
  reopen(): Promise<void>;
}

export function createWorkspaceKeeper(
  caller: EngineCaller,
  grant: (grant: Grant) => void,
  log: (level: LogLevel, message: string, data?: string) => void,
): WorkspaceKeeper {
  let open: { readonly path: string; readonly readOnly: boolean } | null = null;

  async function look(): Promise<void> {
    try {
      const info = await caller.call('workspace.get', {});
      open = info === null ? null : { path: info.path, readOnly: info.readOnly };
    } catch {
      // The engine died meanwhile; what was known before still holds.
    }
  }

  return {
    onEvent(name) {
      if (name === 'workspace.changed') void look();
    },
    async reopen() {
      const last = open;
      if (last === null) return;
      // Forgotten until it is open again: if this workspace is what kills the engine, it must not kill every next one.
      open = null;
      const token = randomBytes(16).toString('hex');
      grant({ token, path: last.path, write: !last.readOnly });
      try {
        await caller.call('workspace.open', { token, readOnly: last.readOnly });
        open = last;
      } catch (error) {
        log('warn', 'The workspace that was open could not be opened again.', String(error));
      }
    },
  };
}
