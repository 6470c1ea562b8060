/**
 * In: times of a log that names no zone, line after line. Out: the zone's offset for each.
 * Of an hour that the clock shows twice, the order of the lines tells which one a line is of: they are written as time passes, forwards or, newest
 * first, backwards. What nothing tells is read as the first, and said so. Lines that a collector received are told by when they came.
 */
import type { Zone } from '../../kit/zone.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
/** How far a sender's clock may be ahead of ours. */
const AHEAD_MS = 300_000;
/** Lines closer than this to the one before them follow it; beyond, either hour could be meant. */
const FOLLOWS_MS = QUARTER_MS;

/** Where reading stands, for whoever goes on from there. */
export interface ClockState {
  /** Instant of the line read last; NaN for none. */
  readonly ms: number;
  /** Which of the two hours it is of was assumed. */
  readonly isAssumed: boolean;
  /** Counted lines whose hour is assumed, so far. */
  readonly assumed: number;
}

const UNSET: ClockState = { ms: Number.NaN, isAssumed: false, assumed: 0 };

export class WallClock {
  private readonly zone: Zone;
  private readonly receivedMs: number | undefined;
  private ms = UNSET.ms;
  private isAssumed = UNSET.isAssumed;
  private assumed = UNSET.assumed;
  /** The quarter of an hour asked for last, its two offsets, and whether the clock skips it. */
  private quarter = Number.NaN;
  private first = 0;
  private later = 0;
  private isGap = false;
  /** What the line at hand came to. */
  private isAsked = false;
  private isTwice = false;
  private isLater = false;
  private wasLater = false;
  private isSure = true;
  private isInGap = false;
  /** Lines so far that stand in the hour shown twice. */
  repeated = 0;

  /** @param receivedMs until when a collector received the lines; absent for files */
  constructor(zone: Zone, receivedMs?: number) {
    this.zone = zone;
    this.receivedMs = receivedMs;
  }

  get state(): ClockState {
    return { ms: this.ms, isAssumed: this.isAssumed, assumed: this.assumed };
  }

  /** @param state null: nothing is known of what stands before */
  restore(state: ClockState | null): void {
    const { ms, isAssumed, assumed } = state ?? UNSET;
    this.ms = ms;
    this.isAssumed = isAssumed;
    this.assumed = assumed;
    this.wasLater = false;
  }

  /** Offset in ms of a wall-clock time (utc = wall - offset). The last one asked for is the line's, once `settle` says so. */
  offset(wallMs: number): number {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    if (quarter !== this.quarter) this.lookUp(quarter, wallMs);
    this.isAsked = true;
    this.isInGap = this.isGap;
    this.isTwice = this.first !== this.later;
    if (!this.isTwice) return this.first;
    this.isLater = this.receivedMs === undefined ? this.followsLater(wallMs) : this.cameLater(wallMs, this.receivedMs);
    return this.isLater ? this.later : this.first;
  }

  /** The line at hand is at this instant; NaN for one without a time. */
  settle(instantMs: number): void {
    if (!this.isAsked || Number.isNaN(instantMs)) {
      this.isTwice = false;
      this.isInGap = false;
    }
    this.isAsked = false;
    if (Number.isNaN(instantMs)) return;
    if (this.isTwice) this.settleRepeated();
    else this.isAssumed = false;
    this.wasLater = this.isTwice && this.isLater;
    this.ms = instantMs;
  }

  private settleRepeated(): void {
    this.repeated++;
    // The clock was put back between the two lines: what stands before is of the first hour.
    const isTurn = this.isSure && this.isLater && !this.wasLater;
    if (isTurn && this.isAssumed) this.assumed = 0;
    const isOfAssumed = this.isAssumed && this.receivedMs === undefined && !isTurn;
    this.isAssumed = isOfAssumed || !this.isSure;
  }

  /**
   * The line at hand counts.
   * @returns whether its time is one that the clock skips
   */
  count(): boolean {
    if (this.isTwice && this.isAssumed) this.assumed++;
    return this.isInGap;
  }

  /** Whether the line just settled is of the hour shown twice. */
  get isRepeated(): boolean {
    return this.isTwice;
  }

  private lookUp(quarter: number, wallMs: number): void {
    this.quarter = quarter;
    this.first = this.zone.offsetAtWall(wallMs);
    this.later = this.zone.laterOffsetAtWall(wallMs);
    this.isGap = this.zone.offsetAtUtc(wallMs - this.first) !== this.first;
  }

  private followsLater(wallMs: number): boolean {
    const { ms } = this;
    const fromFirst = Math.abs(wallMs - this.first - ms);
    const fromLater = Math.abs(wallMs - this.later - ms);
    this.isSure = Math.min(fromFirst, fromLater) <= FOLLOWS_MS;
    return fromLater < fromFirst && fromLater <= HOUR_MS;
  }

  /** The second hour is right once it has come, unless it lies back so far that both have. */
  private cameLater(wallMs: number, receivedMs: number): boolean {
    const age = receivedMs - (wallMs - this.later);
    this.isSure = age < HOUR_MS;
    return age >= -AHEAD_MS && age < HOUR_MS;
  }
}
