/**
 * How regularly something comes back. In: the minutes in which it was seen, as marks of hours in rising order. Out: the gaps between
 * them. Guarantee: exact to the minute, whatever order the log's lines were read in.
 */
import { MARKED_MINUTES } from '../../ingest/cube/columns.ts';

export interface GapFacts {
  /** Minutes in which it was seen. */
  readonly minutes: number;
  readonly hours: number;
  /** Minutes between one and the next; null where it was seen in one minute only. */
  readonly medianGap: number | null;
  readonly meanGap: number | null;
  /** Standard deviation, minutes. */
  readonly deviation: number | null;
  /** Share of gaps within a minute of the median one, 0..1. */
  readonly steady: number | null;
  /** Gaps by length: 1, 2–3, 4–7, 8–15 … minutes. */
  readonly histogram: number[];
}

/** Up to 2^20 minutes, two years. */
const BUCKETS = 20;

/** Gathers marks of one thing, hour by hour. */
export class GapCounter {
  private gaps: number[] = [];
  private last = -1;
  private minutes = 0;
  private hours = 0;

  /** @param hour not below the one before; marks of one hour are given once, joined */
  add(hour: number, early: number, late: number): void {
    this.hours++;
    this.addHalf(hour * 60, early);
    this.addHalf(hour * 60 + MARKED_MINUTES, late);
  }

  private addHalf(start: number, marks: number): void {
    for (let left = marks >>> 0; left !== 0; left = (left & (left - 1)) >>> 0) {
      const minute = start + (31 - Math.clz32(left & -left));
      if (this.minutes > 0) this.gaps.push(minute - this.last);
      this.last = minute;
      this.minutes++;
    }
  }

  facts(): GapFacts {
    const { minutes, hours } = this;
    const gaps = Uint32Array.from(this.gaps).sort();
    const histogram = new Array<number>(BUCKETS).fill(0);
    let sum = 0;
    for (const gap of gaps) {
      sum += gap;
      const bucket = Math.min(BUCKETS - 1, 31 - Math.clz32(gap));
      histogram[bucket] = (histogram[bucket] ?? 0) + 1;
    }
    while (histogram.length > 0 && histogram.at(-1) === 0) histogram.pop();
    if (gaps.length === 0) {
      return { minutes, hours, medianGap: null, meanGap: null, deviation: null, steady: null, histogram };
    }
    const meanGap = sum / gaps.length;
    const medianGap = gaps[gaps.length >> 1] ?? 0;
    let squares = 0;
    let near = 0;
    for (const gap of gaps) {
      squares += (gap - meanGap) ** 2;
      if (Math.abs(gap - medianGap) <= 1) near++;
    }
    const deviation = Math.sqrt(squares / gaps.length);
    return { minutes, hours, medianGap, meanGap, deviation, steady: near / gaps.length, histogram };
  }

  clear(): void {
    this.gaps = [];
    this.last = -1;
    this.minutes = 0;
    this.hours = 0;
  }
}

/** Length and Shannon entropy (bits a character) of what stands before the registrable domain. */
export function nameFacts(host: string, domain: string): { readonly length: number; readonly entropy: number } {
  const label = host.length > domain.length + 1 ? host.slice(0, host.length - domain.length - 1) : '';
  if (label === '') {
    return { length: 0, entropy: 0 };
  }
  const counts = new Map<string, number>();
  for (const char of label) counts.set(char, (counts.get(char) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) {
    const share = count / label.length;
    entropy -= share * Math.log2(share);
  }
  return { length: label.length, entropy };
}
