import type { CreateEngine } from '../../core/host/api.ts';
import { runEngine } from '../engine/run-engine.ts';
import { checkRuntime } from '../engine/runtime-check.ts';
import type { EngineSettings, EngineToHost, HostToEngine } from '../shared/engine-messages.ts';

/**
 * The engine in a process forked by the loopback host, speaking over that process's own channel. It ends by itself when
 * the host is gone, and leaves Ctrl+C (which the terminal sends to both) to the host.
 */
export async function runChildEngine(createEngine: CreateEngine): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '{}') as EngineSettings;
  await checkRuntime();
  process.on('SIGINT', () => undefined);
  await runEngine(
    {
      post: (message: EngineToHost) => {
        const done = message.type === 'stopped' ? () => process.exit(0) : () => undefined;
        if (process.connected) process.send?.(message, done);
        else done();
      },
      onMessage: (listener) => {
        process.on('message', (message) => listener(message as HostToEngine, []));
        for (const end of ['disconnect', 'SIGTERM', 'SIGHUP'] as const) {
          process.on(end, () => listener({ type: 'shutdown' }, []));
        }
      },
    },
    createEngine,
    settings,
  );
}
