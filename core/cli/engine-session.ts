/** One command's engine: started on first use, a workspace opened in it, shut down whatever happens. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { AppError } from '../contract/errors.ts';
import type { MethodInput, MethodName, MethodOutput, MethodReply } from '../contract/methods.ts';
import type { WorkspaceInfo } from '../contract/workspace.ts';
import type { Engine, EngineOptions } from '../host/api.ts';
import { DirectClient } from '../host/direct-client.ts';
import { isUnfinished, MARKER_FILE } from '../store/workspace-folder.ts';
import type { CommandContext } from './context.ts';
import { UsageError } from './failure.ts';
import { ProgressBar } from './progress.ts';

export const PROJECT_ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const RESOURCES = process.env.UNDERCAST_RESOURCES ?? path.join(PROJECT_ROOT, 'resources');

export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8'));
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(found);
}

export class EngineSession {
  private readonly engine: Engine;
  private readonly client: DirectClient;
  private readonly signal: AbortSignal;

  private constructor(engine: Engine, signal: AbortSignal) {
    this.engine = engine;
    this.client = new DirectClient(engine);
    this.signal = signal;
  }

  /** Runs `work` with the command's engine and shuts it down afterwards, also after a failure. */
  static async use<T>(
    { signal, startEngine }: Pick<CommandContext, 'signal' | 'startEngine'>,
    work: (session: EngineSession) => Promise<T>,
    options: Pick<EngineOptions, 'importsSoon' | 'collect'> = {},
  ): Promise<T> {
    const isVerbose = process.env.UNDERCAST_LOG === 'debug';
    const engine = await startEngine({
      resourcesDir: RESOURCES,
      version: version(),
      actor: os.userInfo().username,
      ...options,
      log: (level, message, data) => {
        if (isVerbose) process.stderr.write(`${level}: ${message} ${JSON.stringify(data ?? {})}\n`);
      },
    });
    const session = new EngineSession(engine, signal);
    try {
      return await work(session);
    } finally {
      session.client.close();
      // Another process may have its work done here, since it found the workspace open.
      if (!signal.aborted) await engine.finishOthers();
      await engine.shutdown();
    }
  }

  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodReply<M>> {
    return this.client.call(method, input, this.signal);
  }

  /** Runs a job with a progress bar on a terminal's standard error. */
  async run<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
    const bar = new ProgressBar(process.stderr);
    try {
      return await this.client.run(method, input, this.signal, (job) => bar.show(job));
    } finally {
      bar.clear();
    }
  }

  /** Makes a path that the user typed known to the engine. */
  grant(given: string, write = false): string {
    const token = `cli-${randomUUID()}`;
    this.engine.grant(token, given === '-' ? given : path.resolve(given), write);
    return token;
  }

  async open(given: string, options: { readonly readOnly: boolean }): Promise<WorkspaceInfo> {
    return this.call('workspace.open', { token: this.grant(given, !options.readOnly), readOnly: options.readOnly });
  }

  /** Opens the workspace, or makes it where nothing is yet. */
  async openOrCreate(given: string): Promise<WorkspaceInfo> {
    const place = workspacePlace(given);
    if (place.isThere) return this.open(given, { readOnly: false });
    return this.call('workspace.create', { token: this.grant(given, true), name: place.name });
  }
}

/** Whether a workspace is at the path, and the name a new one would get. Refuses folders that hold other things. */
export function workspacePlace(given: string): { readonly isThere: boolean; readonly name: string } {
  const folder = path.resolve(given);
  const name = path
    .basename(folder)
    .replace(/\.undercast$/i, '')
    .slice(0, 100)
    .trim();
  if (name === '') throw new UsageError(`--workspace ${given} names no folder.`);
  if (!existsSync(folder)) return { isThere: false, name };
  if (!statSync(folder).isDirectory()) return { isThere: true, name };
  if (existsSync(path.join(folder, MARKER_FILE))) return { isThere: true, name };
  if (isUnfinished(folder)) return { isThere: false, name };
  throw new AppError(
    'workspace.invalid',
    `${folder} is a folder with other files in it, not a workspace. Name a new folder with --workspace.`,
    { path: folder },
  );
}
