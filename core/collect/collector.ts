/**
 * A collector: sources that receive lines into one spool folder.
 * In: what to listen on. Out: sealed segments, and a status that can be asked at any time.
 * Guarantee: one process a spool; what an earlier process left open is sealed before anything is received.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceConfig, SourceStatus } from '../contract/collectors.ts';
import { AppError } from '../contract/errors.ts';
import type { BlockSealer } from '../ingest/read/sealed-blocks.ts';
import { readSegment } from '../ingest/read/spool-segment.ts';
import type { CollectorSource, ReadyFile, SourceTools } from './collector-source.ts';
import { type Heard, NEVER_HEARD } from './health.ts';
import { recoverSegments } from './spool/recover.ts';
import { DONE_FOLDER, makeSpoolFolders, SEALED_FOLDER, SEALED_SUFFIX } from './spool/segment-file.ts';
import { DEFAULT_LIMITS, type SpoolLimits } from './spool/spool.ts';
import { SyslogSource } from './syslog/syslog-source.ts';
import { FolderSource } from './watch/folder-source.ts';

export interface CollectorOptions {
  readonly spoolFolder: string;
  readonly limits?: Partial<SpoolLimits>;
  /** Imported segments of each source that are kept for a while. */
  readonly keep?: number;
  readonly now?: () => number;
  readonly note?: (level: 'info' | 'warn', message: string) => void;
}

/** Imported segments of each source that are kept, as log collectors elsewhere do. */
const DEFAULT_KEEP = 20;
const DAMAGED_FOLDER = 'damaged';
const LOCK_FILE = '.lock';

/** Spools that this process holds: a container's process often has the number that its predecessor had. */
const HELD = new Set<string>();

interface Waiting {
  readonly source: string;
  readonly bytes: number;
  readonly isSealed: boolean;
}

export interface SealedSegment {
  readonly place: string;
  /** Its lines need the workspace's key. */
  readonly needsKey: boolean;
}

export class Collector {
  private readonly folder: string;
  private readonly options: CollectorOptions;
  private readonly limits: SpoolLimits;
  private readonly sources = new Map<string, CollectorSource>();
  /** Sealed segments by place. */
  private readonly waiting = new Map<string, Waiting>();

