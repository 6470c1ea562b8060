/**
 * In: the transaction a reader has just read. Out: a cell of the table, or "not ours to count".
 * Guarantee: names become ids once per thread; whether a destination is the organisation's own is asked once per name.
 */
import { randomInt } from 'node:crypto';
import { CellTable } from '../cube/cell-table.ts';
import { type CellColumns, FLAG_RECEIVED, FLAG_SENT, FLAG_TOTAL, hourOf } from '../cube/columns.ts';
import type { LineReader } from './line-reader.ts';
import { createInterners, type FreshNames, type Interners } from './names.ts';

const ASKED_NOT_OWN = 1;

export class CellFeeder {
  readonly table = new CellTable(randomInt(2 ** 31));
  private readonly names: Interners = createInterners();
  private readonly reader: LineReader;
  private readonly bucketMinutes: number;
  /** By destination id: ASKED_NOT_OWN, or 0 while not asked. */
  private own = new Uint8Array(4096);
  /** Ids of the transaction at hand. */
  dest = 0;
  user = 0;

  constructor(reader: LineReader, bucketMinutes: number) {
    this.reader = reader;
    this.bucketMinutes = bucketMinutes;
  }

  /** Takes the destination of the transaction just read. @returns true when it is inbound or internal */
  isForeign(): boolean {
    const { reader } = this;
    const { destinationHost, destinationIp, reason } = reader.draft;
    const dest = this.names.dest.id(destinationHost === '' ? destinationIp : destinationHost);
    this.dest = dest;
    if (dest === 0 || reason !== '') {
      return reader.direction !== 'outbound';
    }
    if (dest >= this.own.length) {
      const bigger = new Uint8Array(Math.max(this.own.length * 2, dest + 1));
      bigger.set(this.own);
      this.own = bigger;
    }
    if (this.own[dest] === ASKED_NOT_OWN) {
      return false;
    }
    if (!reader.ownDestination) {
      this.own[dest] = ASKED_NOT_OWN;
      return false;
    }
    return reader.direction !== 'outbound';
  }

  /**
   * Adds the transaction whose destination `isForeign` has just taken.
   * @returns its cell, or -1 when the table is full: drain it and add again
   */
  add(second: number): number {
    const { draft } = this.reader;
    const { bytesSent, bytesReceived } = draft;
    const bothKnown = bytesSent >= 0 && bytesReceived >= 0;
    const total = draft.bytesTotal < 0 && bothKnown ? bytesSent + bytesReceived : draft.bytesTotal;
    let flags: number = draft.action;
    if (bytesSent >= 0) flags |= FLAG_SENT;
    if (bytesReceived >= 0) flags |= FLAG_RECEIVED;
    if (total >= 0) flags |= FLAG_TOTAL;
    const { names, dest } = this;
    this.user = names.user.id(draft.sourceUser);
    const source = names.source.id(draft.sourceIp);
    const device = names.device.id(draft.sourceHost);
    const hour = hourOf(second, this.bucketMinutes);
    return this.table.add(
      hour,
      dest,
      this.user,
      source,
      device,
      flags,
      draft.count,
      bytesSent,
      bytesReceived,
      total,
      second,
    );
  }

  /** The table's cells, sorted, and the names they brought; the table is empty afterwards. */
  drain(): { readonly cells: CellColumns | null; readonly fresh: FreshNames } {
    return { cells: this.table.count > 0 ? this.table.drain() : null, fresh: this.names.takeFresh() };
  }

  get folded(): number {
    return this.names.folded();
  }
}
