/**
 * The engine's threads and the one open workspace: a writer, two readers (screens, and slow questions such as evidence), parsers.
 * Threads start when first needed, so that a command that needs none of them answers at once.
 */
import os from 'node:os';
import { AppError } from '../../contract/errors.ts';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import { SCREEN_QUERIES, SLOW_QUERIES } from '../../services/answered-by.ts';
import { beginGeo, type GeoShare, reserveGeo } from '../../services/geo/geo-data.ts';
import type { EngineOptions } from '../api.ts';
import { readInForce } from '../catalog/catalog-folder.ts';
import { ParserPool } from '../imports/parser-pool.ts';
import { WriterCalls, type WriterOps } from '../imports/writer-calls.ts';
import { KeyRing } from '../privacy/key-ring.ts';
import type { ConnectionOps } from '../pull/connection-ops.ts';
import type { WorkspaceFacts } from '../reader/facts.ts';
import { type OpenInput, Reader } from '../reader/reader.ts';
import { ThreadClient } from '../threads/rpc.ts';
import { SMALL_HEAP } from '../threads/small-heap.ts';
import { workerUrl } from '../worker-url.ts';
import type { StoreOps } from '../writer-ops.ts';
import type { GivenOps } from './given-ops.ts';

type AllWriterOps = StoreOps & WriterOps & ConnectionOps & GivenOps;

/** Decoded columns of activities kept by the thread that answers screens: those of filters over ten million fit. */
const SCREEN_COLUMNS = 384 * 1024 * 1024;
/** The other one reads them block by block, for sums. */
const SLOW_COLUMNS = 32 * 1024 * 1024;

export interface OpenWorkspace {
  readonly folder: string;
  readonly name: string;
  readonly id: string;
  readonly readOnly: boolean;
}

export class Session {
  private readonly options: EngineOptions;
  private readonly onDeath: (reason: string) => void;
  private writerThread: ThreadClient | null = null;
  private screens: Reader | null = null;
  private slow: Reader | null = null;
  private parsers: ParserPool | null = null;
  private opened: OpenInput | null = null;
  /** The workspace whose activities are made ready. */
  private preparing: OpenWorkspace | null = null;
  private geoShare: GeoShare | null = null;
  private hasBegunAddresses = false;
  workspace: OpenWorkspace | null = null;
  readonly keys: KeyRing;

  constructor(options: EngineOptions, onDeath: (reason: string) => void) {
    this.options = options;
    this.onDeath = onDeath;
    this.keys = new KeyRing(this);
    if (options.importsSoon) {
      this.parsers = new ParserPool(this.parserCount);
    }
  }

