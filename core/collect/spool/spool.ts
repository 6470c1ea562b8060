/**
 * The spool of one source.
 * In: lines. Out: synced segments, sealed when they are large or old enough.
 * Guarantee: lines are synced in the order they came, in groups that grow while the disk works; memory is bounded by
 * `maxPendingBytes` and what arrives before senders hear of it; while the disk is full nothing is accepted, what was accepted
 * is kept and written as soon as there is room.
 */
import { statfs } from 'node:fs/promises';
import type { BlockSealer } from '../../ingest/read/sealed-blocks.ts';
import type { SpoolFault } from '../../model/spool-fault.ts';
import type { DropReason, LineSink } from '../line-sink.ts';
import type { Unsynced } from '../strain.ts';
import { GroupBuffer } from './group-buffer.ts';
import { SegmentFile, type SpoolFacts } from './segment-file.ts';
import { DiskFull, faultOf, SegmentGone } from './spool-fault.ts';

export interface SpoolLimits {
  /** A segment is sealed at this size … */
  readonly sealBytes: number;
  /** … or this long after its first line. */
  readonly sealMs: number;
  /** Accepted but unsynced bytes beyond which senders have to wait. */
  readonly maxPendingBytes: number;
  /** Free space that is left to others: below it the disk counts as full. */
  readonly minFreeBytes: number;
  /** How long to wait until a full or failing disk is tried again. */
  readonly retryMs: number;
}

export const DEFAULT_LIMITS: SpoolLimits = {
  sealBytes: 16 * 1024 * 1024,
  sealMs: 30_000,
  maxPendingBytes: 16 * 1024 * 1024,
  minFreeBytes: 64 * 1024 * 1024,
  retryMs: 2_000,
};

export interface SpoolEvents {
  /** A segment waits to be imported. */
  sealed(place: string, bytes: number): void;
  /** Why nothing is accepted; null when it goes on. */
  trouble(problem: string | null): void;
  /** Lines that were acknowledged are gone: somebody took their segment out of the spool before it was sealed. */
  taken(lines: number): void;
}

/** Free space is looked at once per so many bytes written: between two looks no more than that can go wrong. */
const FREE_CHECK_BYTES = 4 * 1024 * 1024;

export class Spool implements LineSink {
  readonly dropped: Record<DropReason, number> = { congested: 0, oversized: 0, incomplete: 0 };
  /** Lines and bytes accepted since the start, and lines of them that are synced. */
  accepted = 0;
  acceptedBytes = 0;
  synced = 0;
  lastData: number | null = null;
  problem: string | null = null;
  fault: SpoolFault | null = null;
  private readonly folder: string;
  private readonly facts: SpoolFacts;
  private readonly sealer: BlockSealer | null;
  private readonly limits: SpoolLimits;
  private readonly events: SpoolEvents;
  private readonly now: () => number;
  private pending = new GroupBuffer();
  private writing = new GroupBuffer();
  private segment: SegmentFile | null = null;
  private loop: Promise<void> | null = null;
  private sealTimer: NodeJS.Timeout | null = null;
  private sealWanted = false;
  private isStopping = false;
  private relievedAt = 0;
  private uncheckedBytes = FREE_CHECK_BYTES;
  private resumes: (() => void)[] = [];
  private wakeRetry: (() => void) | null = null;

  /** @param sealer for lines that may not stand on disk in clear */
  constructor(
    folder: string,
    facts: SpoolFacts,
    sealer: BlockSealer | null,
    limits: SpoolLimits,
    events: SpoolEvents,
    now: () => number,
  ) {
    this.folder = folder;
    this.facts = facts;
    this.sealer = sealer;
    this.limits = limits;
    this.events = events;
    this.now = now;
  }

  get isCongested(): boolean {
    return this.problem !== null || this.pending.bytes + this.writing.bytes >= this.limits.maxPendingBytes;
  }

  unsynced(now: number): Unsynced {
    const { writing, pending } = this;
    const { lines, from } = writing.lines > 0 ? writing.facts : pending.facts;
    // What waited because the disk was full waits no longer than since it is not.
    const oldestMs = lines === 0 ? 0 : Math.max(0, now - Math.max(from, this.relievedAt));
    return { lines: writing.lines + pending.lines, bytes: writing.bytes + pending.bytes, oldestMs };
  }

  /** Bytes of the segment that is being written. */
  get openBytes(): number {
    return this.segment?.bytes ?? 0;
  }

