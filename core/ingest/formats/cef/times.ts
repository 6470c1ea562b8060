/**
 * In: the several times a CEF line may carry. Out: the one that is the event's.
 * Fortinet's `eventtime` is exact and UTC; then come `rt`, `start` and `end`, in that order.
 */
import type { EventDraft } from '../api.ts';
import { readAnyTime, type TimeTarget } from '../shared/time.ts';

export const EXACT = 0;
export const RECEIVED = 1;
export const STARTED = 2;
export const ENDED = 3;
/** A date of the vendor's own, when nothing else is said. */
export const CUSTOM = 4;
const RANKS = 5;

/** What `dtz` says when the times are UTC. Other zones come as names without an offset, which leaves the times local. */
const UTC = /^(?:utc|gmt|z)$/i;

export class EventTimes {
  zone = '';
  private best = RANKS;
  private readonly found: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

  begin(): void {
    this.zone = '';
    this.best = RANKS;
  }

  /** Takes a time unless a better one is there. */
  take(text: string, start: number, end: number, rank: number): void {
    if (rank < this.best && readAnyTime(text, start, end, this.found) >= 0) this.best = rank;
  }

  /** Writes the best time; leaves the draft alone when there was none. */
  settle(out: EventDraft): void {
    if (this.best === RANKS) return;
    out.timeMs = this.found.timeMs;
    out.timeIsYearless = this.found.timeIsYearless;
    out.timeIsLocal = this.found.timeIsLocal && !UTC.test(this.zone);
  }
}
