/**
 * A watched folder, as uploads by FTP or a copy job fill it.
 * In: files that appear. Out: complete ones, until each was imported (or could not be) and is put away.
 * Guarantee: a file that still grows is never read; one that vanishes or cannot be read stops nothing.
 */
import { access, constants } from 'node:fs/promises';
import type { FolderConfig, SourceConfig, SourceStatus } from '../../contract/collectors.ts';
import { systemReason } from '../../kit/system-reason.ts';
import type { CollectorSource, ReadyFile, SourceTools } from '../collector-source.ts';
import { Health, type Heard } from '../health.ts';
import { CompleteFiles, type SeenFile, versionOf } from './complete-files.ts';
import { folderFiles } from './folder-files.ts';
import { keepLast } from './keep-last.ts';
import { isMounted, mountPointOf } from './mount-point.ts';
import { putAway } from './put-away.ts';

const LOOK_MS = 1_000;
const MIN_LOOK_MS = 20;

interface StuckFile {
  readonly file: ReadyFile;
  /** Why nothing came of it; null where something did. */
  readonly reason: string | null;
  /** Why it could not be put away. */
  readonly why: string;
}

class NotMounted extends Error {
  readonly place: string;

  constructor(place: string) {
    super(place);
    this.place = place;
  }
}

export class FolderSource implements CollectorSource {
  readonly config: SourceConfig;
  private readonly folder: FolderConfig;
  private readonly tools: SourceTools;
  private readonly complete: CompleteFiles;
  private readonly health: Health;
  private ready = new Map<string, ReadyFile>();
  /** Versions of files put away while a look was under way: what it saw of them is old. */
  private readonly leaving = new Set<string>();
  /** Files that were read and could not be put away, by path: not read again as long as they stay the same, and put away once they can be. */
  private readonly stuck = new Map<string, StuckFile>();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private isRunning = false;
  private problem: string | null = null;
  /** Where the folder's file system was mounted when the folder was first read; null for the root's: a share may come later. */
  private mountPoint: string | null | undefined = undefined;
  private files = 0;
  private bytes = 0;
  private failed = 0;

  constructor(config: SourceConfig, folder: FolderConfig, tools: SourceTools, heard: Heard) {
    this.config = config;
    this.folder = folder;
    this.tools = tools;
    this.complete = new CompleteFiles(folder.settleSeconds * 1000);
    this.health = new Health(config, tools, heard);
  }

  async start(): Promise<void> {
    this.isRunning = true;
    this.health.begin();
    await this.lookAlone();
    this.timer = setInterval(() => void this.lookAlone(), lookMs(this.folder.settleSeconds));
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    if (this.timer) clearInterval(this.timer);
    await this.looking;
    this.ready.clear();
  }

  async sealNow(): Promise<void> {
    // One that is under way may have begun before the file came that is meant.
    await this.looking;
    await this.lookAlone();
  }

