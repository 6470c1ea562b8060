/** Sums per group. A byte measure counts only where the line knew it; a group none of whose lines knew it has null. */

import type { Measures } from '../../contract/common.ts';
import { type CellColumns, FLAG_ACTION, FLAG_RECEIVED, FLAG_SENT, FLAG_TOTAL } from '../../ingest/cube/columns.ts';
import { ACTION_BLOCKED } from '../../ingest/formats/api.ts';

/** One group's figures stand side by side, 64 bytes: adding a cell touches one cache line. */
const STRIDE = 8;
const TX = 0;
const BLOCKED = 1;
const SENT = 2;
const RECEIVED = 3;
const TOTAL = 4;
const FIRST = 5;
const LAST = 6;
const FLAGS = 7;

const NEVER = 0xffff_ffff;

export class Sums {
  readonly groups: number;
  private readonly data: Float64Array;

  constructor(groups: number) {
    this.groups = groups;
    this.data = new Float64Array(groups * STRIDE);
    for (let at = FIRST; at < this.data.length; at += STRIDE) {
      this.data[at] = NEVER;
    }
  }

  add(group: number, c: CellColumns, cell: number): void {
    const d = this.data;
    const at = group * STRIDE;
    const flags = c.flags[cell] ?? 0;
    const tx = c.tx[cell] ?? 0;
    d[at] = (d[at] ?? 0) + tx;
    if ((flags & FLAG_ACTION) === ACTION_BLOCKED) {
      d[at + BLOCKED] = (d[at + BLOCKED] ?? 0) + tx;
    }
    if (flags & FLAG_SENT) {
      d[at + SENT] = (d[at + SENT] ?? 0) + (c.sent[cell] ?? 0);
    }
    if (flags & FLAG_RECEIVED) {
      d[at + RECEIVED] = (d[at + RECEIVED] ?? 0) + (c.received[cell] ?? 0);
    }
    if (flags & FLAG_TOTAL) {
      d[at + TOTAL] = (d[at + TOTAL] ?? 0) + (c.total[cell] ?? 0);
    }
    const first = c.first[cell] ?? 0;
    const last = c.last[cell] ?? 0;
    if (first < (d[at + FIRST] ?? 0)) d[at + FIRST] = first;
    if (last > (d[at + LAST] ?? 0)) d[at + LAST] = last;
    const seen = d[at + FLAGS] ?? 0;
    if ((seen | flags) !== seen) d[at + FLAGS] = seen | flags;
  }

  transactions(group: number): number {
    return this.data[group * STRIDE + TX] ?? 0;
  }

  /** First event, seconds. */
  first(group: number): number {
    return this.data[group * STRIDE + FIRST] ?? 0;
  }

  /** Last event, seconds. */
  last(group: number): number {
    return this.data[group * STRIDE + LAST] ?? 0;
  }

  measures(group: number): Measures {
    const d = this.data;
    const at = group * STRIDE;
    const flags = d[at + FLAGS] ?? 0;
    return {
      transactions: d[at + TX] ?? 0,
      blocked: d[at + BLOCKED] ?? 0,
      bytesSent: flags & FLAG_SENT ? (d[at + SENT] ?? 0) : null,
      bytesReceived: flags & FLAG_RECEIVED ? (d[at + RECEIVED] ?? 0) : null,
      bytesTotal: flags & FLAG_TOTAL ? (d[at + TOTAL] ?? 0) : null,
    };
  }

  /** Adds one of our groups to a group of other sums. */
  addTo(into: Sums, group: number, from: number): void {
    const a = into.data;
    const b = this.data;
    const to = group * STRIDE;
    const at = from * STRIDE;
    for (const part of [TX, BLOCKED, SENT, RECEIVED, TOTAL]) {
      a[to + part] = (a[to + part] ?? 0) + (b[at + part] ?? 0);
    }
    a[to + FIRST] = Math.min(a[to + FIRST] ?? 0, b[at + FIRST] ?? 0);
    a[to + LAST] = Math.max(a[to + LAST] ?? 0, b[at + LAST] ?? 0);
    a[to + FLAGS] = (a[to + FLAGS] ?? 0) | (b[at + FLAGS] ?? 0);
  }
}
