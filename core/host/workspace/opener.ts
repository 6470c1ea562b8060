/**
 * Creating, opening and closing the one workspace of an engine.
 * Guarantee: what cannot be opened whole is not open, and nobody else is kept from it.
 */
import { AppError } from '../../contract/errors.ts';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import { readWorkspacePlace, type WorkspacePlace } from '../../store/workspace-folder.ts';
import { settleCatalog } from '../catalog/release-handlers.ts';
import type { Collectors } from '../collect/collectors.ts';
import type { HandlerTools } from '../handlers.ts';
import type { ConnectionsAtWork } from '../pull/connection-handlers.ts';
import { leaseKey } from './lease.ts';
import type { OpenWorkspace } from './session.ts';

export class Opener {
  private readonly tools: HandlerTools;
  private readonly collectors: Collectors;
  private readonly connections: ConnectionsAtWork;

  constructor(tools: HandlerTools, collectors: Collectors, connections: ConnectionsAtWork) {
    this.tools = tools;
    this.collectors = collectors;
    this.connections = connections;
  }

  async create(folder: string, name: string, sample: boolean): Promise<WorkspaceInfo> {
    const { session, options } = this.tools;
    await this.closeQuietly();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // Its thread loads while the writer makes the database.
    if (options.importsSoon !== true) session.startReader();
    const place = await session.writer('store.create', { folder, name, zone, actor: options.actor, sample });
    await this.tools.takeLease(place);
    return this.finish({ ...place, readOnly: false }, null);
  }

  open(token: string, readOnly: boolean): Promise<WorkspaceInfo> {
    return this.openFolder(this.tools.grants.path(token, false), readOnly);
  }

  async openFolder(given: string, readOnly: boolean): Promise<WorkspaceInfo> {
    const { session, options } = this.tools;
    const place = readWorkspacePlace(given);
    if (session.workspace && isSame(session.workspace, place) && session.workspace.readOnly === readOnly) {
      return session.fact('info');
    }
    await this.closeQuietly();
    if (!readOnly && (await this.tools.takeLease(place))) {
      // Another process holds it and answers from now on.
      return this.tools.askHolder();
    }
    let reason: string | null = null;
    let asReadOnly = readOnly;
    if (!readOnly) {
      try {
        const { interrupted } = await session.writer('store.open', { folder: place.folder, actor: options.actor });
        if (interrupted.length > 0) {
          options.log('warn', 'imports were interrupted and taken back', { interrupted });
        }
      } catch (cause) {
        await this.tools.dropLease();
        if (!(cause instanceof AppError) || cause.code !== 'workspace.readOnly') {
          throw cause;
        }
        reason = cause.message;
        asReadOnly = true;
      }
    }
    return this.finish({ ...place, readOnly: asReadOnly }, reason);
  }

  /** What follows once the writer has it, or nobody writes. */
  private async finish(workspace: OpenWorkspace, reason: string | null): Promise<WorkspaceInfo> {
    const { session, options } = this.tools;
    try {
      const info = await session.openReaders(workspace, reason);
      if (!workspace.readOnly) {
        await settleCatalog(session, options.resourcesDir);
        await this.collectors.opened();
        await this.connections.opened();
      }
      this.tools.emit('workspace.changed', { open: true });
      return info;
    } catch (cause) {
      // What goes wrong now is a consequence: whoever asked hears the cause.
      if (session.workspace === null) await session.writer('store.close', null).catch(() => undefined);
      await this.close().catch(() => undefined);
      throw cause;
    }
  }

  async close(): Promise<Record<string, never>> {
    await this.closeQuietly();
    this.tools.emit('workspace.changed', { open: false });
    return {};
  }

  private async closeQuietly(): Promise<void> {
    const { session, jobs } = this.tools;
    if (session.workspace) {
      await this.collectors.pause();
      await this.connections.pause();
      await jobs.stopOthers();
      await this.collectors.close();
      await session.close();
    }
    // Also where another process holds the workspace: its calls must not go on to there.
    await this.tools.dropLease();
  }
}

/** Whether both are the same folder on disk; a copy or a restored backup has the same id. */
function isSame(open: WorkspacePlace, place: WorkspacePlace): boolean {
  return open.id === place.id && leaseKey(open) === leaseKey(place);
}
