import { AppError } from '../../core/contract/errors.ts';
import type { LogLevel, SpawnEngine } from '../shared/engine-messages.ts';
import type { EngineSupervisor } from '../shared/engine-supervisor.ts';
import { createEngineSupervisor } from '../shared/engine-supervisor.ts';
import { createGrants } from '../shared/grants.ts';
import { watchHealth } from '../shared/health.ts';
import { readOpenTarget } from '../shared/open-target.ts';
import { createRecentList } from '../shared/recent-list.ts';
import { wishForSample } from '../shared/sample-place.ts';
import { createStartAction, type StartWish } from '../shared/start-action.ts';
import { createEngineSockets } from './engine-sockets.ts';
import { createLoopbackHandlers } from './loopback-handlers.ts';
import { startLoopbackServer } from './server.ts';
import { createSpool } from './spool.ts';

export interface ConsoleOptions {
  readonly version: string;
  readonly pageFolder: string;
  readonly port: number;
  readonly configFolder: string;
  readonly workspaceHome: string;
  readonly wish: StartWish;
  readonly spawn: SpawnEngine<never>;
  readonly log: (level: LogLevel, message: string, data?: string) => void;
  /** Folder for uploads; the system's temporary one when absent. */
  readonly spoolBase?: string;
}

export interface RunningConsole {
  readonly port: number;
  address(): string;
  readonly supervisor: EngineSupervisor<never>;
  stop(): Promise<void>;
}

/** The whole loopback host: engine process, server, spool. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const spool = await createSpool(options.spoolBase);
  const supervisor = createEngineSupervisor<never>({
    spawn: options.spawn,
    grants: () => grants.all(),
    log: options.log,
  });
  const grants = createGrants((grant) => supervisor.grant(grant));
  const shared = {
    grants,
    recent: createRecentList(options.configFolder),
    workspaceHome: options.workspaceHome,
    version: options.version,
    start: createStartAction(grants, options.wish),
    spool,
    downloads: new Map<string, { readonly path: string; readonly name: string }>(),
  };
  try {
    const server = await startLoopbackServer({
      ...shared,
      pageFolder: options.pageFolder,
      port: options.port,
      handlers: createLoopbackHandlers(shared),
      sockets: createEngineSockets(supervisor),
    });
    supervisor.start();
    const stopHealth = watchHealth(supervisor);
    return {
      port: server.port,
      address: server.address,
      supervisor,
      async stop() {
        stopHealth();
        await server.close();
        await supervisor.stop();
        await spool.remove();
      },
    };
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

/**
 * What to do first, from a command line's words.
 * @throws AppError file.notFound, file.unsupported
 */
export async function readWish(
  words: { readonly sample: boolean; readonly workspace: string | null },
  workspaceHome: string,
): Promise<StartWish> {
  if (words.workspace !== null) {
    const target = await readOpenTarget(words.workspace, process.cwd());
    if (target.kind !== 'logs') return { action: 'open', path: target.path };
    throw new AppError(
      'file.unsupported',
      `${target.path} is no workspace. Start Undercast without it and drop it on the window to import it.`,
      { path: target.path },
    );
  }
  return words.sample ? wishForSample(workspaceHome) : { action: 'none' };
}