  /** One look at a time: each says anew which files are ready. */
  private lookAlone(): Promise<void> {
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async look(): Promise<void> {
    let trouble: string | null = null;
    this.leaving.clear();
    try {
      if (this.mountPoint != null && !(await isMounted(this.mountPoint))) throw new NotMounted(this.mountPoint);
      const { files, problems } = await folderFiles(this.folder.path);
      this.mountPoint ??= await mountPointOf(this.folder.path);
      trouble = problems[0] ?? null;
      for (const { file, reason } of [...this.stuck.values()]) await this.move(file, reason);
      const ready = new Map<string, ReadyFile>();
      for (const file of this.complete.look(files, this.tools.now())) {
        const version = versionOf(file);
        if (this.stuck.get(file.path)?.file.version === version) continue;
        const fault = await access(file.path, constants.R_OK).then(() => null, faultCode);
        if (fault === null) {
          ready.set(file.path, { source: this.config.name, path: file.path, bytes: file.size, version });
        } else if (fault !== 'ENOENT') {
          trouble ??= `${file.path} may not be read. Give this user the right to read it.`;
        }
      }
      for (const [file, { version }] of ready) if (this.leaving.has(version)) ready.delete(file);
      this.ready = ready;
      trouble ??= this.stuckText(files);
    } catch (cause) {
      this.ready.clear();
      trouble =
        cause instanceof NotMounted
          ? `${cause.place} is no longer mounted, so nothing comes into ${this.folder.path}. Mount the share again.`
          : `${this.folder.path} cannot be read: ${systemReason(cause)}.`;
    }
    if (trouble !== this.problem && trouble !== null) this.tools.note('warn', `${this.config.name}: ${trouble}`);
    if (trouble === null && this.problem !== null) this.tools.note('info', `${this.config.name}: can be read again.`);
    this.problem = trouble;
    this.health.tick();
  }

  readyFiles(): ReadyFile[] {
    return this.isRunning ? [...this.ready.values()] : [];
  }

  /**
   * The file was read: it leaves the folder, and old ones go. One that took its name, or grew, since stays and is read as well.
   * @param reason why nothing came of it; null where something did
   */
  async putAway(file: ReadyFile, reason: string | null): Promise<void> {
    if (this.ready.get(file.path)?.version === file.version) this.ready.delete(file.path);
    if (reason === null) {
      this.files++;
      this.bytes += file.bytes;
      this.health.noteData();
    }
    await this.move(file, reason);
  }

  private async move(moved: ReadyFile, reason: string | null): Promise<void> {
    const { path: file, version } = moved;
    const isImported = reason === null;
    this.leaving.add(version);
    const rule = { root: this.folder.path, after: this.folder.after, keep: this.folder.keep };
    try {
      const place = await putAway(rule, file, version, isImported);
      if (this.stuck.get(file)?.file.version === version) this.stuck.delete(file);
      if (place === null) return;
      if (isImported) {
        await keepLast(rule, place, version);
        return;
      }
      this.failed++;
      this.tools.note('warn', `${this.config.name}: nothing of ${file} was imported. It is at ${place} now. ${reason}`);
    } catch (cause) {
      this.stuck.set(file, { file: moved, reason, why: systemReason(cause) });
    }
  }

  /** Forgets files that are gone. @returns what is to be said of those that are not */
  private stuckText(files: readonly SeenFile[]): string | null {
    const there = new Set(files.map((file) => file.path));
    for (const file of this.stuck.keys()) if (!there.has(file)) this.stuck.delete(file);
    const [first] = this.stuck;
    if (!first) return null;
    const [file, { why }] = first;
    const more = this.stuck.size > 1 ? ` and ${this.stuck.size - 1} more` : '';
    return `${file}${more} cannot be put away after it was read: ${why}. It is not read again until it changes, and put away once it can be. Give this user the right to change the folder.`;
  }

  status(): SourceStatus {
    const waiting = this.readyFiles();
    return {
      name: this.config.name,
      address: this.folder.path,
      state: !this.isRunning ? 'stopped' : this.problem === null ? 'listening' : 'failed',
      fault: null,
      isStrained: false,
      unsynced: null,
      health: this.health.word(),
      problem: this.problem,
      lastData: this.health.lastData,
      lines: null,
      files: this.files,
      bytes: this.bytes,
      synced: null,
      rateNow: null,
      rateMinute: null,
      connections: null,
      refused: 0,
      lastRefusal: null,
      dropped: { congested: 0, oversized: 0, incomplete: 0, kernel: null, machine: null },
      failedFiles: this.failed,
      receiveBuffer: null,
      waiting: waiting.length,
      waitingBytes: waiting.reduce((sum, one) => sum + one.bytes, 0),
    };
  }
}

/** `ENOENT`: put away or taken away since it was listed, which is no trouble. */
function faultCode(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : '';
}

/** A file that has to stand still for less than a second is looked at more often. */
function lookMs(settleSeconds: number): number {
  return Math.min(LOOK_MS, Math.max(MIN_LOOK_MS, settleSeconds * 500));
}