  private constructor(options: CollectorOptions) {
    this.options = options;
    this.folder = options.spoolFolder;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  /** Takes the spool and seals what a crash left. @throws AppError workspace.locked when another process has it */
  static async open(options: CollectorOptions): Promise<Collector> {
    const collector = new Collector(options);
    await makeSpoolFolders(collector.folder);
    await collector.lock();
    await recoverSegments(collector.folder);
    const sealed = path.join(collector.folder, SEALED_FOLDER);
    for (const name of (await readdir(sealed)).sort()) {
      if (name.endsWith(SEALED_SUFFIX)) await collector.findSealed(path.join(sealed, name));
    }
    return collector;
  }

  /**
   * @param sealer for a source whose lines may not stand on disk in clear
   */
  async add(config: SourceConfig, heard: Heard = NEVER_HEARD, sealer: BlockSealer | null = null): Promise<void> {
    if (this.sources.has(config.name)) {
      throw new AppError('input.invalid', `There are two sources named ${config.name}. Give each its own name.`);
    }
    const tools: SourceTools = {
      spoolFolder: this.folder,
      limits: this.limits,
      sealer,
      now: this.options.now ?? Date.now,
      sealed: (place, bytes) => this.waiting.set(place, { source: config.name, bytes, isSealed: sealer !== null }),
      note: this.options.note ?? (() => undefined),
    };
    const { receiver } = config;
    const source =
      receiver.kind === 'folder'
        ? new FolderSource(config, receiver, tools, heard)
        : new SyslogSource(config, receiver, tools, heard);
    this.sources.set(config.name, source);
    await source.start();
  }

  async remove(name: string): Promise<void> {
    const source = this.sources.get(name);
    this.sources.delete(name);
    await source?.stop();
  }

  status(): SourceStatus[] {
    return [...this.sources.values()].map((source) => {
      const mine = [...this.waiting.values()].filter((one) => one.source === source.config.name);
      return source.status({ segments: mine.length, bytes: mine.reduce((sum, one) => sum + one.bytes, 0) });
    });
  }

  /** The sealed segments that nobody imported yet, oldest first. */
  sealed(): SealedSegment[] {
    return [...this.waiting].map(([place, { isSealed }]) => ({ place, needsKey: isSealed }));
  }

  /** Seals what is open, so that all of it can be imported now. */
  async sealNow(): Promise<void> {
    await Promise.all([...this.sources.values()].map((source) => source.sealNow()));
  }

  /** Complete files of the watched folders. */
  ready(): ReadyFile[] {
    return [...this.sources.values()].flatMap((source) => (source instanceof FolderSource ? source.readyFiles() : []));
  }

  /** A file of a watched folder was read. @param why nothing came of it; null where something did */
  async putAway(file: ReadyFile, why: string | null): Promise<void> {
    const found = this.sources.get(file.source);
    if (found instanceof FolderSource) await found.putAway(file, why);
  }

  /** The segments were imported (or were before): they move to the kept ones, of which the oldest go. */
  async imported(places: readonly string[]): Promise<void> {
    const done = path.join(this.folder, DONE_FOLDER);
    for (const place of places) {
      this.waiting.delete(place);
      // One that is gone already was taken away by hand.
      await rename(place, path.join(done, path.basename(place))).catch(() => undefined);
    }
    for (const old of tooMany(await readdir(done), this.options.keep ?? DEFAULT_KEEP)) {
      await rm(path.join(done, old), { force: true });
    }
  }

  /** Segments that cannot be read are kept apart, so that nobody tries them again and nobody loses them. */
  async setAside(places: readonly string[]): Promise<void> {
    if (places.length === 0) return;
    const damaged = path.join(this.folder, DAMAGED_FOLDER);
    await mkdir(damaged, { recursive: true, mode: 0o700 });
    for (const place of places) {
      this.waiting.delete(place);
      const isThere = await rename(place, path.join(damaged, path.basename(place))).then(
        () => true,
        () => false,
      );
      if (isThere) this.options.note?.('warn', `${path.basename(place)} is damaged and was set aside in ${damaged}.`);
    }
  }

  /** Stops receiving, seals everything and lets go of the spool. */
  async stop(): Promise<void> {
    await this.stopSources();
    HELD.delete(this.folder);
    await rm(path.join(this.folder, LOCK_FILE), { force: true });
  }

  /** Stops receiving and seals everything; what was sealed can still be imported. */
  async stopSources(): Promise<void> {
    await Promise.all([...this.sources.values()].map((source) => source.stop()));
  }

  private async findSealed(place: string): Promise<void> {
    try {
      const { header, trailer } = await readSegment(place);
      this.waiting.set(place, { source: header.source, bytes: trailer.bytes, isSealed: header.key !== undefined });
    } catch (cause) {
      this.options.note?.('warn', cause instanceof Error ? cause.message : String(cause));
    }
  }

  private async lock(): Promise<void> {
    const file = path.join(this.folder, LOCK_FILE);
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const started = startOf(process.pid);
        await writeFile(file, JSON.stringify({ pid: process.pid, started }), { flag: 'wx', mode: 0o600 });
        HELD.add(this.folder);
        return;
      } catch (cause) {
        if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'EEXIST') throw cause;
      }
      const held = await readFile(file, 'utf8').catch(() => '');
      const holder = Number(/"pid":(\d+)/.exec(held)?.[1] ?? Number.NaN);
      const started = /"started":"([^"]+)"/.exec(held)?.[1] ?? null;
      if (holder === process.pid ? HELD.has(this.folder) : isAlive(holder, started)) {
        throw new AppError(
          'workspace.locked',
          `The spool ${this.folder} is in use by process ${holder}. Stop that collector first.`,
          { path: this.folder },
        );
      }
      await rm(file, { force: true });
    }
    throw new AppError('workspace.locked', `The spool ${this.folder} is in use by another collector.`, {
      path: this.folder,
    });
  }
}

/** @param started when it was, as far as that is known: after a crash or a restart of the machine another program may have its number */
function isAlive(pid: number, started: string | null): boolean {
  if (!Number.isSafeInteger(pid)) return false;
  const now = startOf(pid);
  if (now === ENDED || (started !== null && now !== null && now !== started)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** A process that was killed keeps its number until its parent takes notice, which in a container may be never. */
const ENDED = 'ended';

/**
 * What tells a process from others that had its number before: start of the machine and of the process. `ENDED` where it only still has its number,
 * null where only Linux would know.
 */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Behind the program's name, which may hold anything: its state, and the 22nd field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.split(' ');
    if (fields?.[1] === 'Z' || fields?.[1] === 'X') return ENDED;
    const ticks = fields?.[20];
    return ticks === undefined ? null : `${boot} ${ticks}`;
  } catch {
    return null;
  }
}

/** Of each source, the names of all segments but the newest `keep`. */
function tooMany(names: readonly string[], keep: number): string[] {
  const bySource = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const source = name.split('-').slice(0, -2).join('-');
    bySource.set(source, [...(bySource.get(source) ?? []), name]);
  }
  return [...bySource.values()].flatMap((all) => all.slice(0, Math.max(0, all.length - keep)));
}
