/** Sums per group. A byte measure counts only where the line knew it; a group none of whose lines knew it has null. */

import type { Measures } from '../../contract/common.ts';
import { type CellColumns, FLAG_ACTION, FLAG_RECEIVED, FLAG_SENT, FLAG_TOTAL } from '../../ingest/cube/columns.ts';
import { ACTION_BLOCKED } from '../../ingest/formats/api.ts';

export class Sums {
  readonly groups: number;
  readonly tx: Float64Array;
  readonly blocked: Float64Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
  readonly total: Float64Array;
  /** Union of the flags of a group's cells. */
  readonly flags: Uint8Array;
  /** Seconds; 0 in `last` means that the group is empty. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;

  constructor(groups: number) {
    this.groups = groups;
    this.tx = new Float64Array(groups);
    this.blocked = new Float64Array(groups);
    this.sent = new Float64Array(groups);
    this.received = new Float64Array(groups);
    this.total = new Float64Array(groups);
    this.flags = new Uint8Array(groups);
    this.first = new Uint32Array(groups).fill(0xffff_ffff);
    this.last = new Uint32Array(groups);
  }

  add(group: number, c: CellColumns, cell: number): void {
    const flags = c.flags[cell] ?? 0;
    const tx = c.tx[cell] ?? 0;
    this.tx[group] = (this.tx[group] ?? 0) + tx;
    if ((flags & FLAG_ACTION) === ACTION_BLOCKED) {
      this.blocked[group] = (this.blocked[group] ?? 0) + tx;
    }
    this.sent[group] = (this.sent[group] ?? 0) + (c.sent[cell] ?? 0);
    this.received[group] = (this.received[group] ?? 0) + (c.received[cell] ?? 0);
    this.total[group] = (this.total[group] ?? 0) + (c.total[cell] ?? 0);
    this.flags[group] = (this.flags[group] ?? 0) | flags;
    const first = c.first[cell] ?? 0;
    const last = c.last[cell] ?? 0;
    if (first < (this.first[group] ?? 0)) this.first[group] = first;
    if (last > (this.last[group] ?? 0)) this.last[group] = last;
  }

  measures(group: number): Measures {
    const flags = this.flags[group] ?? 0;
    return {
      transactions: this.tx[group] ?? 0,
      blocked: this.blocked[group] ?? 0,
      bytesSent: flags & FLAG_SENT ? (this.sent[group] ?? 0) : null,
      bytesReceived: flags & FLAG_RECEIVED ? (this.received[group] ?? 0) : null,
      bytesTotal: flags & FLAG_TOTAL ? (this.total[group] ?? 0) : null,
    };
  }

  /** Adds one group to a group of other sums. */
  addTo(into: Sums, group: number, from: number): void {
    into.tx[group] = (into.tx[group] ?? 0) + (this.tx[from] ?? 0);
    into.blocked[group] = (into.blocked[group] ?? 0) + (this.blocked[from] ?? 0);
    into.sent[group] = (into.sent[group] ?? 0) + (this.sent[from] ?? 0);
    into.received[group] = (into.received[group] ?? 0) + (this.received[from] ?? 0);
    into.total[group] = (into.total[group] ?? 0) + (this.total[from] ?? 0);
    into.flags[group] = (into.flags[group] ?? 0) | (this.flags[from] ?? 0);
    into.first[group] = Math.min(into.first[group] ?? 0, this.first[from] ?? 0);
    into.last[group] = Math.max(into.last[group] ?? 0, this.last[from] ?? 0);
  }
}
