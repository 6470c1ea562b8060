/** One engine for many commands: its threads are started once, its workspace is opened by each command anew. */
import type { Engine, EngineOptions } from '../host/api.ts';
import { DirectClient } from '../host/direct-client.ts';
import { createEngine } from '../host/engine.ts';

export interface KeptEngine {
  /** What a command starts and shuts down as its own. */
  start(options: EngineOptions): Promise<Engine>;
  /** Ends its threads; the next command starts others. */
  stop(): Promise<void>;
}

export function createKeptEngine(): KeptEngine {
  let kept: Promise<Engine> | null = null;
  return {
    async start(options) {
      kept ??= createEngine({ ...options, importsSoon: false, log: () => undefined });
      const engine = await kept;
      return {
        connect: (send) => engine.connect(send),
        grant: (...given) => engine.grant(...given),
        setKeychain: (secret) => engine.setKeychain(secret),
        finishOthers: () => engine.finishOthers(),
        shutdown: async () => {
          const client = new DirectClient(engine);
          await client.call('workspace.close', {});
          client.close();
        },
      };
    },
    async stop() {
      const engine = await kept;
      kept = null;
      await engine?.shutdown();
    },
  };
}