  writer<K extends keyof AllWriterOps>(
    method: K,
    input: AllWriterOps[K]['input'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<AllWriterOps[K]['output']> {
    this.writerThread ??= new ThreadClient(workerUrl('writer-worker'), {}, this.onDeath, SMALL_HEAP);
    return this.writerThread.call(method, input, transfer);
  }

  readonly writerCalls = new WriterCalls((method, input, transfer) =>
    this.writer(method, input, (transfer ?? []) as ArrayBuffer[]),
  );

  /** Address data that both readers look into. */
  private get geo(): GeoShare {
    this.geoShare ??= reserveGeo(this.options.resourcesDir);
    return this.geoShare;
  }

  /** Where activities are, each of their pages says: the address data are read on another thread while a reader looks for the first page. */
  beginAddresses(): void {
    if (this.hasBegunAddresses) return;
    this.hasBegunAddresses = true;
    void beginGeo(this.options.resourcesDir, this.geo);
  }

  /** The reader that screens ask. */
  get reader(): Reader {
    const reader = this.startReader();
    // Whatever is asked of it waits for this, and says what is wrong.
    if (this.opened) reader.open(this.opened).catch(() => undefined);
    return reader;
  }

  /**
   * What the open workspace is. A command that imports and ends has a writer to ask: a reader's thread would take as long to start as a
   * small file to import, and its memory to the end.
   * @throws AppError workspace.none
   */
  async fact<K extends keyof WorkspaceFacts>(what: K): Promise<WorkspaceFacts[K]> {
    const isWritersOwn = this.screens === null && !this.require().readOnly;
    const answer = isWritersOwn
      ? await this.writer('store.fact', { what })
      : await this.reader.call('reader.fact', { what });
    return answer as WorkspaceFacts[K];
  }

  /** The reader for slow questions, started and opened when the first one comes. */
  async slowReader(): Promise<Reader> {
    this.slow ??= new Reader(this.options, this.geo, SLOW_COLUMNS, this.onDeath);
    const { slow } = this;
    if (this.opened) await slow.open(this.opened);
    return slow;
  }

  /**
   * Makes ready in the background what screens of activities will ask for: columns that filters read, the address data and sums. It is done piece by piece, so that
   * questions come between.
   */
  async prepareActivities(): Promise<void> {
    const { workspace } = this;
    if (workspace === null || this.preparing === workspace) return;
    this.preparing = workspace;
    try {
      if (!(await this.reader.call('reader.hasActivities', null))) return;
      this.beginAddresses();
      const slow = await this.slowReader();
      const isMore = async (reader: Reader, what: 'filters' | 'sums'): Promise<boolean> =>
        this.workspace === workspace && (await reader.call('reader.prepare', { what }));
      // The address data come first, in the thread that nobody waits for; then screens have them as well.
      await isMore(slow, 'sums');
      while (await isMore(this.reader, 'filters'));
      while (await isMore(slow, 'sums'));
      if (!workspace.readOnly) await this.storeSums(workspace, slow);
    } catch {
      // The workspace was closed meanwhile, or the question that needs it says what is wrong.
    } finally {
      if (this.preparing === workspace) this.preparing = null;
    }
  }

  /** What the background has summed up need not be summed up again after the next opening. */
  private async storeSums(workspace: OpenWorkspace, slow: Reader): Promise<void> {
    while (this.workspace === workspace) {
      const sum = await slow.call('reader.sumToStore', null);
      if (sum === null || this.workspace !== workspace) return;
      await this.writer('activities.storeSum', sum);
    }
  }

  async warmSlowReader(): Promise<void> {
    try {
      await (await this.slowReader()).call('reader.warm', { methods: SLOW_QUERIES });
    } catch {
      // The workspace was closed meanwhile, or the question that follows says what is wrong.
    }
  }

  /** The same for the reader of screens. */
  async warmReader(): Promise<void> {
    await this.reader.call('reader.warm', { methods: SCREEN_QUERIES }).catch(() => undefined);
  }

  /** Lets the reader's thread load while something else is waited for. */
  startReader(): Reader {
    this.screens ??= new Reader(this.options, this.geo, SCREEN_COLUMNS, this.onDeath);
    return this.screens;
  }

  get parserCount(): number {
    return this.options.parsers ?? Math.max(2, os.availableParallelism() - 1);
  }

  get pool(): ParserPool {
    this.parsers ??= new ParserPool(this.parserCount);
    return this.parsers;
  }

  /** @throws AppError workspace.none */
  require(): OpenWorkspace {
    if (!this.workspace) {
      throw new AppError('workspace.none', 'No workspace is open. Create one or open one first.');
    }
    return this.workspace;
  }

  /** @throws AppError workspace.none, workspace.readOnly */
  requireWritable(): OpenWorkspace {
    const workspace = this.require();
    if (workspace.readOnly) {
      throw new AppError(
        'workspace.readOnly',
        this.opened?.reason ?? `${workspace.name} is open read-only. Open it again without read-only to change it.`,
        { path: workspace.folder },
      );
    }
    return workspace;
  }

  async openReaders(workspace: OpenWorkspace, reason: string | null): Promise<WorkspaceInfo> {
    const { folder, readOnly } = workspace;
    const input = { folder, readOnly, reason, key: null, catalog: readInForce().current };
    // Where nobody writes, only a reader can say what the workspace is, or why it does not open.
    if (this.options.importsSoon !== true || readOnly) await this.startReader().open(input);
    this.opened = input;
    this.workspace = workspace;
    await this.keys.opened();
    return this.fact('info');
  }

  /** Readers open what anonymised streams keep sealed, or no longer do. */
  async giveKey(key: Uint8Array | null): Promise<void> {
    if (!this.opened) {
      return;
    }
    if (!this.opened.readOnly) await this.writer('privacy.key', { key });
    // It may have been closed meanwhile.
    if (this.opened) {
      await this.eachOpenReader((reader) => reader.call('reader.key', { key }), { ...this.opened, key });
    }
  }

  /** The catalog update that readers go by; null for the shipped catalog, or while no workspace is open. */
  get catalog(): string | null {
    return this.opened?.catalog ?? null;
  }

  /** Readers go by another catalog update, or the shipped catalog (null), from their next question on. */
  async setCatalog(id: string | null): Promise<void> {
    await this.eachOpenReader(
      (reader) => reader.call('reader.setCatalog', { id }),
      this.opened && { ...this.opened, catalog: id },
    );
  }

  /** Tells the readers that run what has changed; those that start later open with it. */
  private async eachOpenReader(tell: (reader: Reader) => Promise<unknown>, opened: OpenInput | null): Promise<void> {
    const before = this.opened;
    this.opened = opened;
    const readers = [this.screens, this.slow].filter((reader) => reader !== null);
    for (const reader of readers) reader.carryOver(before, opened);
    await Promise.all(readers.map(tell));
  }

  async close(): Promise<void> {
    if (!this.workspace) {
      return;
    }
    const { readOnly } = this.workspace;
    this.keys.closed();
    this.workspace = null;
    this.opened = null;
    await Promise.all([this.screens?.close(), this.slow?.close()]);
    if (!readOnly) {
      await this.writer('store.close', null);
    }
  }

  /** Threads end also where the workspace cannot be closed (its folder was taken away): they would keep the process alive. */
  async stop(): Promise<void> {
    try {
      await this.close();
    } finally {
      await Promise.all([
        this.writerThread?.stop(),
        this.screens?.thread.stop(),
        this.slow?.thread.stop(),
        this.parsers?.stop(),
      ]);
    }
  }
}