  accept(line: Buffer, sender: string): void {
    const now = this.now();
    this.pending.add(line, sender, now);
    this.accepted++;
    this.acceptedBytes += line.length + 1;
    this.lastData = now;
    this.work();
  }

  drop(reason: DropReason, lines: number): void {
    this.dropped[reason] += lines;
  }

  onRelief(resume: () => void): void {
    if (this.isCongested) this.resumes.push(resume);
    else resume();
  }

  /** Syncs what was accepted and seals the open segment; comes back when that is done, or cannot be done now. */
  async sealNow(): Promise<void> {
    if (!this.segment && this.pending.lines === 0 && this.writing.lines === 0) return;
    this.sealWanted = true;
    this.work();
    while (this.sealWanted && this.problem === null) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Syncs what was accepted and seals the open segment. What a full disk does not take now is told in `lost`. */
  async stop(): Promise<{ readonly lost: number }> {
    this.isStopping = true;
    this.wakeRetry?.();
    this.sealWanted = true;
    this.work();
    await this.loop;
    if (this.sealTimer) clearTimeout(this.sealTimer);
    const lost = this.pending.lines + this.writing.lines;
    await this.segment?.abandon();
    this.segment = null;
    return { lost };
  }

  private work(): void {
    this.loop ??= this.run().finally(() => {
      this.loop = null;
      // Lines may have come between the last look and here.
      if (!this.isStopping && (this.pending.lines > 0 || this.sealWanted)) this.work();
    });
  }

  private async run(): Promise<void> {
    // All that arrives in this turn of the event loop goes with one sync.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.pending.lines > 0 || this.writing.lines > 0 || this.sealWanted || this.segment?.isEnded) {
      try {
        await this.step();
        this.clearTrouble();
      } catch (cause) {
        await this.note(cause);
        if (cause instanceof SegmentGone) continue;
        if (this.isStopping) return;
        await this.waitToRetry();
      }
      this.relieve();
    }
  }

  /** One group to disk, and the seal where it is due. */
  private async step(): Promise<void> {
    // One that was ended, but could not be moved to its place, takes no more lines.
    if (this.segment?.isEnded) await this.seal(this.segment);
    if (this.writing.lines === 0) [this.writing, this.pending] = [this.pending, this.writing];
    const { writing } = this;
    if (writing.lines > 0) {
      await this.checkFree(writing.bytes);
      this.segment ??= await SegmentFile.create(this.folder, this.facts, writing.facts.from, this.sealer);
      await this.segment.append(writing.content, writing.facts);
      this.synced += writing.lines;
      writing.clear();
      this.sealTimer ??= setTimeout(() => {
        this.sealWanted = true;
        this.work();
      }, this.limits.sealMs);
    }
    const { segment } = this;
    if (segment && (this.sealWanted || segment.bytes >= this.limits.sealBytes)) await this.seal(segment);
    if (!this.segment) {
      this.sealWanted = false;
      if (this.sealTimer) clearTimeout(this.sealTimer);
      this.sealTimer = null;
    }
  }

  private async seal(segment: SegmentFile): Promise<void> {
    const place = await segment.seal();
    this.segment = null;
    this.events.sealed(place, segment.bytes);
  }

  private async checkFree(bytes: number): Promise<void> {
    this.uncheckedBytes += bytes;
    if (this.uncheckedBytes < FREE_CHECK_BYTES && this.problem === null) return;
    this.uncheckedBytes = 0;
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize - bytes < this.limits.minFreeBytes) {
      throw new DiskFull(`less than ${Math.round(this.limits.minFreeBytes / 1e6)} MB are free`);
    }
  }

  private async note(cause: unknown): Promise<void> {
    if (cause instanceof SegmentGone) {
      // What is accepted and not synced goes into a new one.
      await this.segment?.abandon();
      this.segment = null;
      if (cause.lines > 0) this.events.taken(cause.lines);
      return;
    }
    const { fault, text } = faultOf(cause, this.folder);
    this.fault = fault;
    if (this.problem !== text) {
      this.problem = text;
      this.events.trouble(text);
    }
  }

  private clearTrouble(): void {
    if (this.problem !== null) {
      this.problem = null;
      this.fault = null;
      this.relievedAt = this.now();
      this.events.trouble(null);
    }
  }

  private async waitToRetry(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.limits.retryMs);
      this.wakeRetry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeRetry = null;
  }

  private relieve(): void {
    if (this.isCongested) return;
    for (const resume of this.resumes.splice(0)) resume();
  }
}
