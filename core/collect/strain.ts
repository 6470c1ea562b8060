/**
 * Whether a source keeps up with what it is sent.
 * In: what the spool and the system count. Out: one line while it does not, with figures, told when it begins and when it is over.
 * A disk that is slow, and not full, shows in nothing else: senders wait, or the system drops their datagrams.
 */

/** What was accepted and is not on disk yet. */
export interface Unsynced {
  readonly lines: number;
  readonly bytes: number;
  /** How long the oldest of it waits. */
  readonly oldestMs: number;
}

export interface Load {
  readonly unsynced: Unsynced;
  /** Lines dropped since the start because the spool took nothing, datagrams among them that only the system saw. */
  readonly dropped: number;
  /** Whether senders can be made to wait. */
  readonly canWait: boolean;
}

/** A disk syncs within a fraction of this. */
const SLOW_MS = 3_000;
/** It keeps up again once nothing was slow or dropped for so long. */
const CALM_MS = 60_000;

export class Strain {
  /** What is wrong; null while it keeps up. */
  problem: string | null = null;
  private readonly note: (level: 'info' | 'warn', message: string) => void;
  private readonly name: string;
  /** Dropped when it kept up last. */
  private before = 0;
  private dropped = 0;
  private troubledAt = 0;
  private slowest = 0;

  constructor(name: string, note: (level: 'info' | 'warn', message: string) => void) {
    this.name = name;
    this.note = note;
  }

  look({ unsynced, dropped, canWait }: Load, now: number): void {
    const isSlow = unsynced.oldestMs >= SLOW_MS;
    if (isSlow || dropped > this.dropped) this.troubledAt = now;
    this.dropped = dropped;
    // A clock that was put back is no calm, and no trouble that lasts for ever.
    const isTroubled = this.troubledAt > 0 && Math.abs(now - this.troubledAt) < CALM_MS;
    if (!isTroubled) {
      if (this.problem !== null) this.note('info', `${this.name}: the spool keeps up again.`);
      this.problem = null;
      this.before = dropped;
      this.slowest = 0;
      return;
    }
    this.slowest = Math.max(this.slowest, unsynced.oldestMs);
    const isNew = this.problem === null;
    this.problem = this.textOf(unsynced, dropped - this.before, canWait);
    if (isNew) this.note('warn', `${this.name}: ${this.problem}`);
  }

  /** What was dropped meanwhile has another reason, which was told. */
  pass(dropped: number): void {
    this.before += dropped - this.dropped;
    this.dropped = dropped;
  }

  private textOf({ lines, bytes, oldestMs }: Unsynced, lost: number, canWait: boolean): string {
    const parts: string[] = [];
    if (this.slowest >= SLOW_MS) {
      const waiting = `${lines.toLocaleString('en')} lines (${(bytes / 1e6).toFixed(1)} MB) wait, the oldest for ${seconds(oldestMs)}`;
      parts.push(`The spool’s disk is slow: ${waiting}; it took ${seconds(this.slowest)} at worst.`);
      if (canWait) parts.push('Senders are made to wait.');
    }
    if (lost > 0) parts.push(`${lost.toLocaleString('en')} datagrams were dropped since it does not keep up.`);
    parts.push(
      this.slowest >= SLOW_MS
        ? 'Put the spool on a faster disk, or find what else uses this one.'
        : 'Send less to this source, or over TCP; on Linux a larger net.core.rmem_max helps over bursts.',
    );
    return parts.join(' ');
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
